import { buildApp } from '../../server/app'
import { readConfig } from '../../server/config'
import { castVote } from '../../server/features/deliberation/cast-vote'
import { likePost } from '../../server/features/feed/like-post'
import { makeDeps } from '../../server/main'
import { CITY, personIdOf, postOf, residentOf, spreadOf, tokenOf, unlikedPost } from './city'
import { watchLoop } from './loop-watch'
import type { Round } from './measure'
import type { OpinionCommand, RecomputeAnswer, RecomputeRound } from './opinions'
import { READER, statementIdOf, topicIdOf, voteOf } from './topics'

// The whole server in one process, so that what its event loop has to wait for is what a reader would have to.
const [file = '', dataDir = ''] = process.argv.slice(2)
const config = readConfig({
  NODE_ENV: 'production',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: `file:${file}`,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
  LINLI_TRUST_PROXY: '1',
})
const deps = await makeDeps(config)
const app = await buildApp(deps)
await app.ready()

const READS_EVERY_MS = 20
/** A map is as good as new for so long (opinion-maps.ts). */
const FRESH_MS = 5_100
const AFTERWARDS_MS = 300

const topicId = topicIdOf(0)
const headers = { authorization: `Bearer ${tokenOf(READER)}` }

async function readMap(): Promise<string | null> {
  const { statusCode, body } = await app.inject({ url: `/api/v1/topics/${topicId}/opinion-map`, headers })
  // Right after the start, or on a busy machine, a server asks for patience, as it asks its readers.
  if (statusCode === 503) return null
  if (statusCode !== 200) throw new Error(`the map: ${statusCode} ${body}`)
  return JSON.parse(body).computedAt
}

/** Somebody votes, and a reader looks again and again until shown a map that knows it; all the while the loop is watched. */
async function recompute(before: string | null, index: number): Promise<RecomputeRound & { computedAt: string }> {
  const personId = personIdOf(READER)
  const vote = index % 2 === 0 ? 'agree' : 'disagree'
  const statementId = await firstStatement()
  await castVote(deps, { topicId, statementId, personId, vote })
  const stopWatching = watchLoop()
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  let computedAt = await readMap()
  while (computedAt === null || computedAt === before) {
    await new Promise((resolve) => setTimeout(resolve, READS_EVERY_MS))
    computedAt = await readMap()
  }
  const tookMs = performance.now() - startedAt
  // What follows the answer belongs to it: those who are in it are kept for the next.
  await new Promise((resolve) => setTimeout(resolve, AFTERWARDS_MS))
  const { user, system } = process.cpuUsage(cpu)
  return { tookMs, cpuMicroseconds: user + system, ...stopWatching(), computedAt }
}

async function firstStatement(): Promise<string> {
  const row = await deps.store.read.sql.get<{ id: string }>(
    `SELECT "id" FROM "Statement" WHERE "topicId" = ? ORDER BY "number" LIMIT 1`,
    [topicId],
  )
  if (row === undefined) throw new Error('no statement')
  return row.id
}

/** The loop of the same server at the same time, with nothing to do: what the machine itself makes it wait. */
async function watchIdle(ms: number): Promise<number> {
  const stopWatching = watchLoop()
  await new Promise((resolve) => setTimeout(resolve, ms))
  return stopWatching().blockedMs
}

async function measureRecompute(rounds: number): Promise<RecomputeAnswer> {
  // Until the start is over: what it takes is no reader's wait.
  await new Promise((resolve) => setTimeout(resolve, FRESH_MS))
  // Nor is the very first request, whose code is compiled with it.
  await app.inject({ url: `/api/v1/topics/${topicId}`, headers })
  const measured: RecomputeRound[] = []
  let before: string | null = null
  for (let round = 0; round <= rounds; round += 1) {
    const { computedAt, ...figures } = await recompute(before, round)
    measured.push(figures)
    before = computedAt
    await new Promise((resolve) => setTimeout(resolve, FRESH_MS))
  }
  const longest = Math.max(...measured.map(({ tookMs }) => tookMs))
  return { rounds: measured, idleMs: await watchIdle(longest), mebibytes: process.resourceUsage().maxRSS / 1_024 }
}

const WRITES_PER_ROUND = 3_200

/** A like of somebody who has not liked it, and a vote of somebody who has not voted. */
const WRITES: Record<'like' | 'vote', (posts: number, index: number) => Promise<unknown>> = {
  like: (posts, index) => {
    const { grids, stride } = spreadOf(posts)
    const grid = (index % grids) * stride
    const turn = Math.floor(index / grids)
    const { id: postId } = postOf(posts, grid, unlikedPost(posts, Math.floor(turn / CITY.peoplePerGrid)))
    return likePost(deps, { postId, personId: personIdOf(residentOf(grid, turn)), liked: true })
  },
  vote: (_, index) => {
    const { grid, person, statement } = voteOf(index)
    const statementId = statementIdOf(grid, statement)
    return castVote(deps, { topicId: topicIdOf(grid), statementId, personId: personIdOf(person), vote: 'agree' })
  },
}

async function measureWrites({ posts, batch, rounds }: { posts: number; batch: number; rounds: number }) {
  const answers = { like: [] as Round[], vote: [] as Round[] }
  const next = { like: 0, vote: 0 }
  // The first round compiles, and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    for (const work of ['like', 'vote'] as const) {
      const before = process.cpuUsage()
      const startedAt = performance.now()
      for (let done = 0; done < WRITES_PER_ROUND; done += batch) {
        const some = Array.from({ length: batch }, () => WRITES[work](posts, next[work]++))
        await Promise.all(some)
      }
      const perSecond = (WRITES_PER_ROUND / (performance.now() - startedAt)) * 1_000
      const { user, system } = process.cpuUsage(before)
      const cpuMicroseconds = (user + system) / WRITES_PER_ROUND
      if (round > 0) answers[work].push({ cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds, perSecond })
    }
  }
  return answers
}

process.on('message', async (command: OpinionCommand | 'stop') => {
  if (command === 'stop') process.exit(0)
  process.send?.(command.what === 'recompute' ? await measureRecompute(command.rounds) : await measureWrites(command))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
