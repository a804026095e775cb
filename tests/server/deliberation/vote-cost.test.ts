import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps'
import { castVote } from '../../../server/features/deliberation/cast-vote'
import { likePost } from '../../../server/features/feed/like-post'
import type { Sql, Tx } from '../../../server/storage/store'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { say } from '../feed/speak'
import { openTopic, state } from './topics'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

/** The same server, and how many SQL statements its jobs of writing have run. */
function counting(): { deps: Deps; count: () => number } {
  let ran = 0
  const counted = (sql: Sql): Sql =>
    new Proxy(sql, {
      get: (target, name: keyof Sql) => {
        if (name !== 'dialect') ran += 1
        return target[name]
      },
    })
  const write: Deps['store']['write'] = (job) =>
    t.deps.store.write((tx) => job(Object.assign(Object.create(tx), { sql: counted(tx.sql) }) as Tx))
  const store = Object.assign(Object.create(t.deps.store), { write }) as Deps['store']
  return { deps: { ...t.deps, store }, count: () => ran }
}

test('a vote asks the database no more often than a like does: once', async () => {
  const li = await t.as('resident-li')
  const zhou = await t.as('resident-zhou')
  const post = await say(t, li, { text: '灯修好了' })
  const like = counting()
  await likePost(like.deps, { postId: post.id, personId: zhou.personId, liked: true })

  const topicId = await openTopic(t)
  const statementId = await state(li, topicId, '调暗一半')
  const vote = counting()
  await castVote(vote.deps, { topicId, statementId, personId: zhou.personId, vote: 'agree' })
  expect(vote.count()).toBe(1)
  expect(vote.count()).toBeLessThanOrEqual(like.count())
})
