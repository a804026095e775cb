import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ServedHours } from '../../../server/features/service-record'
import { attest } from '../../../server/features/service-record/attest'
import { checkIn } from '../../../server/features/service-record/check-in'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, act, makeActivity, makeShift, resident, signUp } from '../volunteering/make-shift'

let t: TestApp
let activityId: string
beforeAll(async () => {
  t = await buildTestApp()
  activityId = await makeActivity(t)
})
afterAll(() => t.close())

let shiftId: string
let next = 0
/** A shift on a day of its own for each test; the clock stands at its beginning. */
beforeEach(async () => {
  next += 1
  const startsAt = new Date(Date.UTC(2026, 11, next, 1)).toISOString()
  const endsAt = new Date(Date.UTC(2026, 11, next, 3)).toISOString()
  shiftId = await makeShift(t, { startsAt, endsAt, capacity: 5 }, activityId)
  for (const number of [1, 2, 3]) await signUp(t, resident(number), shiftId)
  t.clock.set(startsAt)
})

const code = async () => (await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/check-in-code`)).body.code
const does = async (persona: string, body: object) =>
  (await t.as(persona)).post(`${API}/shifts/${shiftId}/actions`, body)

describe('the organiser’s code', () => {
  test('is given with the time at which it changes, and the key by which a phone makes it alone', async () => {
    const answer = await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/check-in-code`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ digits: 6, periodSeconds: 30, now: t.clock.now().toISOString() })
    expect(answer.body.code).toMatch(/^\d{6}$/)
    expect(answer.body.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(Date.parse(answer.body.changesAt) - t.clock.now().getTime()).toBe(30_000)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  test('is of one shift alone', async () => {
    const other = await makeShift(t, { startsAt: '2027-01-31T01:00:00Z', endsAt: '2027-01-31T02:00:00Z' }, activityId)
    const secretary = await t.as('secretary-zhang')
    const [one, two] = [
      (await secretary.get(`${API}/shifts/${shiftId}/check-in-code`)).body,
      (await secretary.get(`${API}/shifts/${other}/check-in-code`)).body,
    ]
    expect(one.secret).not.toBe(two.secret)
  })

  test.each([
    [resident(1), 403],
    ['partner-bakery', 403],
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
  ])('is not for %s: %i', async (persona, status) => {
    expect((await (await t.as(persona)).get(`${API}/shifts/${shiftId}/check-in-code`)).status).toBe(status)
  })
})

describe('checking in and out', () => {
  test('by the code; the hours follow, rounded', async () => {
    const inside = await does(resident(1), act('check_in', { code: await code() }))
    expect([inside.status, inside.body]).toMatchObject([
      200,
      { state: 'present', checkedInAt: t.clock.now().toISOString(), minutes: null, isAttested: false },
    ])
    t.clock.advance({ minutes: 67 })
    const outside = await does(resident(1), act('check_out', { code: await code() }))
    expect(outside.body).toMatchObject({ state: 'done', minutes: 60 })
    const shift = (await (await t.as(resident(1))).get(`${API}/shifts/${shiftId}`)).body
    expect(shift).toMatchObject({ service: { state: 'done', minutes: 60 }, can: { checkIn: false, checkOut: false } })
  })

  test('the same request again is answered, also when its code is old by then', async () => {
    const body = act('check_in', { code: await code() })
    const first = await does(resident(1), body)
    t.clock.advance({ minutes: 5 })
    const again = await does(resident(1), body)
    expect([again.status, again.body]).toEqual([200, first.body])
    const other = await does(resident(1), { ...body, code: '000000' })
    expect(other.body.code).toBe('id_taken')
  })

  test('a screenshot older than a minute fails, one of the step before does not', async () => {
    const shot = await code()
    t.clock.advance({ seconds: 59 })
    expect((await does(resident(1), act('check_in', { code: shot }))).status).toBe(200)
    t.clock.advance({ seconds: 2 })
    const late = await does(resident(2), act('check_in', { code: shot }))
    expect([late.status, late.body.code]).toEqual([409, 'code_expired'])
  })

  test('each code counts once a person, and for everybody', async () => {
    const shown = await code()
    for (const number of [1, 2])
      expect((await does(resident(number), act('check_in', { code: shown }))).status).toBe(200)
    const reused = await does(resident(1), act('check_out', { code: shown }))
    expect([reused.status, reused.body.code]).toEqual([409, 'code_used'])
    t.clock.advance({ seconds: 30 })
    expect((await does(resident(1), act('check_out', { code: await code() }))).body).toMatchObject({
      state: 'done',
      minutes: 0,
    })
  })

  test('of nine requests at once one checks in', async () => {
    const shown = await code()
    const answers = await Promise.all(
      Array.from({ length: 9 }, () => does(resident(1), act('check_in', { code: shown }))),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'wrong_state')).toHaveLength(8)
  })

  test('ten wrong codes within ten minutes are enough', async () => {
    for (let tries = 0; tries < 10; tries += 1)
      expect((await does(resident(1), act('check_in', { code: 'nocode' }))).body.code).toBe('code_expired')
    const right = await does(resident(1), act('check_in', { code: await code() }))
    expect([right.status, right.body.code, right.headers['retry-after']]).toEqual([429, 'too_many_requests', '600'])
    t.clock.advance({ minutes: 11 })
    expect((await does(resident(1), act('check_in', { code: await code() }))).status).toBe(200)
  })

  test('who has no place is told so, and nobody checks in for another', async () => {
    expect((await does(resident(9), act('check_in', { code: await code() }))).body.code).toBe('not_signed_up')
    expect((await does('resident-far', act('check_in', { code: await code() }))).status).toBe(404)
    expect((await does('partner-bakery', act('check_in', { code: await code() }))).status).toBe(403)
    expect((await does(resident(1), act('check_in', { code: await code(), personId: newId() }))).status).toBe(400)
    expect((await does(resident(1), act('check_in'))).status).toBe(400)
    expect((await does(resident(1), act('check_out', { code: await code() }))).body.code).toBe('wrong_state')
  })

  test('an organiser, who sees the code, does not check in by it', async () => {
    const answer = await does('secretary-zhang', act('check_in', { code: await code() }))
    expect([answer.status, answer.body.code]).toEqual([403, 'own_attendance'])
  })
})

