import { afterEach, describe, expect, test, vi } from 'vitest'
import { attendanceStore } from '../../../src/stores/attendance-store'
import { composeActivityStore } from '../../../src/stores/compose-activity-store'
import { serviceRecordStore } from '../../../src/stores/service-record-store'
import { volunteeringStore } from '../../../src/stores/volunteering-store'
import { fakeWorld, memoryStorage, ok, problem, settle } from './fake-world'
import { shift } from './volunteering-shift'

const mine = {
  id: 'u1',
  shiftId: 's1',
  roleId: null,
  state: 'confirmed',
  place: 2,
  answerBy: null,
  createdAt: '',
  can: { leave: true, accept: false },
}
const page = (items: unknown[]) => ok({ items, nextCursor: null })
const KEY = { code: '287082', changesAt: '', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', digits: 6, periodSeconds: 30 }

afterEach(() => vi.useRealTimers())

describe('signing up', () => {
  test('is sent with an id of its own, and the shift is read anew', async () => {
    let isIn = false
    const world = fakeWorld({
      routes: {
        'GET /shifts/s1': () => ok(shift('s1', isIn ? { mine } : {})),
        'GET /me/shifts': () => page([]),
        'PUT /sign-ups/*': () => {
          isIn = true
          return { status: 201, body: mine }
        },
      },
    })
    await world.start()
    const volunteering = world.stores.of(volunteeringStore)
    await volunteering.openShift('s1')
    const value = volunteering.shift?.value
    if (!value) throw new Error('no shift')
    expect(await volunteering.signUp(value, null)).toBe('sent')
    expect(world.linesOf('PUT /sign-ups/')[0]?.body).toEqual({ shiftId: 's1' })
    expect(volunteering.shift?.value?.mine?.state).toBe('confirmed')
  })

  test('without a network waits in the outbox, and goes out by itself', async () => {
    const world = fakeWorld({
      routes: {
        'GET /shifts/s1': () => ok(shift('s1')),
        'GET /me/shifts': () => page([]),
        'PUT /sign-ups/*': () => ({ status: 201, body: mine }),
      },
    })
    await world.start()
    const volunteering = world.stores.of(volunteeringStore)
    await volunteering.openShift('s1')
    const value = volunteering.shift?.value
    if (!value) throw new Error('no shift')
    world.cut()
    expect(await volunteering.signUp(value, null)).toBe('kept')
    expect(volunteering.isSignUpWaiting('s1')).toBe(true)
    await world.mend()
    expect(world.linesOf('PUT /sign-ups/')).toHaveLength(1)
    expect(volunteering.isSignUpWaiting('s1')).toBe(false)
  })

  test('a refusal is said in the server’s words', async () => {
    const world = fakeWorld({
      routes: {
        'GET /shifts/s1': () => ok(shift('s1')),
        'PUT /sign-ups/*': () => problem(409, 'overlap', '这段时间您已经报了另一个班次，请先退出那一个。'),
      },
    })
    await world.start()
    const volunteering = world.stores.of(volunteeringStore)
    await volunteering.openShift('s1')
    const value = volunteering.shift?.value
    if (!value) throw new Error('no shift')
    expect(await volunteering.signUp(value, null)).toBe('refused')
    expect(volunteering.trouble).toMatchObject({ code: 'overlap', detail: expect.stringContaining('另一个班次') })
  })
})

describe('the organiser’s phone', () => {
  const routes = (now: string) => ({
    'GET /shifts/s1/check-in-code': () => ok({ ...KEY, now }),
    'GET /shifts/s1/sign-ups': () => page([]),
  })

  test('keeps the key, so that a start without a network still has codes', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage, routes: routes('2026-01-03T00:00:05.000Z') })
    await first.start()
    await first.stores.of(attendanceStore).openRoll('s1')
    expect(first.stores.of(attendanceStore).key?.value).toMatchObject({ secret: KEY.secret, aheadMs: 5_000 })

    const second = fakeWorld({ storage, routes: routes('2026-01-03T00:00:05.000Z') })
    second.cut()
    await second.start()
    await second.stores.of(attendanceStore).openRoll('s1')
    expect(second.stores.of(attendanceStore).key?.value).toMatchObject({
      secret: KEY.secret,
      digits: 6,
      periodSeconds: 30,
    })
    expect(second.stores.of(attendanceStore).key?.state).toBe('offline')
  })

  test('what is noted without a network waits in the outbox', async () => {
    const person = { id: 'p9', displayName: '王' }
    const can = { attest: true, excuse: true, miss: true, standIn: true, correct: false }
    const line = { person, signUp: null, roleTitle: null, service: null, corrections: [], can }
    const world = fakeWorld({
      routes: {
        ...routes('2026-01-03T00:00:00.000Z'),
        'GET /shifts/s1/sign-ups': () => page([line]),
        'POST /shifts/s1/actions': () => ok({ id: 'e1' }),
      },
    })
    await world.start()
    const attendance = world.stores.of(attendanceStore)
    await attendance.openRoll('s1')
    world.cut()
    expect(await attendance.note(person, { action: 'attest', minutes: 120 })).toBe('kept')
    await world.mend()
    expect(world.linesOf('POST /shifts/s1/actions')[0]?.body).toMatchObject({
      action: 'attest',
      personId: 'p9',
      minutes: 120,
    })
  })

  test('a volunteer’s code is not kept for later: it would be dead by then', async () => {
    const world = fakeWorld({ routes: { 'POST /shifts/s1/actions': () => ok({ id: 'e1', minutes: null }) } })
    await world.start()
    world.cut()
    expect(await world.stores.of(attendanceStore).come('s1', 'check_in', '287082')).toBe('refused')
    expect(world.stores.of(attendanceStore).trouble?.kind).toBe('offline')
    await world.mend()
    expect(world.linesOf('POST /shifts/s1/actions')).toHaveLength(0)
  })
})

