import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runAppealsClock } from '../../../server/features/appeals'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { act, read, report, reportIn, spotsOf } from './case-steps'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const kindsOf = async (persona: string, id: string): Promise<string[]> => {
  const { body } = await (await t.as(persona)).get('/api/v1/me/notifications?limit=50')
  const lines = body.items.filter(({ subject }: { subject: { id: string } }) => subject.id === id)
  return lines.map(({ kind }: { kind: string }) => kind).reverse()
}
const lastOf = (body: { timeline: unknown[] }) => body.timeline.at(-1)
const seen = async (id: string) => (await read(t, 'resident-li', id)).body

describe('an overdue case across the October holidays', () => {
  test('is due after them, goes up one level at a time, tells both sides, and does so once', async () => {
    // Wednesday 30 September, 16:00: one hour of work is left before the seven days.
    t.clock.set('2026-09-30T08:00:00Z')
    const id = await report(t, { category: 'sanitation', text: '垃圾没有清运' })
    expect(await seen(id)).toMatchObject({ dueAt: '2026-10-08T08:00:00.000Z', overdue: false, level: 'grid' })
    for (const day of ['2026-10-01', '2026-10-04', '2026-10-07', '2026-10-08']) {
      t.clock.set(`${day}T07:59:00Z`)
      await runAppealsClock(t.deps)
    }
    expect(await seen(id)).toMatchObject({ state: 'submitted', level: 'grid', overdue: false })

    t.clock.set('2026-10-08T08:01:00Z')
    expect(await seen(id)).toMatchObject({ overdue: true, level: 'grid' })
    await Promise.all([runAppealsClock(t.deps), runAppealsClock(t.deps)])
    await runAppealsClock(t.deps)
    const risen = await seen(id)
    // Sixteen hours more: Friday the 9th, and Saturday the 10th, which is worked.
    expect(risen).toMatchObject({
      level: 'street',
      overdue: true,
      handler: { placeId: spotsOf(t).street },
      dueAt: '2026-10-10T08:01:00.000Z',
    })
    expect(risen.timeline).toHaveLength(2)
    expect(lastOf(risen)).toMatchObject({
      kind: 'escalate',
      by: 'clock',
      byPlace: null,
      from: 'submitted',
      to: 'submitted',
    })
    expect(await kindsOf('resident-li', id)).toEqual(['appeal_overdue_reporter'])
    expect(await kindsOf('grid-officer-wang', id)).toEqual(['appeal_waiting', 'appeal_overdue'])
    expect(await kindsOf('street-he', id)).toEqual(['appeal_overdue'])
    expect(await act(t, 'grid-officer-wang', id, 'accept')).toMatchObject({ status: 403 })

    t.clock.set('2026-10-10T08:02:00Z')
    await runAppealsClock(t.deps)
    expect(await seen(id)).toMatchObject({ level: 'above', overdue: true })
    // At the top there is nobody to send it to: it stays late, and is told once.
    t.clock.set('2026-10-30T00:00:00Z')
    await runAppealsClock(t.deps)
    await runAppealsClock(t.deps)
    const top = await seen(id)
    expect(top.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'report',
      'escalate',
      'escalate',
      'escalate',
    ])
    expect(top.dueAt).toBe('2026-10-14T08:02:00.000Z')
    expect((await act(t, 'street-he', id, 'answer', { text: '已清运' })).body).toMatchObject({
      state: 'answered',
      overdue: true,
    })
  })

  test('what was done in time is not late, whatever comes after', async () => {
    const id = await reportIn(t, 'answered')
    t.clock.advance({ days: 3 })
    await runAppealsClock(t.deps)
    expect(await seen(id)).toMatchObject({ state: 'answered', overdue: false })
  })

  test('one case that cannot be moved keeps no other waiting, and is tried again', async () => {
    const stuck = await report(t, { category: 'safety', text: '消防通道堵了' })
    const other = await report(t, { category: 'safety', text: '窨井盖松了' })
    const { countedAs = '' } = (await t.deps.store.read.prisma.appeal.findUnique({ where: { id: stuck } })) ?? {}
    const write = (text: string) =>
      t.deps.store.write((tx) => tx.prisma.appeal.update({ where: { id: stuck }, data: { countedAs: text } }))
    await write('broken')
    t.clock.advance({ days: 20 })
    await runAppealsClock(t.deps)
    expect(await seen(stuck)).toMatchObject({ state: 'submitted', level: 'grid', overdue: true })
    expect(await seen(other)).toMatchObject({ state: 'submitted', level: 'street', overdue: true })
    await write(countedAs)
    await runAppealsClock(t.deps)
    expect(await seen(stuck)).toMatchObject({ state: 'submitted', level: 'street' })
  })
})

describe('an answer without a rating', () => {
  test('is announced after five days, closes after seven, and can be taken back for thirty', async () => {
    const id = await reportIn(t, 'answered')
    expect(await seen(id)).toMatchObject({ closesAt: '2026-11-27T01:00:00.000Z', dueAt: null })
    t.clock.set('2026-11-25T01:00:00Z')
    await runAppealsClock(t.deps)
    await runAppealsClock(t.deps)
    expect(await kindsOf('resident-li', id)).toEqual(['appeal_accepted', 'appeal_answered', 'appeal_closing_soon'])
    t.clock.set('2026-11-27T00:59:00Z')
    await runAppealsClock(t.deps)
    expect((await seen(id)).state).toBe('answered')
    t.clock.set('2026-11-27T01:00:00Z')
    await runAppealsClock(t.deps)
    await runAppealsClock(t.deps)
    const closed = await seen(id)
    expect(closed).toMatchObject({ state: 'closed', rating: null, can: { undo_time_out: true, rate: false } })
    expect(lastOf(closed)).toMatchObject({ kind: 'time_out', by: 'clock', from: 'answered', to: 'closed' })
    expect(await act(t, 'grid-officer-wang', id, 'undo_time_out')).toMatchObject({ status: 403 })

    t.clock.set('2026-12-26T01:00:00Z')
    expect((await act(t, 'resident-li', id, 'undo_time_out')).body).toMatchObject({
      state: 'answered',
      closesAt: '2027-01-02T01:00:00.000Z',
      endedAt: null,
      can: { rate: true },
    })
    expect((await act(t, 'resident-li', id, 'rate', { stars: 4 })).body.state).toBe('closed')
  })

  test('after thirty days it stays closed', async () => {
    const id = await reportIn(t, 'answered')
    t.clock.set('2026-11-28T01:00:00Z')
    await runAppealsClock(t.deps)
    t.clock.set('2026-12-28T01:01:00Z')
    expect((await seen(id)).can.undo_time_out).toBe(false)
    expect(await act(t, 'resident-li', id, 'undo_time_out')).toMatchObject({
      status: 409,
      body: { code: 'undo_too_late' },
    })
  })

  test('what was rated is not closed again', async () => {
    const id = await reportIn(t, 'closed')
    t.clock.advance({ days: 8 })
    await runAppealsClock(t.deps)
    expect((await seen(id)).timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      'report',
      'accept',
      'answer',
      'rate',
    ])
  })
})
