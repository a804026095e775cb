import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { careDueAt } from '../../../server/features/care/rules'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { SIGNAL_ENV, sendSignal, signalBody } from '../signals/sign'

const API = '/api/v1'
let t: TestApp
let resident: Client
let officer: Client
let home: { id: string; buildingId: string }

beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
  resident = await t.as('resident-li')
  officer = await t.as('grid-officer-wang')
  const me = await resident.get(`${API}/me`)
  const [membership] = me.body.memberships
  home = { id: membership.household.id, buildingId: membership.building.id }
})
afterAll(() => t.close())

const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
const device = { count: 0 }
const newDevice = () => {
  device.count += 1
  return `door-${device.count}`
}

async function consent(client: Client, over: Record<string, unknown> = {}) {
  const body = { householdId: home.id, channel: 'door_sensor', deviceId: newDevice(), ...over }
  const id = newId()
  return { id, sent: body, ...(await client.put(`${API}/sensor-consents/${id}`, body)) }
}

async function doorSignal(over: Record<string, unknown> = {}) {
  const { sent } = await consent(resident)
  const body = signalBody(t, {
    channel: 'door_sensor',
    placeId: placesOf(t).grid1,
    deviceId: sent.deviceId,
    text: '门磁24小时未动',
    ...over,
  })
  return sendSignal(t, body)
}

async function isTold(client: Client, taskId: string): Promise<boolean> {
  const { items } = (await client.get(`${API}/me/notifications?limit=50`)).body
  return items.some(({ kind, subject }: { kind: string; subject: { id: string } | null }) => {
    return kind === 'care_task_given' && subject?.id === taskId
  })
}

describe('consent', () => {
  test('is given, repeated, listed, withdrawn, and the device is free again', async () => {
    const given = await consent(resident)
    expect(given.status).toBe(201)
    expect(given.body).toMatchObject({ ...given.sent, withdrawnAt: null, can: { withdraw: true } })
    expect((await resident.put(`${API}/sensor-consents/${given.id}`, given.sent)).status).toBe(200)
    const other = { ...given.sent, deviceId: 'another' }
    expect((await resident.put(`${API}/sensor-consents/${given.id}`, other)).body.code).toBe('id_taken')
    const listed = await resident.get(`${API}/me/sensor-consents`)
    expect(listed.body.items[0]).toEqual(given.body)

    const withdrawal = act('withdraw')
    const ended = await resident.post(`${API}/sensor-consents/${given.id}/actions`, withdrawal)
    expect(ended.body).toMatchObject({ withdrawnAt: t.clock.now().toISOString(), can: { withdraw: false } })
    expect((await resident.post(`${API}/sensor-consents/${given.id}/actions`, withdrawal)).status).toBe(200)
    expect((await resident.post(`${API}/sensor-consents/${given.id}/actions`, act('withdraw'))).body.code).toBe(
      'wrong_state',
    )
    expect((await consent(resident, { deviceId: given.sent.deviceId })).status).toBe(201)
  })

  test('a device watches one home at a time', async () => {
    const { sent } = await consent(resident)
    expect((await consent(resident, { deviceId: sent.deviceId })).body).toMatchObject({
      status: 409,
      code: 'device_in_use',
    })
  })

  test.each([
    ['resident-zhou', 404],
    ['resident-far', 404],
    ['newcomer', 404],
    ['grid-officer-wang', 404],
  ])('%s does not live there: %i', async (persona, status) => {
    const client = await t.as(persona)
    expect((await consent(client)).status).toBe(status)
    const { id } = await consent(resident)
    expect((await client.post(`${API}/sensor-consents/${id}/actions`, act('withdraw'))).status).toBe(404)
  })

  test('whoever is not verified yet has to wait', async () => {
    const newcomer = await t.as('resident-0301')
    const household = { householdId: home.id, relation: 'family' }
    await newcomer.put(`${API}/memberships/${newId()}`, household)
    expect((await consent(newcomer)).body.code).toBe('not_verified')
  })

  test.each([
    [{ channel: '12345' }],
    [{ deviceId: 'with blank' }],
    [{ householdId: 'x' }],
    [{ note: 'unknown field' }],
  ])('%j is invalid', async (over) => {
    expect((await consent(resident, over)).body.code).toBe('invalid_request')
  })
})

