import { expect } from 'vitest'
import { newId, type TestApp } from '../../support/build-test-app'

export const API = '/api/v1'

export function gridOf(t: TestApp, community = 0, grid = 0): string {
  return t.demo.communities[community]?.grids[grid]?.id ?? ''
}

export function communityOf(t: TestApp, index = 0): string {
  return t.demo.communities[index]?.id ?? ''
}

export const activityBody = (placeId: string, more: object = {}) => ({
  placeId,
  title: '我为老人烧餐饭',
  body: '每周六上午在社区食堂帮厨，给高龄老人送餐。',
  category: '助老',
  needsInsurance: false,
  ...more,
})

/** A shift of two hours, tomorrow at nine on the wall. */
export const shiftBody = (activityId: string, more: object = {}) => ({
  activityId,
  startsAt: '2026-11-21T01:00:00.000Z',
  endsAt: '2026-11-21T03:00:00.000Z',
  capacity: 2,
  skills: [],
  pointsPerHour: 10,
  address: '社区食堂一楼',
  ...more,
})

/** An activity of the secretary in the first community. */
export async function makeActivity(t: TestApp, more: object = {}, persona = 'secretary-zhang'): Promise<string> {
  const id = newId()
  const answer = await (await t.as(persona)).put(`${API}/activities/${id}`, activityBody(communityOf(t), more))
  expect(answer.body, JSON.stringify(answer.body)).toMatchObject({ id })
  return id
}

export async function makeShift(t: TestApp, more: object = {}, activityId?: string): Promise<string> {
  const id = newId()
  const body = shiftBody(activityId ?? (await makeActivity(t)), more)
  const answer = await (await t.as('secretary-zhang')).put(`${API}/shifts/${id}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return id
}

/** Signs a persona up, and says under which id and with what answer. */
export async function signUp(t: TestApp, persona: string, shiftId: string, more: object = {}) {
  const id = newId()
  const answer = await (await t.as(persona)).put(`${API}/sign-ups/${id}`, { shiftId, ...more })
  return { id, ...answer }
}

/** Personas of the first grid. */
export const resident = (number: number) => `resident-${String(number).padStart(4, '0')}`

export const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })

/** Demo places ask for no approval; this one does. */
export async function makeReal(t: TestApp): Promise<void> {
  await t.deps.store.write((tx) => tx.sql.run('UPDATE "Place" SET "isDemo" = ?', [false]))
}

export async function appoint(t: TestApp, persona: string, role: string, placeId: string): Promise<void> {
  const { personId } = await t.as(persona)
  await t.deps.store.write(async (tx) => {
    await tx.prisma.staffRole.create({ data: { id: newId(), personId, role, placeId, grantedAt: t.clock.now() } })
  })
}
