import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { API, act, castOpen, closePoll, draftPoll, expectStatus, openPoll, pollBody, residentCode } from './polling'

const DAY_MS = 86_400_000

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const inDays = (days: number) => new Date(t.clock.now().getTime() + days * DAY_MS).toISOString()

/** Places that are not the demo's ask for a notice period and a window. */
async function asRealPlace<T>(work: () => Promise<T>): Promise<T> {
  const set = (isDemo: boolean) => t.deps.store.write((tx) => tx.sql.run('UPDATE "Place" SET "isDemo" = ?', [isDemo]))
  await set(false)
  try {
    return await work()
  } finally {
    await set(true)
  }
}

describe('a draft', () => {
  test('is made once, seen by those who hold polls there, and by nobody else', async () => {
    const secretary = await t.as('secretary-zhang')
    const id = newId()
    const body = pollBody(t)
    const made = expectStatus(await secretary.put(`${API}/polls/${id}`, body), 201)
    expect(made.body).toMatchObject({
      state: 'draft',
      advisory: true,
      rollHash: null,
      turnout: null,
      can: { announce: true },
    })
    expect(await secretary.put(`${API}/polls/${id}`, body)).toMatchObject({ status: 200, body: made.body })
    expect(await secretary.put(`${API}/polls/${id}`, { ...body, question: '另一个问题' })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
    for (const persona of ['resident-0001', 'grid-officer-wang', 'resident-far'])
      expect((await (await t.as(persona)).get(`${API}/polls/${id}`)).status).toBe(404)
    expect((await (await t.as('street-he')).get(`${API}/polls/${id}`)).status).toBe(200)
    const listed = async (persona: string) =>
      (await (await t.as(persona)).get(`${API}/places/${body.placeId}/polls?limit=50`)).body.items.map(
        (poll: { id: string }) => poll.id,
      )
    expect(await listed('secretary-zhang')).toContain(id)
    expect(await listed('resident-0001')).not.toContain(id)
  })

  test.each([
    ['resident-0001', 403, 'not_allowed'],
    ['grid-officer-wang', 403, 'not_allowed'],
    ['resident-far', 404, 'not_found'],
    ['secretary-other', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
  ])('%s may not draft one', async (persona, status, code) => {
    const client = await t.as(persona)
    expect(await client.put(`${API}/polls/${newId()}`, pollBody(t))).toMatchObject({ status, body: { code } })
  })

  const owners = { electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } }
  test.each<[what: string, changes: () => Record<string, unknown>]>([
    ['one option', () => ({ options: [{ id: 'a', text: 'A' }] })],
    [
      'two options of one id',
      () => ({
        options: [
          { id: 'a', text: 'A' },
          { id: 'a', text: 'B' },
        ],
      }),
    ],
    [
      'two options alike',
      () => ({
        options: [
          { id: 'a', text: 'A' },
          { id: 'b', text: ' A ' },
        ],
      }),
    ],
    ['more choices than options', () => ({ choices: { min: 1, max: 3 } })],
    ['min above max', () => ({ choices: { min: 2, max: 1 } })],
    ['closing before opening', () => ({ opensAt: inDays(2), closesAt: inDays(1) })],
    ['a time that is none', () => ({ opensAt: '2026-02-30T00:00:00Z' })],
    ['over already', () => ({ opensAt: inDays(-2), closesAt: inDays(-1) })],
    ['a statute among residents', () => ({ rule: owners.rule })],
    ['a statute in secret', () => ({ ...owners, secrecy: 'secret' })],
    ['a statute with several choices', () => ({ ...owners, choices: { min: 1, max: 2 } })],
    ['a quorum of a rule that has one', () => ({ rule: { kind: 'majority', quorum: '1/2' } })],
    ['a share above the whole', () => ({ rule: { kind: 'custom', quorum: '3/2' } })],
    ['a yes that is no option', () => ({ assentOptionId: 'maybe' })],
    ['a department', () => ({ placeId: placesOf(t).department })],
    ['an unknown field', () => ({ colour: 'red' })],
    ['hidden characters', () => ({ question: '问\u200b题' })],
  ])('with %s is none', async (_, changes) => {
    const street = await t.as('street-he')
    const { status } = await street.put(`${API}/polls/${newId()}`, pollBody(t, changes()))
    expect([400, 404]).toContain(status)
  })

  test('shares are taken exactly however they are written, and a yes is known by its word', async () => {
    const secretary = await t.as('secretary-zhang')
    const rule = { kind: 'custom', quorum: 0.55, threshold: { numerator: 4, denominator: 6 } }
    const options = [
      { id: 'n', text: '反对' },
      { id: 'y', text: '同意' },
    ]
    const { body } = await secretary.put(`${API}/polls/${newId()}`, pollBody(t, { rule, options }))
    expect(body).toMatchObject({ rule: { quorum: '11/20', threshold: '2/3' }, assentOptionId: 'y' })
  })
})

describe('announcing', () => {
  test('fixes the roll and publishes its hash; again is the same, by another act it is over', async () => {
    const id = await draftPoll(t, { opensAt: inDays(3), closesAt: inDays(10) })
    const secretary = await t.as('secretary-zhang')
    const announce = act('announce')
    const first = expectStatus(await secretary.post(`${API}/polls/${id}/actions`, announce), 200)
    expect(first.body).toMatchObject({ state: 'announced', turnout: { count: 0, of: 602 }, objectionsUntil: inDays(3) })
    expect((await secretary.post(`${API}/polls/${id}/actions`, announce)).body).toEqual(first.body)
    expect(await secretary.post(`${API}/polls/${id}/actions`, act('announce'))).toMatchObject({
      body: { code: 'wrong_state' },
    })
    const resident = await t.as('resident-0001')
    const roll = (await resident.get(`${API}/polls/${id}/roll`)).body
    expect(roll).toMatchObject({
      size: 602,
      area: null,
      hash: first.body.rollHash,
      version: 1,
      mine: { eligible: true, weight: 1, voted: false },
    })
    const news = (await resident.get(`${API}/me/notifications?limit=50`)).body.items
    expect(
      news.some(
        ({ kind, subject }: { kind: string; subject: { id: string } }) =>
          kind === 'poll_announced' && subject.id === id,
      ),
    ).toBe(true)
  })

  test('nothing of what was announced can be changed, not even by hand', async () => {
    const id = await openPoll(t)
    const { write } = t.deps.store
    for (const statement of [
      `UPDATE "Poll" SET "question" = 'x' WHERE "id" = ?`,
      `UPDATE "Poll" SET "closesAt" = "opensAt" WHERE "id" = ?`,
      `UPDATE "Poll" SET "state" = 'draft' WHERE "id" = ?`,
      `DELETE FROM "Poll" WHERE "id" = ?`,
      `UPDATE "PollRollEntry" SET "area" = 5 WHERE "pollId" = ?`,
      `UPDATE "PollRollVersion" SET "hash" = 'x' WHERE "pollId" = ?`,
    ]) {
      await expect(write((tx) => tx.sql.run(statement, [id]))).rejects.toThrow(
        /never changed|never deleted|does not go back/,
      )
    }
  })

  test('a real place asks for its notice period and window; the demo for neither', async () => {
    await asRealPlace(async () => {
      const announce = async (opens: number, closes: number) => {
        const id = await draftPoll(t, { opensAt: inDays(opens), closesAt: inDays(closes) })
        const { status, body } = await (await t.as('secretary-zhang')).post(
          `${API}/polls/${id}/actions`,
          act('announce'),
        )
        return status === 200 ? 'announced' : body.code
      }
      expect(await announce(6.9, 20)).toBe('notice_too_short')
      expect(await announce(7, 11.9)).toBe('window_not_allowed')
      expect(await announce(7, 67.1)).toBe('window_not_allowed')
      expect(await announce(7, 12)).toBe('announced')
      expect(await announce(7, 67)).toBe('announced')
      const { community1 } = placesOf(t)
      const secretary = await t.as('secretary-zhang')
      const settings = { noticeDays: 15, windowDaysMin: 2, windowDaysMax: 30, objectionDays: 5 }
      expectStatus(await secretary.put(`${API}/places/${community1}/poll-settings`, settings), 200)
      expect(await announce(7, 12)).toBe('notice_too_short')
      expect(await announce(15, 17)).toBe('announced')
      const usual = { noticeDays: 7, windowDaysMin: 5, windowDaysMax: 60, objectionDays: 7 }
      expectStatus(await secretary.put(`${API}/places/${community1}/poll-settings`, usual), 200)
      expect(await (await t.as('resident-0001')).put(`${API}/places/${community1}/poll-settings`, usual)).toMatchObject(
        { status: 403 },
      )
    })
  })

  test('before its time a real poll is closed only when all have voted or the shortest window is over', async () => {
    await asRealPlace(async () => {
      const id = await draftPoll(t, { opensAt: inDays(8), closesAt: inDays(20) })
      const secretary = await t.as('secretary-zhang')
      expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('announce')), 200)
      t.clock.advance({ days: 9 })
      expect(await secretary.post(`${API}/polls/${id}/actions`, act('close'))).toMatchObject({
        body: { code: 'window_not_allowed' },
      })
      t.clock.advance({ days: 4 })
      expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('close')), 200)
    })
  })

  test('whoever is not of age on the day it opens is not on the roll', async () => {
    const secretary = await t.as('secretary-zhang')
    const minor = await t.as('resident-0100')
    const { grid1 } = placesOf(t)
    const note = (ofAgeOn: string) => secretary.put(`${API}/places/${grid1}/minors/${minor.personId}`, { ofAgeOn })
    expectStatus(await note('2026-12-25'), 204)
    const eligible = async (opens: number) => {
      const id = await draftPoll(t, { opensAt: inDays(opens), closesAt: inDays(opens + 7) })
      expectStatus(await secretary.post(`${API}/polls/${id}/actions`, act('announce')), 200)
      return (await minor.get(`${API}/polls/${id}`)).body.mine.eligible
    }
    expect([await eligible(1), await eligible(60)]).toEqual([false, true])
  })

  test('one per household: whoever of a door votes first', async () => {
    const id = await openPoll(t, { electorate: 'households' })
    const [owner, family] = [await t.as('resident-0071'), await t.as('resident-0072')]
    expect((await owner.get(`${API}/polls/${id}/roll`)).body).toMatchObject({ size: 300, mine: { eligible: true } })
    expectStatus(await castOpen(family, id, ['yes']), 201)
    expect(await castOpen(owner, id, ['yes'])).toMatchObject({ body: { code: 'already_voted' } })
    expect((await owner.get(`${API}/polls/${id}`)).body).toMatchObject({
      mine: { voted: true },
      turnout: { count: 1, of: 300 },
    })
  })

  test('owners: by area, tenants and family not', async () => {
    const id = await openPoll(t, { electorate: 'owners', rule: { kind: 'civil_code_278_special' } })
    const owner = await t.as('resident-0073')
    const { body } = await owner.get(`${API}/polls/${id}`)
    expect(body).toMatchObject({
      advisory: false,
      turnout: { count: 0, of: 300, area: '0', ofArea: expect.stringMatching(/^\d+(\.\d+)?$/) },
    })
    expect((await owner.get(`${API}/polls/${id}/roll`)).body.mine.weight).toMatch(/^\d+(\.\d+)?$/)
    for (const persona of ['resident-0074', 'resident-zhou'])
      expect(await castOpen(await t.as(persona), id, ['yes'])).toMatchObject({ body: { code: 'not_on_roll' } })
  })
})

