import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyExport } from '../../../server/features/counting'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import {
  API,
  act,
  castOpen,
  closePoll,
  draftPoll,
  expectStatus,
  openPoll,
  residentCode,
  untilAnswered,
} from './polling'

const PARALLEL = 200
/** 1,000 by LINLI_VOTING_ROUNDS, and 500 by LINLI_VOTING_CASTS: a continuous run takes fewer. */
const ROUNDS = Number(process.env.LINLI_VOTING_ROUNDS ?? 3)
const CASTS = Number(process.env.LINLI_VOTING_CASTS ?? 100)
/** Of one poll, each in a round of their own. */
const VOTERS = 500
/** The full size takes minutes. */
const FULL_MS_MAX = 240_000 + ROUNDS * 2_000

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

describe('an open ballot', () => {
  test('is taken once; the same again is answered the same, also after the close', async () => {
    const id = await openPoll(t)
    const resident = await t.as('resident-0001')
    const ballotId = newId()
    const first = expectStatus(await castOpen(resident, id, ['yes'], ballotId), 201)
    expect(await castOpen(resident, id, ['yes'], ballotId)).toMatchObject({ status: 200, body: first.body })
    expect(await castOpen(resident, id, ['no'], ballotId)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    expect(await castOpen(resident, id, ['no'])).toMatchObject({ status: 409, body: { code: 'already_voted' } })
    const other = await t.as('resident-0003')
    expect(await castOpen(other, id, ['yes'], ballotId)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    await closePoll(t, id)
    expect(await castOpen(resident, id, ['yes'], ballotId)).toMatchObject({ status: 200, body: first.body })
    expect(await castOpen(resident, id, ['yes'])).toMatchObject({ status: 409, body: { code: 'poll_not_open' } })
  })

  test.each<[what: string, persona: string, optionIds: string[], status: number, code: string]>([
    ['an unknown option', 'resident-0011', ['maybe'], 409, 'bad_choice'],
    ['one of them unknown', 'resident-0011', ['a', 'maybe'], 409, 'bad_choice'],
    ['too many', 'resident-0011', ['a', 'b', 'c'], 409, 'bad_choice'],
    ['too few', 'resident-0011', [], 409, 'bad_choice'],
    ['an owner of another community', 'resident-far', ['a'], 404, 'not_found'],
    ['a secretary of another community', 'secretary-other', ['a'], 404, 'not_found'],
    ['somebody without a home', 'newcomer', ['a'], 404, 'not_found'],
    ['the secretary, who does not live here', 'secretary-zhang', ['a'], 409, 'not_on_roll'],
    ['the grid officer', 'grid-officer-wang', ['a'], 409, 'not_on_roll'],
  ])('%s', async (_, persona, optionIds, status, code) => {
    const options = ['a', 'b', 'c'].map((one) => ({ id: one, text: one.toUpperCase() }))
    const id = await openPoll(t, { options, choices: { min: 1, max: 2 } })
    expect(await castOpen(await t.as(persona), id, optionIds)).toMatchObject({ status, body: { code } })
    expect((await (await t.as('resident-0011')).get(`${API}/polls/${id}`)).body.turnout.count).toBe(0)
  })

  test('an option named twice, a foreign field, a credential: no valid request', async () => {
    const id = await openPoll(t)
    const resident = await t.as('resident-0005')
    const put = (body: object) => resident.put(`${API}/polls/${id}/ballots/${newId()}`, body)
    for (const body of [
      { optionIds: ['yes', 'yes'] },
      { optionIds: ['yes'], weight: 2 },
      { optionIds: ['yes'], credential: 'AAAA', signature: 'AAAA' },
      {},
    ]) {
      expect(await put(body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    }
    expect(await t.stranger.put(`${API}/polls/${id}/ballots/${newId()}`, { optionIds: ['yes'] })).toMatchObject({
      status: 401,
    })
  })

  test('somebody whose home is not verified yet is told so', async () => {
    const id = await openPoll(t)
    const newcomer = await t.as('resident-0590')
    // Verified in grid 1, so on the roll; somebody who only asked is not.
    expect((await newcomer.get(`${API}/polls/${id}`)).body.mine.eligible).toBe(true)
    const asking = await t.as('newcomer')
    const doors = await asking.get(`${API}/places/${placesOf(t).buildings[0]}/households`)
    const body = { householdId: doors.body.items[0].id, relation: 'tenant' }
    expectStatus(await asking.put(`${API}/memberships/${newId()}`, body), 201)
    expect(await castOpen(asking, id, ['yes'])).toMatchObject({ status: 403, body: { code: 'not_verified' } })
    expect(await asking.get(`${API}/polls/${id}`)).toMatchObject({ status: 403, body: { code: 'not_verified' } })
  })

  test('before it opens, late to the millisecond, and on a draft', async () => {
    const now = t.clock.now().getTime()
    const id = await openPoll(t, {
      opensAt: new Date(now + 60_000).toISOString(),
      closesAt: new Date(now + 120_000).toISOString(),
    })
    const resident = await t.as('resident-0007')
    const refused = { status: 409, body: { code: 'poll_not_open' } }
    expect(await castOpen(resident, id, ['yes'])).toMatchObject(refused)
    t.clock.set(new Date(now + 60_000).toISOString())
    expectStatus(await castOpen(resident, id, ['yes']), 201)
    t.clock.set(new Date(now + 119_999).toISOString())
    expectStatus(await castOpen(await t.as('resident-0009'), id, ['yes']), 201)
    t.clock.set(new Date(now + 120_000).toISOString())
    expect(await castOpen(await t.as('resident-0013'), id, ['yes'])).toMatchObject(refused)
    expect((await resident.get(`${API}/polls/${id}`)).body).toMatchObject({ state: 'closed', turnout: { count: 2 } })
    expect((await resident.get(`${API}/polls/${id}/result`)).body).toMatchObject({ turnout: { count: 2 } })
    const draft = await draftPoll(t)
    expect(await castOpen(resident, draft, ['yes'])).toMatchObject({ status: 404 })
    expect(await castOpen(await t.as('secretary-zhang'), draft, ['yes'])).toMatchObject(refused)
  })
})

describe('many at once', () => {
  test(
    `${PARALLEL} parallel casts of one voter, ${ROUNDS} rounds: exactly one`,
    async () => {
      let id = ''
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = round % VOTERS
        if (before === 0) id = await openPoll(t)
        const voter = await t.as(residentCode(before + 1))
        const answers = await Promise.all(
          Array.from({ length: PARALLEL }, (_, index) => {
            const ballotId = newId()
            return untilAnswered(() => castOpen(voter, id, [index % 2 === 0 ? 'yes' : 'no'], ballotId))
          }),
        )
        const codes = answers.map(({ status, body }) => (status < 300 ? 'created' : body.code))
        expect(codes.filter((code) => code === 'created')).toHaveLength(1)
        expect(codes.filter((code) => code === 'already_voted')).toHaveLength(PARALLEL - 1)
        expect((await voter.get(`${API}/polls/${id}`)).body.turnout.count).toBe(before + 1)
      }
    },
    FULL_MS_MAX,
  )

  test(`closed in the middle of ${CASTS} casts: each is receipted and counted, or refused`, async () => {
    const id = await openPoll(t)
    const voters = await Promise.all(Array.from({ length: CASTS }, (_, index) => t.as(residentCode(index + 1))))
    const casts: Promise<{ status: number; body: { code: string; leafHash: string } }>[] = []
    let closing: Promise<void> = Promise.resolve()
    for (const [index, voter] of voters.entries()) {
      const ballotId = newId()
      casts.push(untilAnswered(() => castOpen(voter, id, [index % 3 === 0 ? 'no' : 'yes'], ballotId)))
      // The first is answered before the poll is closed and the last is sent after it; those between race it.
      if (index === 0) await casts[0]
      if (index === CASTS / 2) closing = closePoll(t, id)
      if (index === CASTS - 2) await closing
      // Others have their turn, so that some come before the line and some after it.
      if (index % 10 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    const answers = await Promise.all(casts)
    const taken = answers.filter(({ status }) => status < 300)
    expect(taken.length).toBeGreaterThan(0)
    expect(taken.length).toBeLessThan(CASTS)
    expect(answers.filter(({ status }) => status >= 300).every(({ body }) => body.code === 'poll_not_open')).toBe(true)
    const poll = (await t.stranger.get(`${API}/polls/${id}/export`)).body
    const report = verifyExport(poll)
    expect(report.ballots.open).toBe(taken.length)
    expect(report.log.size).toBe(taken.length)
    for (const { body } of taken) {
      const proof = await t.stranger.get(`${API}/polls/${id}/log/proof?leafHash=${encodeURIComponent(body.leafHash)}`)
      expect(proof.status).toBe(200)
    }
  })
})

describe('before the close nothing is shown that moves with the choices', () => {
  test('two polls of the same turnout and other choices cannot be told apart', async () => {
    const shown = await Promise.all(
      [['yes', 'yes', 'no'] as const, ['no', 'no', 'no'] as const].map(async (choices) => {
        const id = await openPoll(t)
        for (const [index, choice] of choices.entries())
          expectStatus(await castOpen(await t.as(residentCode(31 + index)), id, [choice]), 201)
        const reader = await t.as('resident-0041')
        const { turnout, state } = (await reader.get(`${API}/polls/${id}`)).body
        const entries = (await t.stranger.get(`${API}/polls/${id}/log/entries?start=0&end=10`)).body
        const kinds = entries.items.map(({ leaf }: { leaf: string }) => JSON.parse(leaf)[2])
        const refused = await Promise.all(
          ['result', 'export', 'counted-ballots?prefix=', 'certificate'].map(async (what) => {
            const { status, body } = await reader.get(`${API}/polls/${id}/${what}`)
            return [what, status, body.code]
          }),
        )
        return { turnout, state, kinds, refused }
      }),
    )
    expect(shown[0]).toEqual(shown[1])
    expect(shown[0]).toMatchObject({ turnout: { count: 3 }, state: 'open', kinds: ['open', 'open', 'open'] })
    expect(shown[0]?.refused.every(([, status, code]) => status === 409 && code === 'poll_not_closed')).toBe(true)
  })

  test('the choice does not follow from the leaf: without the nonce nobody can try all of them', async () => {
    const id = await openPoll(t)
    const voter = await t.as('resident-0051')
    const other = await t.as('resident-0053')
    const [first, second] = [await castOpen(voter, id, ['yes']), await castOpen(other, id, ['yes'])]
    expect(first.body.opening.nonce).not.toBe(second.body.opening.nonce)
    expect(first.body.leaf).not.toContain('yes')
  })
})

describe('acts on polls', () => {
  test('annulled: nothing is counted, and nobody votes any more', async () => {
    const id = await openPoll(t)
    const voter = await t.as('resident-0061')
    expectStatus(await castOpen(voter, id, ['yes']), 201)
    const secretary = await t.as('secretary-zhang')
    const annul = act('annul', { reason: '题目写错了' })
    expect(await secretary.post(`${API}/polls/${id}/actions`, act('annul'))).toMatchObject({ status: 400 })
    expectStatus(await secretary.post(`${API}/polls/${id}/actions`, annul), 200)
    expect(await secretary.post(`${API}/polls/${id}/actions`, annul)).toMatchObject({ status: 200 })
    expect(await castOpen(await t.as('resident-0063'), id, ['yes'])).toMatchObject({ body: { code: 'poll_not_open' } })
    expect(await voter.get(`${API}/polls/${id}/result`)).toMatchObject({ status: 409, body: { code: 'wrong_state' } })
    expect((await voter.get(`${API}/polls/${id}`)).body).toMatchObject({ state: 'annulled', annulReason: '题目写错了' })
  })

  test.each(['resident-0001', 'grid-officer-wang', 'street-he'])('who may announce and close: %s', async (persona) => {
    const id = await draftPoll(t)
    const client = await t.as(persona)
    const expected = { 'resident-0001': 404, 'grid-officer-wang': 404, 'street-he': 200 }[persona]
    expect((await client.post(`${API}/polls/${id}/actions`, act('announce'))).status).toBe(expected)
    const open = await openPoll(t)
    const closes = { 'resident-0001': 403, 'grid-officer-wang': 403, 'street-he': 200 }[persona]
    expect((await client.post(`${API}/polls/${open}/actions`, act('close'))).status).toBe(closes)
  })

  test('a secretary who lost the role meanwhile announces, closes and annuls nothing', async () => {
    const [draft, open] = [await draftPoll(t), await openPoll(t)]
    const secretary = await t.as('secretary-zhang')
    const hold = (at: Date | null) =>
      t.deps.store.write((tx) =>
        tx.sql.run('UPDATE "StaffRole" SET "endedAt" = ? WHERE "personId" = ?', [at, secretary.personId]),
      )
    await hold(t.clock.now())
    try {
      for (const [id, what] of [
        [draft, act('announce')],
        [open, act('close')],
        [open, act('annul', { reason: '…' })],
      ] as const)
        expect((await secretary.post(`${API}/polls/${id}/actions`, what)).status).toBe(404)
    } finally {
      await hold(null)
    }
    expect((await secretary.get(`${API}/polls/${draft}`)).body.state).toBe('draft')
    expect((await secretary.get(`${API}/polls/${open}`)).body.state).toBe('open')
  })
})