describe('the organiser attests', () => {
  test('hours of those without a phone, once', async () => {
    const { personId } = await t.as(resident(1))
    const attested = await does('secretary-zhang', act('attest', { personId, minutes: 100 }))
    expect(attested.body).toMatchObject({ state: 'done', minutes: 105, isAttested: true })
    const again = await does('secretary-zhang', act('attest', { personId, minutes: 60 }))
    expect([again.status, again.body.code]).toEqual([409, 'wrong_state'])
  })

  test('also of a resident who came without signing up; nobody from elsewhere', async () => {
    const { personId } = await t.as(resident(50))
    const attested = await does('secretary-zhang', act('attest', { personId, minutes: 60 }))
    expect(attested.body).toMatchObject({ state: 'done', minutes: 60 })
    const list = await (await t.as('secretary-zhang')).get(`${API}/shifts/${shiftId}/sign-ups`)
    expect(list.body.items.at(-1)).toMatchObject({ person: { id: personId }, signUp: null, service: { minutes: 60 } })
    for (const persona of ['resident-far', 'newcomer', 'partner-bakery']) {
      const stranger = (await t.as(persona)).personId
      expect((await does('secretary-zhang', act('attest', { personId: stranger, minutes: 60 }))).status).toBe(404)
    }
  })

  test('missed and excused, and puts either right', async () => {
    const [one, two] = [(await t.as(resident(1))).personId, (await t.as(resident(2))).personId]
    expect((await does('secretary-zhang', act('missed', { personId: one }))).body.state).toBe('missed')
    expect((await does('secretary-zhang', act('missed', { personId: one }))).body.code).toBe('wrong_state')
    expect((await does('secretary-zhang', act('excuse', { personId: one }))).body.state).toBe('excused')
    expect((await does('secretary-zhang', act('excuse', { personId: two }))).body.state).toBe('excused')
    expect((await does('secretary-zhang', act('attest', { personId: one, minutes: 30 }))).body).toMatchObject({
      state: 'done',
      minutes: 30,
    })
    expect((await does(resident(2), act('check_in', { code: await code() }))).body.code).toBe('wrong_state')
  })

  test('who stood in: the place is theirs, and they check in by the code', async () => {
    const [gone, came] = [(await t.as(resident(1))).personId, (await t.as(resident(60))).personId]
    const body = act('stand_in', { personId: gone, standInId: came })
    expect((await does('secretary-zhang', body)).body).toMatchObject({ personId: gone, state: 'replaced' })
    expect((await does('secretary-zhang', body)).status).toBe(200)
    expect((await does(resident(1), act('check_in', { code: await code() }))).body.code).toBe('not_signed_up')
    expect((await does(resident(60), act('check_in', { code: await code() }))).body.state).toBe('present')
    const shift = await (await t.as('resident-li')).get(`${API}/shifts/${shiftId}`)
    expect(shift.body).toMatchObject({ confirmed: 3, waiting: 0 })
    const twice = await does(
      'secretary-zhang',
      act('stand_in', { personId: (await t.as(resident(2))).personId, standInId: came }),
    )
    expect(twice.body.code).toBe('already_signed_up')
    const nobody = await does(
      'secretary-zhang',
      act('stand_in', { personId: gone, standInId: (await t.as(resident(61))).personId }),
    )
    expect(nobody.body.code).toBe('not_signed_up')
  })

  test('not themselves, not more than the shift bears, not without the right', async () => {
    const { personId } = await t.as(resident(1))
    const self = (await t.as('secretary-zhang')).personId
    expect((await does('secretary-zhang', act('attest', { personId: self, minutes: 60 }))).body.code).toBe(
      'own_attendance',
    )
    for (const minutes of [0, -5, 241, 1.5, 100_000])
      expect((await does('secretary-zhang', act('attest', { personId, minutes }))).status, `${minutes}`).toBe(400)
    expect((await does('secretary-zhang', act('attest', { personId }))).status).toBe(400)
    expect((await does('secretary-zhang', act('missed', { personId, minutes: 5 }))).status).toBe(400)
    expect((await does(resident(2), act('attest', { personId, minutes: 60 }))).status).toBe(403)
    expect((await does(resident(1), act('attest', { personId, minutes: 60 }))).status).toBe(403)
    expect((await does('resident-far', act('attest', { personId, minutes: 60 }))).status).toBe(404)
  })

  test('what is done never changes: the database refuses it', async () => {
    const { personId } = await t.as(resident(1))
    await does('secretary-zhang', act('attest', { personId, minutes: 60 }))
    const write = t.deps.store.write((tx) =>
      tx.sql.run(`UPDATE "ServiceEntry" SET "minutes" = 600 WHERE "shiftId" = ? AND "personId" = ?`, [
        shiftId,
        personId,
      ]),
    )
    await expect(write).rejects.toThrow(/never changes/)
  })
})