describe('objections and corrections', () => {
  async function displayed() {
    const id = await draftPoll(t, { opensAt: inDays(5), closesAt: inDays(12) })
    expectStatus(await (await t.as('secretary-zhang')).post(`${API}/polls/${id}/actions`, act('announce')), 200)
    return id
  }

  test('a resident objects, staff answer, two of them correct: a new version with its reason', async () => {
    const id = await displayed()
    const [resident, secretary, officer] = [
      await t.as('resident-0081'),
      await t.as('secretary-zhang'),
      await t.as('grid-officer-wang'),
    ]
    const objection = newId()
    const said = { about: 'roll', text: '我家老人已经搬走了' }
    expectStatus(await resident.put(`${API}/polls/${id}/objections/${objection}`, said), 201)
    expect((await resident.put(`${API}/polls/${id}/objections/${objection}`, said)).status).toBe(200)
    expect((await (await t.as('resident-0083')).get(`${API}/polls/${id}/objections`)).body.items).toEqual([])
    expect((await officer.get(`${API}/polls/${id}/objections`)).body.items).toHaveLength(1)
    const answer = act('accept', { answer: '已核实' })
    const path = `${API}/polls/${id}/objections/${objection}/actions`
    expect((await resident.post(path, answer)).status).toBe(403)
    expect((await officer.post(path, answer)).body).toMatchObject({ state: 'accepted', answer: '已核实' })

    const before = (await resident.get(`${API}/polls/${id}/roll`)).body
    const own = before.mine.entries[0].id
    const correction = newId()
    const change = { remove: [own], reason: '已搬走' }
    expectStatus(await officer.put(`${API}/polls/${id}/corrections/${correction}`, change), 201)
    const decide = `${API}/polls/${id}/corrections/${correction}/actions`
    expect(await officer.post(decide, act('confirm'))).toMatchObject({
      status: 409,
      body: { code: 'second_person_needed' },
    })
    expect((await resident.post(decide, act('confirm'))).status).toBe(403)
    expect((await secretary.post(decide, act('confirm'))).body).toMatchObject({ state: 'made', version: 2 })
    const after = (await resident.get(`${API}/polls/${id}/roll`)).body
    expect(after).toMatchObject({ size: before.size - 1, version: 2, mine: { eligible: false } })
    expect(after.hash).not.toBe(before.hash)
    expect(after.versions.map(({ reason }: { reason: string }) => reason)).toEqual(['', '已搬走'])

    const back = newId()
    expectStatus(
      await secretary.put(`${API}/polls/${id}/corrections/${back}`, {
        add: [{ personId: resident.personId }],
        reason: '没有搬走',
      }),
      201,
    )
    expectStatus(await officer.post(`${API}/polls/${id}/corrections/${back}/actions`, act('confirm')), 200)
    expect((await resident.get(`${API}/polls/${id}/roll`)).body).toMatchObject({
      size: before.size,
      version: 3,
      mine: { eligible: true },
    })
  })

  test('only somebody verified there is put on, and nothing after it has opened', async () => {
    const id = await displayed()
    const [secretary, officer] = [await t.as('secretary-zhang'), await t.as('grid-officer-wang')]
    const stranger = await t.as('resident-far')
    const correction = newId()
    expectStatus(
      await secretary.put(`${API}/polls/${id}/corrections/${correction}`, {
        add: [{ personId: stranger.personId }],
        reason: '…',
      }),
      201,
    )
    expect((await officer.post(`${API}/polls/${id}/corrections/${correction}/actions`, act('confirm'))).status).toBe(
      400,
    )
    const open = await openPoll(t)
    expect(
      await secretary.put(`${API}/polls/${open}/corrections/${newId()}`, { remove: [newId()], reason: '…' }),
    ).toMatchObject({
      body: { code: 'objections_over' },
    })
    expect(
      await (await t.as('resident-0085')).put(`${API}/polls/${open}/objections/${newId()}`, {
        about: 'roll',
        text: '…',
      }),
    ).toMatchObject({
      body: { code: 'objections_over' },
    })
  })

  test('about one’s own ballot until a week after the close', async () => {
    const id = await openPoll(t)
    const resident = await t.as('resident-0087')
    const object = () =>
      resident.put(`${API}/polls/${id}/objections/${newId()}`, { about: 'ballot', text: '我的票没有计入' })
    expectStatus(await object(), 201)
    await closePoll(t, id)
    expectStatus(await object(), 201)
    t.clock.advance({ days: 8 })
    expect(await object()).toMatchObject({ body: { code: 'objections_over' } })
  })
})

