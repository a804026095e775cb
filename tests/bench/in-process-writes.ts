import type Database from 'better-sqlite3'
import { v7 } from 'uuid'
import type { Deps } from '../../server/deps'
import { createComment } from '../../server/features/feed/create-comment'
import { createPost } from '../../server/features/feed/create-post'
import { likePost } from '../../server/features/feed/like-post'
import { confirmNotice } from '../../server/features/notices/confirm-notice'
import {
  CITY,
  communityIdOf,
  communityOfGrid,
  gridIdOf,
  noticeIdOf,
  personIdOf,
  postOf,
  residentOf,
  spreadOf,
  textOf,
  unlikedPost,
} from './city'
import type { Round } from './measure'

export const WRITES = ['post', 'comment', 'like', 'receipt'] as const
type Write = (typeof WRITES)[number]

const WRITES_PER_ROUND = 3_200

interface Ask {
  grid: number
  personId: string
  postId: string
  noticeId: string
  text: string
}

/**
 * Our writing in batches of `batch`, as many at once as come in one turn; the floor: nothing but the prepared INSERT, once each in its own
 * durable transaction, and once in transactions of `batch`.
 */
export async function measureWritesInProcess(
  deps: Deps,
  database: Database.Database,
  posts: number,
  rounds: number,
  batch: number,
) {
  const floors = prepareFloors(database)
  const results: { work: string; contender: string; rounds: Round[] }[] = []
  let next = 0
  const take = () => Array.from({ length: WRITES_PER_ROUND }, () => askOf(posts, next++))
  for (const work of WRITES) {
    const contenders: [string, (asks: Ask[]) => Promise<void>][] = [
      [
        'linli',
        (asks) =>
          inBatches(asks, batch, async (some) => void (await Promise.all(some.map((ask) => ours(deps, work, ask))))),
      ],
      [
        'floor, group commit',
        (asks) => inBatches(asks, batch, async (some) => inTransaction(database, some, floors[work])),
      ],
      ['floor, one by one', (asks) => inBatches(asks, 1, async (some) => inTransaction(database, some, floors[work]))],
    ]
    const measured = contenders.map(([contender]) => ({ work, contender, rounds: [] as Round[] }))
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, [, write]] of contenders.entries()) {
        const asks = take()
        const before = process.cpuUsage()
        const startedAt = performance.now()
        await write(asks)
        const { user, system } = process.cpuUsage(before)
        const cpuMicroseconds = (user + system) / asks.length
        const perSecond = (asks.length / (performance.now() - startedAt)) * 1_000
        if (round > 0)
          measured[index]?.rounds.push({ cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds, perSecond })
      }
    }
    results.push(...measured)
  }
  return results
}

/** Another person of another grid at every call; each like, comment and receipt is one that was not there. */
function askOf(posts: number, index: number): Ask {
  const { grids, stride } = spreadOf(posts)
  const grid = (index % grids) * stride
  const turn = Math.floor(index / grids)
  const below = Math.floor(turn / CITY.peoplePerGrid)
  return {
    grid,
    personId: personIdOf(residentOf(grid, turn)),
    postId: postOf(posts, grid, unlikedPost(posts, below)).id,
    noticeId: noticeIdOf(communityOfGrid(grid) * CITY.noticesPerCommunity + (below % CITY.noticesPerCommunity)),
    text: textOf(index),
  }
}

async function ours(deps: Deps, work: Write, { grid, personId, postId, noticeId, text }: Ask): Promise<unknown> {
  if (work === 'receipt') return confirmNotice(deps, noticeId, personId)
  if (work === 'like') return likePost(deps, { postId, personId, liked: true })
  if (work === 'comment') return createComment(deps, { postId, id: v7(), personId, text, replyToId: null })
  return createPost(deps, { id: v7(), personId, gridId: gridIdOf(grid), kind: 'talk', text, imageIds: [] })
}

async function inBatches(asks: readonly Ask[], batch: number, write: (some: Ask[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < asks.length; start += batch) await write(asks.slice(start, start + batch))
}

function inTransaction(database: Database.Database, asks: readonly Ask[], write: (ask: Ask) => void): void {
  database.exec('BEGIN IMMEDIATE')
  for (const ask of asks) write(ask)
  database.exec('COMMIT')
}

const HASH = 'y'.repeat(43)

function prepareFloors(database: Database.Database): Record<Write, (ask: Ask) => void> {
  const post = database.prepare(
    `INSERT INTO "Post" ("communityId", "gridId", "id", "authorId", "buildingId", "kind", "text", "imageIds", "state", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, NULL, 'talk', ?, '[]', 'shown', ?, ?)`,
  )
  const comment = database.prepare(
    `INSERT INTO "Comment" ("communityId", "postId", "id", "authorId", "text", "state", "createdAt", "requestHash") VALUES (?, ?, ?, ?, ?, 'shown', ?, ?)`,
  )
  const like = database.prepare(
    `INSERT INTO "PostLike" ("communityId", "postId", "personId") VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const receipt = database.prepare(
    `INSERT INTO "NoticeReceipt" ("communityId", "noticeId", "personId", "createdAt") VALUES (?, ?, ?, ?)`,
  )
  const community = ({ grid }: Ask) => communityIdOf(communityOfGrid(grid))
  return {
    post: (ask) => post.run(community(ask), gridIdOf(ask.grid), v7(), ask.personId, ask.text, Date.now(), HASH),
    comment: (ask) => comment.run(community(ask), ask.postId, v7(), ask.personId, ask.text, Date.now(), HASH),
    like: (ask) => like.run(community(ask), ask.postId, ask.personId),
    receipt: (ask) => receipt.run(community(ask), ask.noticeId, ask.personId, Date.now()),
  }
}
