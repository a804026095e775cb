import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Appeal, AppealsSummary } from '../../../src/contract'
import { act, read, reportBody, spotsOf } from '../../server/appeals/case-steps'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

/** One line for each thing that happened: what, by whom, from where to where. */
const linesOf = (body: { timeline: { kind: string; by: string; from: string | null; to: string }[] }) =>
  body.timeline.map(({ kind, by, from, to }) => `${kind} by ${by}: ${from} → ${to}`)

describe('an appeal goes from a report to five stars, and nobody but the resident closes it', () => {
  const id = newId()
  const step = async (persona: string, action: string, more: object = {}) => {
    t.clock.advance({ minutes: 20 })
    const answer = await act(t, persona, id, action, more)
    expect(answer.body, action).toMatchObject({ id })
    expect(misfits(Appeal, answer.body)).toEqual([])
    return answer.body
  }

  test('a resident reports; it is on the right desk with a due time within the same request', async () => {
    const { grid1, building } = spotsOf(t)
    const li = await t.as('resident-li')
    const { status, body } = await li.put(
      `${API}/appeals/${id}`,
      reportBody(t, { placeId: building, text: '水管漏水，地下室积水' }),
    )
    expect(status).toBe(201)
    expect(misfits(Appeal, body)).toEqual([])
    expect(body).toMatchObject({
      state: 'submitted',
      level: 'grid',
      handler: { placeId: grid1, kind: 'grid' },
      // Friday 9:00 and 16 hours of work: Monday evening.
      dueAt: '2026-11-23T09:00:00.000Z',
      households: 1,
      isMine: true,
      similar: [],
      can: { accept: false, rate: false, withdraw: true },
    })
    const desk = await (await t.as('grid-officer-wang')).get(`${API}/me/desk?kind=appeal`)
    expect(desk.body.items).toMatchObject([
      { kind: 'appeal', id, dueAt: body.dueAt, appeal: { can: { accept: true } } },
    ])
  })

  test('the grid accepts and whistles, the secretary approves, the street assigns', async () => {
    const { community1, street, department } = spotsOf(t)
    expect(await step('grid-officer-wang', 'accept')).toMatchObject({ state: 'accepted' })
    expect(
      await step('grid-officer-wang', 'whistle', { departmentId: department, reason: '要停水换阀门' }),
    ).toMatchObject({
      state: 'whistled',
      handler: { placeId: community1 },
      wishedDepartment: { id: department },
    })
    expect(await step('secretary-zhang', 'approve')).toMatchObject({
      state: 'approved',
      level: 'street',
      handler: { placeId: street },
    })
    expect(await step('street-he', 'assign', { departmentId: department })).toMatchObject({
      state: 'assigned',
      level: 'street',
      handler: { placeId: department, kind: 'department' },
    })
  })

  test('the department answers; the resident is asked, and gives two stars: one level higher', async () => {
    const answered = await step('department-water', 'answer', { text: '阀门已更换，请观察。', imageIds: [] })
    expect(answered).toMatchObject({ state: 'answered', dueAt: null })
    expect(await read(t, 'resident-li', id)).toMatchObject({
      body: { can: { rate: true }, closesAt: expect.any(String) },
    })
    expect(await step('resident-li', 'rate', { stars: 2, text: '又漏了' })).toMatchObject({
      state: 'reopened',
      level: 'above',
      rating: 2,
      handler: { placeId: spotsOf(t).street },
      answeredAt: null,
    })
  })

  test('the grid rates the department that came, and the department reads it', async () => {
    expect(await step('grid-officer-wang', 'rate_department', { stars: 3, text: '来得快但没修好' })).toMatchObject({
      departmentRating: 3,
    })
    const { department } = spotsOf(t)
    const ratings = await (await t.as('department-water')).get(`${API}/places/${department}/ratings`)
    expect(ratings.body).toMatchObject({
      ratings: 1,
      meanStars: 3,
      items: [{ appealId: id, stars: 3, text: '来得快但没修好' }],
    })
  })

  test('it is answered again and gets five stars', async () => {
    expect(await step('street-he', 'answer', { text: '整段水管已换新。', imageIds: [] })).toMatchObject({
      state: 'answered',
    })
    expect(await step('resident-li', 'rate', { stars: 5 })).toMatchObject({ state: 'closed', rating: 5, dueAt: null })
    const { body } = await read(t, 'resident-li', id)
    expect(linesOf(body)).toEqual([
      'report by reporter: null → submitted',
      'accept by grid_officer: submitted → accepted',
      'whistle by grid_officer: accepted → whistled',
      'approve by secretary: whistled → approved',
      'assign by street_staff: approved → assigned',
      'answer by department_staff: assigned → answered',
      'rate by reporter: answered → reopened',
      'answer by street_staff: reopened → answered',
      'rate by reporter: answered → closed',
    ])
  })

  test('the page of the place counts it where it ended', async () => {
    for (const place of [spotsOf(t).grid1, spotsOf(t).community1]) {
      const { body } = await (await t.as('resident-zhou')).get(`${API}/places/${place}/appeals/summary`)
      expect(misfits(AppealsSummary, body)).toEqual([])
      expect(body).toMatchObject({
        total: 1,
        open: 0,
        byState: { closed: 1, answered: 0 },
        byCategory: { facilities: 1 },
        onTimeRate: 1,
        medianHours: 3,
        meanStars: 3.5,
        ratings: 2,
        levels: [
          { level: 'grid', closed: 0 },
          { level: 'street', closed: 0 },
          { level: 'above', closed: 1, share: 1, aim: 0.1 },
        ],
      })
    }
  })

  test('everybody was told, nobody of what they did themselves', async () => {
    const kinds = async (persona: string) => {
      const { body } = await (await t.as(persona)).get(`${API}/me/notifications?limit=50`)
      return body.items.map(({ kind }: { kind: string }) => kind).reverse()
    }
    expect(await kinds('resident-li')).toEqual([
      'appeal_accepted',
      'appeal_passed_on',
      'appeal_answered',
      'appeal_answered',
    ])
    expect(await kinds('grid-officer-wang')).toEqual(['appeal_waiting'])
    expect(await kinds('secretary-zhang')).toEqual(['appeal_passed_on'])
    expect(await kinds('street-he')).toEqual(['appeal_passed_on', 'appeal_reopened', 'appeal_closed'])
    expect(await kinds('department-water')).toEqual(['appeal_passed_on', 'department_rated'])
  })
})