describe('points for hours', () => {
  test('are asked for once for each finished turn, in its transaction, under an id that follows from it', async () => {
    const given: ServedHours[] = []
    const award = async (_tx: unknown, hours: ServedHours) => {
      given.push(hours)
      return { outcome: 'settled' as const }
    }
    const volunteer = await t.as(resident(1))
    const secretary = (await t.as('secretary-zhang')).personId
    const nothing = { code: null, ofPersonId: null, minutes: null, standInId: null }
    const own = { ...nothing, shiftId, personId: volunteer.personId }
    await checkIn(t.deps, award, { ...own, actId: newId(), action: 'check_in', code: await code() })
    t.clock.advance({ hours: 2 })
    const leaving = { ...own, actId: newId(), action: 'check_out' as const, code: await code() }
    await checkIn(t.deps, award, leaving)
    await checkIn(t.deps, award, leaving)
    const other = (await t.as(resident(2))).personId
    const attesting = {
      ...nothing,
      shiftId,
      personId: secretary,
      actId: newId(),
      action: 'attest' as const,
      ofPersonId: other,
      minutes: 30,
    }
    await attest(t.deps, award, attesting)
    await attest(t.deps, award, attesting)
    expect(given).toMatchObject([
      { personId: volunteer.personId, shiftId, minutes: 120, category: '助老', pointsPerHour: 10 },
      { personId: other, shiftId, minutes: 30 },
    ])
    expect(new Set(given.map(({ transferIds }) => transferIds[0])).size).toBe(2)
    expect(given[0]?.transferIds[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('where they cannot be given, the turn is not finished either', async () => {
    const secretary = (await t.as('secretary-zhang')).personId
    const of = (await t.as(resident(1))).personId
    const body = {
      code: null,
      standInId: null,
      shiftId,
      personId: secretary,
      actId: newId(),
      action: 'attest' as const,
      ofPersonId: of,
      minutes: 30,
    }
    const refusing = () => Promise.reject(new Error('no ledger'))
    await expect(attest(t.deps, refusing, body)).rejects.toThrow('no ledger')
    const shift = await (await t.as(resident(1))).get(`${API}/shifts/${shiftId}`)
    expect(shift.body.service).toBeNull()
  })
})
