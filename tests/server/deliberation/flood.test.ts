import { afterAll, beforeAll, expect, test } from 'vitest'
import { addStatement } from '../../../server/features/deliberation/add-statement'
import { insertMany } from '../../../server/storage/insert-rows'
import { LIMITS } from '../../../src/contract'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { openTopic } from './topics'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const STATEMENTS = 10_000
const AT_ONCE = 250
const LIMIT = 50

// Past the rate of the door, so that what holds is the limit itself.
test('of ten thousand statements from one person as many stay as one person may write, without a gap', async () => {
  const { personId } = await t.as('resident-li')
  const topicId = await openTopic(t)
  let kept = 0
  const refusals = new Set<string>()
  for (let sent = 0; sent < STATEMENTS; sent += AT_ONCE) {
    const answers = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, (_, at) =>
        addStatement(t.deps, { id: newId(), personId, topicId, text: `看法 ${sent + at}` }),
      ),
    )
    for (const answer of answers) {
      if (answer.status === 'fulfilled') kept += 1
      else refusals.add(answer.reason.code)
    }
  }
  expect(kept).toBe(LIMIT)
  expect([...refusals]).toEqual(['too_many_statements'])
  const rows = await t.deps.store.read.sql.all<{ number: number }>(
    `SELECT "number" FROM "Statement" WHERE "topicId" = ? ORDER BY "number"`,
    [topicId],
  )
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: LIMIT }, (_, at) => at + 1))
  const topic = await t.deps.store.read.sql.get<{ statementCount: number; shownCount: number }>(
    `SELECT "statementCount", "shownCount" FROM "Topic" WHERE "id" = ?`,
    [topicId],
  )
  expect(topic).toEqual({ statementCount: LIMIT, shownCount: LIMIT })
}, 240_000)

test('whoever asks for similar statements of a full topic keeps nobody else waiting', async () => {
  const li = await t.as('resident-li')
  const topicId = await openTopic(t)
  const text = (number: number) =>
    `第 ${number} 条：${'晚上十点以后把小广场的灯调暗一半，台阶边的一直亮着'.repeat(4)}`.slice(0, 140)
  await t.deps.store.write(async (tx) => {
    const topic = await tx.sql.get<{ communityId: string }>(`SELECT "communityId" FROM "Topic" WHERE "id" = ?`, [
      topicId,
    ])
    const columns = [
      'communityId',
      'topicId',
      'number',
      'id',
      'authorId',
      'text',
      'state',
      'createdAt',
      'requestHash',
    ] as const
    const communityId = topic?.communityId ?? ''
    const rows = Array.from({ length: LIMITS.topicStatements }, (_, at) => ({
      ...{ communityId, topicId, number: at + 1, id: newId(), authorId: null, text: text(at) },
      ...{ state: 'shown', createdAt: t.clock.now(), requestHash: '' },
    }))
    await insertMany(tx, 'Statement', columns, rows)
  })
  let turns = 0
  const timer = setInterval(() => {
    turns += 1
  }, 0)
  const asked = encodeURIComponent(text(1_234))
  const { body } = await li.get(`/api/v1/topics/${topicId}/similar-statements?text=${asked}`)
  clearInterval(timer)
  expect(body.items).toHaveLength(LIMITS.similarStatements)
  expect(body.items[0]).toMatchObject({ text: text(1_234), similarity: 1 })
  expect(turns).toBeGreaterThanOrEqual(5)
})
