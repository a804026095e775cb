import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { API, act, activityBody, appoint, communityOf, gridOf, makeActivity, makeReal, makeShift } from './make-shift'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

describe('an activity at a demo place', () => {
  test('is open at once, and found in the grid, the community and by its id', async () => {
    const secretary = await t.as('secretary-zhang')
    const id = newId()
    const made = await secretary.put(`${API}/activities/${id}`, activityBody(communityOf(t)))
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      id,
      placeId: communityOf(t),
      title: '我为老人烧餐饭',
      category: '助老',
      needsInsurance: false,
      state: 'open',
      shifts: [],
      can: { approve: false, refuse: false, addShift: true, end: true },
    })
    const reader = await t.as('resident-li')
    for (const place of [communityOf(t), gridOf(t)]) {
      const { body } = await reader.get(`${API}/places/${place}/activities`)
      expect(body.items.map((one: { id: string }) => one.id)).toContain(id)
    }
    const read = await reader.get(`${API}/activities/${id}`)
    expect(read.body).toMatchObject({ id, can: { addShift: false, end: false } })
  })

  test('the same request again is the same activity; another under its id is refused', async () => {
    const secretary = await t.as('secretary-zhang')
    const id = await makeActivity(t)
    expect((await secretary.put(`${API}/activities/${id}`, activityBody(communityOf(t)))).status).toBe(200)
    const other = await secretary.put(`${API}/activities/${id}`, activityBody(communityOf(t), { title: '别的' }))
    expect([other.status, other.body.code]).toEqual([409, 'id_taken'])
    const partner = await t.as('partner-bakery')
    expect((await partner.put(`${API}/activities/${id}`, activityBody(communityOf(t)))).body.code).toBe('id_taken')
  })

  test.each([
    ['resident-li', 403, 'not_allowed'],
    ['resident-far', 404, 'not_found'],
    ['newcomer', 404, 'not_found'],
    ['secretary-other', 404, 'not_found'],
    ['department-water', 404, 'not_found'],
    ['grid-officer-wang', 403, 'not_allowed'],
  ])('%s cannot start one in the community: %i %s', async (persona, status, code) => {
    const answer = await (await t.as(persona)).put(`${API}/activities/${newId()}`, activityBody(communityOf(t)))
    expect([answer.status, answer.body.code]).toEqual([status, code])
  })

  test.each([
    ['partner-bakery', () => communityOf(t)],
    ['street-he', () => communityOf(t)],
    ['grid-officer-wang', () => gridOf(t)],
  ])('%s can', async (persona, place) => {
    const answer = await (await t.as(persona)).put(`${API}/activities/${newId()}`, activityBody(place()))
    expect([answer.status, answer.body.state]).toEqual([201, 'open'])
  })

  test.each([
    ['an unknown field', { colour: 'red' }],
    ['a title of spaces', { title: '   ' }],
    ['a title with a zero-width space', { title: '帮\u200b厨' }],
    ['a title that is too long', { title: '帮'.repeat(61) }],
    ['a category of two lines', { category: '助\n老' }],
    ['no word whether it needs insurance', { needsInsurance: undefined }],
    ['a place that is no id', { placeId: 'grid-1' }],
  ])('%s is refused', async (_what, more) => {
    const answer = await (await t.as('secretary-zhang')).put(
      `${API}/activities/${newId()}`,
      activityBody(communityOf(t), more),
    )
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid_request'])
  })

  test('an activity of the first grid is not shown to the others', async () => {
    const id = newId()
    await (await t.as('grid-officer-wang')).put(`${API}/activities/${id}`, activityBody(gridOf(t)))
    const far = await t.as('resident-far')
    expect((await far.get(`${API}/activities/${id}`)).status).toBe(404)
    expect((await far.get(`${API}/places/${gridOf(t)}/activities`)).status).toBe(404)
    const own = await (await t.as('resident-li')).get(`${API}/places/${communityOf(t)}/activities`)
    expect(own.body.items.map((one: { id: string }) => one.id)).toContain(id)
  })

  test('pages are stable while others write', async () => {
    const reader = await t.as('resident-li')
    const list = (query: string) => reader.get(`${API}/places/${communityOf(t)}/activities?${query}`)
    const first = await list('limit=2')
    await makeActivity(t)
    const second = await list(`limit=2&cursor=${first.body.nextCursor}`)
    const ids = [...first.body.items, ...second.body.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
    expect((await list('cursor=nonsense')).status).toBe(400)
  })

  test('ending it calls off its shifts, and tells those who signed up', async () => {
    const activityId = await makeActivity(t)
    const shiftId = await makeShift(t, {}, activityId)
    const volunteer = await t.as('resident-0101')
    await volunteer.put(`${API}/sign-ups/${newId()}`, { shiftId })
    const ended = await (await t.as('secretary-zhang')).post(`${API}/activities/${activityId}/actions`, act('end'))
    expect(ended.body).toMatchObject({ state: 'ended', can: { addShift: false, end: false } })
    const shift = await volunteer.get(`${API}/shifts/${shiftId}`)
    expect(shift.body).toMatchObject({ state: 'cancelled', confirmed: 0, mine: { state: 'cancelled', place: null } })
    const inbox = await volunteer.get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'shift_cancelled', subject: { kind: 'shift', id: shiftId } })
    expect(inbox.body.items[0].text).toContain('11月21日（周六）09:00')
  })
})

