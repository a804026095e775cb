import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, type TestApp } from '../../support/build-test-app'
import { columnsWith } from '../personal-data/database-scan'
import { API, act, bring, done, later, numbered, openTopic, propose, state, vote } from './topics'

let t: TestApp
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp()
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const votesOf = (topicId: string) =>
  t.deps.store.read.sql.all<{ personId: string; vote: string }>(
    `SELECT "personId", "vote" FROM "StatementVote" WHERE "topicId" = ?`,
    [topicId],
  )

describe('somebody who erases themselves', () => {
  test('takes their votes out of what is open, and leaves those of what is closed without a name', async () => {
    const [gone, other] = [await t.as(numbered(11)), await t.as(numbered(13))]
    const [closed, open] = [await openTopic(t), await openTopic(t)]
    for (const topicId of [closed, open]) {
      const id = await state(secretary, topicId, '调暗一半')
      await vote(gone, topicId, id, 'agree')
      await vote(other, topicId, id, 'disagree')
    }
    t.clock.advance({ seconds: 11 })
    await other.get(`${API}/topics/${closed}/opinion-map`)
    await done(secretary, closed, 'close')
    expect((await gone.del(`${API}/me`)).status).toBe(204)
    expect(await votesOf(open)).toMatchObject([{ personId: other.personId }])
    const kept = await votesOf(closed)
    expect(kept.map(({ vote: word }) => word).sort()).toEqual(['agree', 'disagree'])
    const nobody = kept.find(({ vote: word }) => word === 'agree')?.personId ?? ''
    expect(await columnsWith(t, nobody)).toEqual(['StatementVote.personId', 'TopicMember.personId'])
    // The id tells nothing of the time at which they left.
    expect(nobody[14]).toBe('4')
    t.clock.advance({ seconds: 11 })
    const { body } = await other.get(`${API}/topics/${closed}/opinion-map`)
    expect(body).toMatchObject({ participants: 2, votes: 2 })
  })

  test('is in no map any more, though somebody else has cast as many votes since', async () => {
    const topicId = await openTopic(t)
    const id = await state(secretary, topicId, '调暗一半')
    const people = await Promise.all(Array.from({ length: 9 }, (_, at) => t.as(numbered(201 + at))))
    const [gone, ...others] = people
    const newcomer = others.pop()
    if (!gone || !newcomer) throw new Error('nine people')
    for (const client of [gone, ...others]) await vote(client, topicId, id, 'agree')
    const counted = async () => {
      t.clock.advance({ seconds: 11 })
      const { groups } = (await newcomer.get(`${API}/topics/${topicId}/opinion-map`)).body
      return groups.map(({ statements: [said] }: { statements: { agree: number; disagree: number }[] }) => said)
    }
    expect(await counted()).toMatchObject([{ agree: 8, disagree: 0 }])
    await gone.del(`${API}/me`)
    await vote(newcomer, topicId, id, 'disagree')
    expect(await counted()).toMatchObject([{ agree: 7, disagree: 1 }])
  })

  test('leaves statements that others answered, and nobody knows whose they were', async () => {
    const [gone, other] = [await t.as(numbered(15)), await t.as(numbered(17))]
    const topicId = await openTopic(t)
    const [answered, alone] = [await state(gone, topicId, '被回应的'), await state(gone, topicId, '没人理的')]
    await vote(other, topicId, answered, 'agree')
    await gone.del(`${API}/me`)
    const { items } = (await other.get(`${API}/topics/${topicId}/statements`)).body
    expect(items.map(({ id }: { id: string }) => id)).toEqual([answered])
    expect((await other.get(`${API}/topics/${topicId}`)).body.statements).toBe(1)
    expect(await columnsWith(t, alone)).toEqual([])
    // A late repeat of the request that made it finds an id that is somebody else's.
    const late = await other.put(`${API}/statements/${answered}`, { topicId, text: '被回应的' })
    expect(late.body.code).toBe('id_taken')
  })

  test('is counted no more among the households, while the proposal waits', async () => {
    const [gone, other] = [await t.as(numbered(19)), await t.as(numbered(21))]
    const topicId = await propose(t, other)
    for (const client of [gone, other]) await client.put(`${API}/topics/${topicId}/support`)
    await gone.del(`${API}/me`)
    expect((await other.get(`${API}/topics/${topicId}`)).body.support.households).toBe(1)
  })

  test('leaves a proposal that was accepted, without a name, and no other', async () => {
    const gone = await t.as(numbered(23))
    const [waiting, taken] = [await propose(t, gone), await propose(t, gone, { title: '留下来的' })]
    await bring(t, taken, 'accepted')
    await gone.del(`${API}/me`)
    const li = await t.as('resident-li')
    expect((await li.get(`${API}/topics/${waiting}`)).status).toBe(404)
    expect((await li.get(`${API}/topics/${taken}`)).body).toMatchObject({
      title: '留下来的',
      proposer: { displayName: '已注销的邻居', avatarUrl: null },
    })
  })

  test('leaves their stars, and not their words; the sums stay', async () => {
    const [gone, li] = [await t.as(numbered(25)), await t.as('resident-li')]
    const id = await propose(t, li)
    await bring(t, id, 'published')
    await done(gone, id, 'evaluate', { stars: 1, text: '不好' })
    await done(li, id, 'evaluate', { stars: 5 })
    await gone.del(`${API}/me`)
    expect((await li.get(`${API}/topics/${id}`)).body.evaluation).toMatchObject({ ratings: 2, stars: 3 })
    const lines = (await secretary.get(`${API}/topics/${id}/evaluations`)).body.items
    expect(lines.map(({ stars, text }: { stars: number; text: string | null }) => [stars, text]).sort()).toEqual([
      [1, null],
      [5, null],
    ])
    // The next stars are added to what is there.
    await done(await t.as(numbered(27)), id, 'evaluate', { stars: 3 })
    expect((await li.get(`${API}/topics/${id}`)).body.evaluation).toMatchObject({ ratings: 3, stars: 3 })
  })

  test('is no facilitator, no councillor, and at no meeting any more', async () => {
    const gone = await t.as(numbered(29))
    const id = await propose(t, await t.as('resident-li'))
    await done(secretary, id, 'accept')
    await done(secretary, id, 'invite', { personIds: [gone.personId] })
    const at = { meetingAt: later(t, 2), address: '议事厅', facilitatorId: gone.personId }
    expect((await done(secretary, id, 'schedule', at)).meeting).toMatchObject({ invited: 1, facilitated: true })
    await gone.del(`${API}/me`)
    expect((await secretary.get(`${API}/topics/${id}`)).body.meeting).toMatchObject({ invited: 0, facilitated: false })
    expect((await act(secretary, id, 'attest', { personId: gone.personId })).status).toBe(404)
  })
})
