import { afterAll, beforeAll, expect, test } from 'vitest'
import { normaliseLine, normaliseText } from '../../../server/kernel/text'
import { makeLocalContentChecker } from '../../../server/platforms/local-content-checker'
import { PERSONAS, planPeople } from '../../../server/storage/seed/demo-people'
import { planPlaces } from '../../../server/storage/seed/demo-places'
import { volunteeringRows } from '../../../server/storage/seed/demo-volunteering'
import { insertRows } from '../../../server/storage/seed/rows'
import { LIMITS } from '../../../src/contract'
import { buildTestApp, type TestApp } from '../../support/build-test-app'

let t: TestApp
const city = planPlaces().city
const people = planPeople(city)
const rowsAt = (app: TestApp) => volunteeringRows(city, people, app.clock.now())
beforeAll(async () => {
  t = await buildTestApp()
  const { activities, shifts, roles, signUps, entries } = rowsAt(t)
  // Twice: a filling that was cut short is gone through again.
  for (let turn = 0; turn < 2; turn += 1) {
    await t.deps.store.write(async (tx) => {
      await insertRows(tx, 'Activity', activities)
      await insertRows(tx, 'Shift', shifts)
      await insertRows(tx, 'ShiftRole', roles)
      await insertRows(tx, 'SignUp', signUps)
      await insertRows(tx, 'ServiceEntry', entries)
    })
  }
})
afterAll(() => t.close())

test('a resident finds activities with shifts to come, one of them full', async () => {
  const resident = await t.as('resident-li')
  const { body } = await resident.get(`/api/v1/places/${t.demo.communities[0]?.id}/activities`)
  expect(body.items).toHaveLength(3)
  const shifts = body.items.flatMap((activity: { shifts: object[] }) => activity.shifts)
  expect(shifts).toHaveLength(5)
  expect(shifts.some((shift: { waiting: number }) => shift.waiting > 0)).toBe(true)
  for (const shift of shifts) expect(shift).toMatchObject({ mine: null, can: { signUp: true } })
})

test('nobody whom a visitor can sign in as has a place or hours: their diary begins empty', () => {
  const { signUps, entries } = rowsAt(t)
  const codes = new Map(people.people.map(({ id, code }) => [id, code]))
  const taken = [...signUps, ...entries].map(({ personId }) => codes.get(String(personId)) ?? '')
  const personas = PERSONAS.map(({ code }) => code as string)
  expect(taken.filter((code) => personas.includes(code) || code.startsWith('resident-'))).toEqual([])
  expect(entries.length).toBeGreaterThan(10)
})

test('its words are as the contract has them, and pass the check', async () => {
  const checker = makeLocalContentChecker()
  for (const { title, body, category } of rowsAt(t).activities) {
    expect(normaliseLine(String(title), 'title', LIMITS.activityTitle)).toBe(title)
    expect(normaliseText(String(body), 'body', LIMITS.activityBody)).toBe(body)
    expect(normaliseLine(String(category), 'category', LIMITS.activityCategory)).toBe(category)
    expect(await checker.checkText({ text: `${title}\n${body}`, scene: 'notice', subjects: {} })).toMatchObject({
      verdict: 'pass',
    })
  }
})
