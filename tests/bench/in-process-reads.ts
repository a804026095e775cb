import { deepStrictEqual } from 'node:assert'
import type Database from 'better-sqlite3'
import type { Deps } from '../../server/deps'
import { FeedPages } from '../../server/features/feed/feed-pages'
import { readFeed } from '../../server/features/feed/read-feed'
import {
  communityIdOf,
  communityOfGrid,
  cursorBelow,
  depthAt,
  gridIdOf,
  personIdOf,
  residentOf,
  spreadOf,
} from './city'
import type { Round } from './measure'

const PAGE = 20
const READS_PER_ROUND = 2_000

interface Row {
  id: string
  gridId: string
  kind: string
  text: string
  state: string
  likeCount: number
  commentCount: number
  createdAt: number
  authorId: string
  displayName: string
  buildingName: string | null
  liked: number
}

/** The page as somebody would write it who thinks of nothing else: one statement, one JSON. */
function prepareFloor(database: Database.Database) {
  const page = database.prepare(
    `SELECT p."id", p."gridId", p."kind", p."text", p."state", p."likeCount", p."commentCount", p."createdAt", p."authorId", a."displayName",
       b."name" AS "buildingName", EXISTS (SELECT 1 FROM "PostLike" l
         WHERE l."communityId" = p."communityId" AND l."postId" = p."id" AND l."personId" = ?) AS "liked"
     FROM "Post" p JOIN "Person" a ON a."id" = p."authorId" LEFT JOIN "Place" b ON b."id" = p."buildingId"
     WHERE p."communityId" = ? AND p."gridId" = ? AND p."state" = 'shown' AND (p."createdAt", p."id") < (?, ?)
     ORDER BY p."createdAt" DESC, p."id" DESC LIMIT ${PAGE + 1}`,
  )
  return (grid: number, personId: string, cursor: string): Buffer => {
    const [time, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [number, string]
    const rows = page.all(personId, communityIdOf(communityOfGrid(grid)), gridIdOf(grid), time, id) as Row[]
    const items = rows.slice(0, PAGE).map((row) => presentRow(row, personId))
    const last = rows.length > PAGE ? rows[PAGE - 1] : undefined
    const nextCursor = last
      ? Buffer.from(JSON.stringify([last.createdAt, last.id]), 'utf8').toString('base64url')
      : null
    return Buffer.from(JSON.stringify({ items, nextCursor }))
  }
}

function presentRow(row: Row, personId: string) {
  const isOwn = row.authorId === personId
  return {
    id: row.id,
    placeId: row.gridId,
    kind: row.kind,
    text: row.text,
    images: [],
    author: { id: row.authorId, displayName: row.displayName, avatarUrl: null },
    building: row.buildingName,
    createdAt: new Date(row.createdAt).toISOString(),
    likes: row.likeCount,
    comments: row.commentCount,
    liked: row.liked === 1,
    state: row.state,
    moderation: null,
    can: { delete: isOwn, report: !isOwn, appeal: false, comment: true, like: true },
  }
}

/** Our reading and the floor in one process, in turns: another grid at every call, by cursor, so that nothing is kept. */
export async function measureReadsInProcess(deps: Deps, database: Database.Database, posts: number, rounds: number) {
  const pages = new FeedPages(deps)
  const floor = prepareFloor(database)
  const { grids, stride } = spreadOf(posts)
  const results: { work: string; contender: string; rounds: Round[] }[] = []
  for (const depth of [0, depthAt(posts)]) {
    const asks = Array.from({ length: READS_PER_ROUND }, (_, index) => {
      const grid = (index % grids) * stride
      return {
        grid,
        personId: personIdOf(residentOf(grid, Math.floor(index / grids))),
        cursor: cursorBelow(posts, grid, depth),
      }
    })
    const ours = async (ask: (typeof asks)[number]) =>
      readFeed(deps, pages, {
        gridId: gridIdOf(ask.grid),
        personId: ask.personId,
        kind: null,
        limit: PAGE,
        cursor: ask.cursor,
      })
    for (const ask of asks.slice(0, 20))
      deepStrictEqual(
        JSON.parse(String(floor(ask.grid, ask.personId, ask.cursor))),
        JSON.parse(String(await ours(ask))),
      )
    const [mine, theirs]: [Round[], Round[]] = [[], []]
    for (let round = 0; round <= rounds; round += 1) {
      const own = await timed(asks, ours)
      const bare = await timed(asks, async (ask) => floor(ask.grid, ask.personId, ask.cursor))
      if (round > 0) mine.push(own) && theirs.push(bare)
    }
    const work = depth === 0 ? 'page 1' : `page at depth ${depth.toLocaleString('en')}`
    results.push({ work, contender: 'linli', rounds: mine }, { work, contender: 'floor', rounds: theirs })
  }
  return results
}

async function timed<Ask>(asks: readonly Ask[], work: (ask: Ask) => Promise<unknown>): Promise<Round> {
  const before = process.cpuUsage()
  for (const ask of asks) await work(ask)
  const { user, system } = process.cpuUsage(before)
  const cpuMicroseconds = (user + system) / asks.length
  return { cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds }
}