describe('hours', () => {
  test('a certificate is made, then fetched as a file', async () => {
    const world = fakeWorld({
      routes: {
        'PUT /certificates/*': () => ({ status: 201, body: undefined }),
        'GET /me/certificates/*/file': () => ok('pdf'),
        'GET /me/certificates': () => page([]),
      },
    })
    await world.start()
    const serviceRecord = world.stores.of(serviceRecordStore)
    expect(await serviceRecord.certify(2026)).toBeNull()
    await settle()
    expect(world.linesOf('PUT /certificates/')[0]).toMatchObject({ body: { year: 2026 }, headers: { Accept: '*/*' } })
    expect(serviceRecord.files.file).toMatchObject({ name: '2026.pdf' })
  })

  test('a refusal is told, and there is no file', async () => {
    const world = fakeWorld({ routes: { 'PUT /certificates/*': () => problem(409, 'no_hours', '还没有时长') } })
    await world.start()
    expect(await world.stores.of(serviceRecordStore).certify(2026)).toMatchObject({
      code: 'no_hours',
      detail: '还没有时长',
    })
    expect(world.stores.of(serviceRecordStore).files.file).toBeNull()
  })
})

describe('planning', () => {
  test('several weeks are one series; what is wrong is said before it is sent', async () => {
    const world = fakeWorld({ routes: { 'PUT /shift-series/*': () => ({ status: 201, body: {} }) } })
    await world.start()
    const store = world.stores.of(composeActivityStore)
    store.openShift('a1')
    expect(store.shiftFault).toBe('address')
    store.changeShift({ address: '食堂', capacity: '0' })
    expect(store.shiftFault).toBe('capacity')
    store.changeShift({ capacity: '8', weeks: '27' })
    expect(store.shiftFault).toBe('weeks')
    store.changeShift({ weeks: '4' })
    expect(store.shiftFault).toBeNull()
    expect(await store.submitShift('帮厨')).toBe('sent')
    expect(world.linesOf('PUT /shift-series/')[0]?.body).toMatchObject({
      activityId: 'a1',
      capacity: 8,
      rule: 'FREQ=WEEKLY;COUNT=4',
      skills: [],
    })
    expect(world.linesOf('PUT /shift-series/')[0]?.body).not.toHaveProperty('pointsPerHour')
  })

  test('roles make up the shift’s places, and ask for skills of their own', async () => {
    const world = fakeWorld({ routes: { 'PUT /shifts/*': () => ({ status: 201, body: {} }) } })
    await world.start()
    const store = world.stores.of(composeActivityStore)
    store.openShift('a1')
    store.changeShift({ address: '食堂', capacity: '8', skills: ['做饭'] })
    store.addRole()
    expect(store.shift.roles[0]).toMatchObject({ title: '', capacity: '8' })
    expect(store.shiftFault).toBe('roles')
    store.addRole()
    store.addRole()
    const [first = '', second = '', third = ''] = store.shift.roles.map(({ key }) => key)
    store.changeRole(first, { title: ' 送餐 ' })
    store.changeRole(second, { title: '帮厨', capacity: '2', skills: ['健康证'] })
    store.removeRole(third)
    expect([store.shiftFault, store.capacity]).toEqual([null, 10])
    store.changeRole(first, { capacity: '4999' })
    expect(store.shiftFault).toBe('roles')
    store.changeRole(first, { capacity: '8' })
    expect(await store.submitShift('帮厨')).toBe('sent')
    expect(world.linesOf('PUT /shifts/')[0]?.body).toMatchObject({
      capacity: 10,
      skills: ['做饭'],
      roles: [
        { title: '送餐', capacity: 8, skills: [] },
        { title: '帮厨', capacity: 2, skills: ['健康证'] },
      ],
    })
  })

  test('the draft of an activity outlives the app', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage })
    await first.start()
    first.stores.of(composeActivityStore).openActivity()
    first.stores.of(composeActivityStore).changeActivity({ title: '清洁楼道' })
    const second = fakeWorld({ storage })
    await second.start()
    second.stores.of(composeActivityStore).openActivity()
    expect(second.stores.of(composeActivityStore).activity.title).toBe('清洁楼道')
  })
})