describe('an activity elsewhere', () => {
  let real: TestApp
  beforeAll(async () => {
    real = await buildTestApp()
    await makeReal(real)
  })
  afterAll(() => real.close())

  test('of a partner waits for the secretary, who is told, and is there for nobody else', async () => {
    const partner = await real.as('partner-bakery')
    const id = newId()
    const made = await partner.put(`${API}/activities/${id}`, activityBody(communityOf(real)))
    expect(made.body).toMatchObject({ state: 'proposed', can: { approve: false, addShift: false } })
    const resident = await real.as('resident-li')
    expect((await resident.get(`${API}/activities/${id}`)).status).toBe(404)
    const list = await resident.get(`${API}/places/${communityOf(real)}/activities`)
    expect(list.body.items).toEqual([])
    const shift = { activityId: id, startsAt: '2026-11-21T01:00:00Z', endsAt: '2026-11-21T02:00:00Z', capacity: 1 }
    const early = await partner.put(`${API}/shifts/${newId()}`, {
      ...shift,
      skills: [],
      pointsPerHour: 0,
      address: '店',
    })
    expect([early.status, early.body.code]).toEqual([409, 'wrong_state'])
    const secretary = await real.as('secretary-zhang')
    const inbox = await secretary.get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'activity_proposed', subject: { id } })
    const approval = act('approve')
    const approved = await secretary.post(`${API}/activities/${id}/actions`, approval)
    expect(approved.body.state).toBe('open')
    expect((await secretary.post(`${API}/activities/${id}/actions`, approval)).body.state).toBe('open')
    const late = await secretary.post(`${API}/activities/${id}/actions`, act('refuse', { reason: '…' }))
    expect([late.status, late.body.code]).toEqual([409, 'wrong_state'])
    expect((await resident.get(`${API}/activities/${id}`)).status).toBe(200)
    expect((await partner.get(`${API}/me/notifications`)).body.items[0].kind).toBe('activity_approved')
  })

  test('of the secretary waits for nobody', async () => {
    const answer = await (await real.as('secretary-zhang')).put(
      `${API}/activities/${newId()}`,
      activityBody(communityOf(real)),
    )
    expect(answer.body.state).toBe('open')
  })

  test('of a micro-grid leader may be for their grid, not for the next one', async () => {
    const building = real.demo.communities[0]?.grids[0]?.buildings[0]?.id ?? ''
    await appoint(real, 'resident-0005', 'micro_grid_leader', building)
    const leader = await real.as('resident-0005')
    const inGrid = await leader.put(`${API}/activities/${newId()}`, activityBody(gridOf(real)))
    expect([inGrid.status, inGrid.body.state]).toEqual([201, 'proposed'])
    const inBuilding = await leader.put(`${API}/activities/${newId()}`, activityBody(building))
    expect(inBuilding.status).toBe(201)
    expect((await leader.put(`${API}/activities/${newId()}`, activityBody(gridOf(real, 0, 1)))).status).toBe(404)
    expect((await leader.put(`${API}/activities/${newId()}`, activityBody(communityOf(real)))).status).toBe(403)
  })

  test('a refusal takes a reason, which its author reads', async () => {
    const partner = await real.as('partner-bakery')
    const id = newId()
    await partner.put(`${API}/activities/${id}`, activityBody(communityOf(real)))
    const secretary = await real.as('secretary-zhang')
    const url = `${API}/activities/${id}/actions`
    expect((await secretary.post(url, act('refuse'))).status).toBe(400)
    expect((await secretary.post(url, act('approve', { reason: '…' }))).status).toBe(400)
    expect((await partner.post(url, act('approve'))).status).toBe(403)
    expect((await (await real.as('secretary-other')).post(url, act('approve'))).status).toBe(404)
    const refused = await secretary.post(url, act('refuse', { reason: '时间与停电冲突' }))
    expect(refused.body).toMatchObject({ state: 'refused', refusedReason: '时间与停电冲突' })
    expect((await partner.get(`${API}/me/notifications`)).body.items[0].text).toContain('时间与停电冲突')
  })
})