describe('reading', () => {
  test('the polls of a place and of those above it, newest first, a page at a time, by state', async () => {
    const { community1, grid1, grid2 } = placesOf(t)
    t.clock.advance({ days: 1 })
    const ids = []
    for (const placeId of [community1, grid1, grid2, community1]) {
      ids.push(await openPoll(t, { placeId }))
      t.clock.advance({ seconds: 1 })
    }
    const resident = await t.as('resident-0001')
    const first = (await resident.get(`${API}/places/${grid1}/polls?limit=2&state=open`)).body
    const second = (await resident.get(`${API}/places/${grid1}/polls?limit=2&state=open&cursor=${first.nextCursor}`))
      .body
    const read = [...first.items, ...second.items].map(({ id }: { id: string }) => id)
    expect(read.slice(0, 3)).toEqual([ids[3], ids[1], ids[0]])
    expect((await (await t.as('resident-far')).get(`${API}/places/${grid1}/polls`)).status).toBe(404)
    expect((await t.stranger.get(`${API}/places/${grid1}/polls`)).status).toBe(401)
  })

  test('the simulator takes the turnout of the last poll of the same kind', async () => {
    const rule = { electorate: 'owners', rule: { kind: 'civil_code_278_ordinary' } }
    const last = await openPoll(t, rule)
    for (let number = 1; number <= 60; number += 2)
      expectStatus(await castOpen(await t.as(residentCode(number)), last, ['yes']), 201)
    await closePoll(t, last)
    t.clock.advance({ seconds: 5 })
    const id = await draftPoll(t, rule)
    const secretary = await t.as('secretary-zhang')
    const { body } = await secretary.get(`${API}/polls/${id}/simulation`, { 'accept-language': 'en' })
    expect(body).toMatchObject({ basis: 'last_poll', passed: false, heads: 10, turnout: { count: 30, of: 300 } })
    expect(body.text).toMatch(
      /^If turnout is like last time it reaches [\d.]+% of the area and 10% of the heads: not enough\.$/,
    )
    expect((await secretary.get(`${API}/polls/${id}/simulation?heads=90&assent=80`)).body).toMatchObject({
      basis: 'asked',
      passed: true,
      lacking: null,
    })
    expect((await (await t.as('resident-0001')).get(`${API}/polls/${last}/simulation`)).status).toBe(403)
  })

  test('the result: votes, turnout, each line with its article, a document', async () => {
    const id = await openPoll(t, { rule: { kind: 'majority' } })
    for (const [index, choice] of ['yes', 'yes', 'no'].entries())
      expectStatus(await castOpen(await t.as(residentCode(301 + index)), id, [choice]), 201)
    await closePoll(t, id)
    const resident = await t.as('resident-0301')
    const { body } = await resident.get(`${API}/polls/${id}/result`)
    expect(body).toMatchObject({
      passed: true,
      advisory: true,
      options: [
        { id: 'yes', votes: 2, isChosen: true },
        { id: 'no', votes: 1 },
      ],
      turnout: { count: 3, of: expect.any(Number) },
      byKind: { online: 3, paper: 0 },
      log: { size: 3 },
    })
    expect(body.reasons[0]).toMatchObject({ isMet: true, share: '66.6%', text: expect.stringContaining('已过半数') })
    const document = await resident.get(`${API}/polls/${id}/certificate`)
    expect(document).toMatchObject({ status: 200, headers: { 'content-type': 'application/pdf' } })
    expect(document.body.subarray(0, 5).toString()).toBe('%PDF-')
    expect((await (await t.as('resident-far')).get(`${API}/polls/${id}/result`)).status).toBe(404)
  })

  test('a voter who leaves keeps their ballot in the count and takes their name', async () => {
    const id = await openPoll(t)
    const voter = await t.as('resident-0311')
    expectStatus(await castOpen(voter, id, ['yes']), 201)
    expectStatus(await voter.del(`${API}/me`), 204)
    await closePoll(t, id)
    const { body } = await (await t.as('resident-0001')).get(`${API}/polls/${id}/result`)
    expect(body).toMatchObject({ turnout: { count: 1 }, options: [{ votes: 1 }, { votes: 0 }] })
    const rows = await t.deps.store.read.sql.all(`SELECT 1 FROM "PollMark" WHERE "personId" = ?`, [voter.personId])
    expect(rows).toEqual([])
  })
})