describe('a door that has not moved', () => {
  test('becomes a care task for the grid officer, who takes and finishes it', async () => {
    const { status, body } = await doorSignal()
    expect(status).toBe(201)
    expect(body.outcome).toBe('care_task')
    const listed = await officer.get(`${API}/places/${placesOf(t).grid1}/care-tasks?state=open&limit=50`)
    const task = listed.body.items.find(({ id }: { id: string }) => id === body.id)
    expect(task).toMatchObject({
      building: { id: home.buildingId },
      household: { id: home.id },
      channel: 'door_sensor',
      text: '门磁24小时未动',
      dueAt: careDueAt('door_sensor', t.clock.now()).toISOString(),
      takenBy: null,
      can: { take: true, finish: false },
    })
    expect((await officer.get(`${API}/care-tasks/${body.id}`)).body).toEqual(task)
    const inbox = await officer.get(`${API}/me/notifications`)
    expect(inbox.body.items[0]).toMatchObject({ kind: 'care_task_given', subject: { kind: 'care_task', id: body.id } })

    const early = act('finish', { report: '没事' })
    expect((await officer.post(`${API}/care-tasks/${body.id}/actions`, early)).body.code).toBe('wrong_state')
    const take = act('take')
    const taken = await officer.post(`${API}/care-tasks/${body.id}/actions`, take)
    expect(taken.body).toMatchObject({ state: 'taken', takenBy: { personId: officer.personId }, can: { finish: true } })
    expect((await officer.post(`${API}/care-tasks/${body.id}/actions`, take)).status).toBe(200)
    expect((await officer.post(`${API}/care-tasks/${body.id}/actions`, act('take'))).body.code).toBe('wrong_state')
    const done = await officer.post(
      `${API}/care-tasks/${body.id}/actions`,
      act('finish', { report: '老人在家。一切都好' }),
    )
    expect(done.body).toMatchObject({
      state: 'done',
      report: '老人在家。一切都好',
      can: { take: false, finish: false },
    })
  })

  test('goes to whoever looks after the desk of the grid officer, and for that time alone', async () => {
    const substitute = await t.as('grid-officer-2')
    const until = new Date(t.clock.now().getTime() + 3_600_000).toISOString()
    const handOverId = newId()
    const body = {
      placeId: placesOf(t).grid1,
      toPersonId: substitute.personId,
      from: t.clock.now().toISOString(),
      until,
    }
    expect((await officer.put(`${API}/hand-overs/${handOverId}`, body)).status).toBe(201)
    const waiting = async (): Promise<number> => (await substitute.get(`${API}/me/desk/counts`)).body.care_task
    const before = await waiting()
    const { id } = (await doorSignal()).body
    expect(await isTold(substitute, id)).toBe(true)
    expect(await waiting()).toBe(before + 1)
    const desk = await substitute.get(`${API}/me/desk?kind=care_task&limit=50`)
    const item = desk.body.items.find((one: { id: string }) => one.id === id)
    expect(item.careTask.can.take).toBe(true)
    expect((await substitute.get(`${API}/places/${placesOf(t).grid1}/care-tasks`)).status).toBe(200)
    expect((await substitute.get(`${API}/care-tasks/${id}`)).status).toBe(200)
    expect((await substitute.post(`${API}/care-tasks/${id}/actions`, act('take'))).body.can.finish).toBe(true)
    const finish = act('finish', { report: '老人在家' })
    expect((await substitute.post(`${API}/care-tasks/${id}/actions`, finish)).body.state).toBe('done')
    await officer.post(`${API}/hand-overs/${handOverId}/actions`, act('end'))
    expect((await substitute.get(`${API}/care-tasks/${id}`)).status).toBe(404)
  })

  test('goes to the micro-grid leader where the building has one', async () => {
    const leader = await t.as('resident-0005')
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.create({
        data: {
          id: newId(),
          personId: leader.personId,
          role: 'micro_grid_leader',
          placeId: home.buildingId,
          grantedAt: t.clock.now(),
        },
      }),
    )
    const before = (await officer.get(`${API}/me/notifications?limit=50`)).body.items.length
    const { body } = await doorSignal()
    expect((await leader.get(`${API}/me/notifications`)).body.items[0]).toMatchObject({
      kind: 'care_task_given',
      subject: { id: body.id },
    })
    expect((await officer.get(`${API}/me/notifications?limit=50`)).body.items).toHaveLength(before)
    const seen = await leader.get(`${API}/places/${home.buildingId}/care-tasks?state=open&limit=50`)
    expect(seen.body.items.map(({ id }: { id: string }) => id)).toContain(body.id)
    expect((await leader.get(`${API}/places/${placesOf(t).grid1}/care-tasks`)).status).toBe(403)
    expect((await leader.post(`${API}/care-tasks/${body.id}/actions`, act('take'))).status).toBe(200)
    // The officer may end what a leader took and left lying.
    const finish = act('finish', { report: '已上门' })
    expect((await officer.post(`${API}/care-tasks/${body.id}/actions`, finish)).body.state).toBe('done')
  })

  test('of two who take it at once, one does', async () => {
    const { body } = await doorSignal()
    const secretary = await t.as('secretary-zhang')
    const answers = await Promise.all(
      [officer, secretary].map((client) => client.post(`${API}/care-tasks/${body.id}/actions`, act('take'))),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('smoke in a home that agreed sends somebody there too', async () => {
    const { sent } = await consent(resident, { channel: 'smoke_sensor' })
    const signal = signalBody(t, { channel: 'smoke_sensor', placeId: home.buildingId, deviceId: sent.deviceId })
    const { body } = await sendSignal(t, signal)
    expect(body.outcome).toBe('care_task')
    // The building has a leader by now; for smoke the officer is told as well.
    expect(await isTold(await t.as('resident-0005'), body.id)).toBe(true)
    expect(await isTold(officer, body.id)).toBe(true)
  })

  test('is heard no more when the consent was withdrawn, when whoever gave it moved away, or from another place', async () => {
    const { id, sent } = await consent(resident)
    const signal = () => signalBody(t, { channel: 'door_sensor', deviceId: sent.deviceId })
    expect((await sendSignal(t, { ...signal(), placeId: placesOf(t).grid2 })).status).toBe(404)
    expect((await sendSignal(t, signal())).status).toBe(201)
    await resident.post(`${API}/sensor-consents/${id}/actions`, act('withdraw'))
    expect((await sendSignal(t, signal())).status).toBe(404)

    const mover = await t.as('resident-0041')
    const [membership] = (await mover.get(`${API}/me`)).body.memberships
    const theirs = await consent(mover, { householdId: membership.household.id })
    const moved = () => signalBody(t, { channel: 'door_sensor', deviceId: theirs.sent.deviceId })
    expect((await sendSignal(t, moved())).status).toBe(201)
    await mover.post(`${API}/memberships/${membership.id}/actions`, act('end'))
    expect((await sendSignal(t, moved())).status).toBe(404)
  })
})

describe('who may not', () => {
  test.each([
    ['resident-li', 403],
    ['street-he', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['grid-officer-2', 404],
    ['newcomer', 404],
    ['department-water', 404],
  ])('%s: %i', async (persona, status) => {
    const { body } = await doorSignal()
    const client = await t.as(persona)
    expect((await client.get(`${API}/places/${placesOf(t).grid1}/care-tasks`)).status).toBe(status)
    expect((await client.get(`${API}/care-tasks/${body.id}`)).status).toBe(status)
    expect((await client.post(`${API}/care-tasks/${body.id}/actions`, act('take'))).status).toBe(status)
  })

  test.each([[act('take', { report: 'x' })], [act('finish')], [act('finish', { report: '' })], [act('lose')]])(
    '%j is invalid',
    async (body) => {
      const task = await doorSignal()
      expect((await officer.post(`${API}/care-tasks/${task.body.id}/actions`, body)).body.code).toBe('invalid_request')
    },
  )

  test('a page goes on where the last one ended', async () => {
    const url = `${API}/places/${placesOf(t).grid1}/care-tasks`
    const all = await officer.get(`${url}?limit=50`)
    const first = await officer.get(`${url}?limit=2`)
    const second = await officer.get(`${url}?limit=50&cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...second.body.items]).toEqual(all.body.items)
    expect((await officer.get(`${url}?cursor=bm8`)).body.code).toBe('invalid_request')
  })
})

describe('when a person goes', () => {
  test('their consents go, and tasks no longer name the home', async () => {
    const leaver = await t.as('resident-0043')
    const [membership] = (await leaver.get(`${API}/me`)).body.memberships
    const { id, sent } = await consent(leaver, { householdId: membership.household.id })
    const signal = signalBody(t, { channel: 'door_sensor', deviceId: sent.deviceId })
    const { body } = await sendSignal(t, signal)
    expect((await leaver.del(`${API}/me`)).status).toBe(204)
    const { prisma } = t.deps.store.read
    expect(await prisma.sensorConsent.findUnique({ where: { id } })).toBeNull()
    expect(await prisma.careTask.findUnique({ where: { id: body.id } })).toMatchObject({ householdId: null })
  })
})
