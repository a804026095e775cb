import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runAppealsClock } from '../../../server/features/appeals'
import { countedAs } from '../../../server/features/appeals/counting'
import { findMove, OPEN, type Situation, type Verb } from '../../../server/features/appeals/transitions'
import type { AppealState, TimelineEntry, TimelineRole } from '../../../src/contract'
import { buildTestApp, type TestApp } from '../../support/build-test-app'
import { act, read, report, spotsOf } from './case-steps'

/** Fewer on PostgreSQL, where each step waits for its own commit. */
const RUNS = process.env.LINLI_TEST_DIALECT === 'postgres' ? 40 : 100
const PEOPLE = [
  'resident-li',
  'grid-officer-wang',
  'secretary-zhang',
  'street-he',
  'department-water',
  'resident-zhou',
  'clock',
] as const
type Persona = Exclude<(typeof PEOPLE)[number], 'clock'>
const ACTS = [
  'accept',
  'answer',
  'whistle',
  'approve',
  'send_back',
  'assign',
  'rate_5',
  'rate_1',
  'withdraw',
  'join',
  'undo_time_out',
  'note',
  'merge',
  'set_conflict',
] as const
/** These end a history: seldom. */
const ENDING: readonly string[] = ['withdraw', 'merge']
/** All cases of the run; into the one before the last others are merged. */
const ids: string[] = []

let t: TestApp
/** Whom the street says that a case is about. */
let secretaryId: string
beforeAll(async () => {
  t = await buildTestApp()
  secretaryId = (await t.as('secretary-zhang')).personId
})
afterAll(() => t.close())

const bodyOf = (name: string): [string, object] => {
  const { department } = spotsOf(t)
  if (name === 'merge') return [name, { intoId: ids.at(-2) ?? ids[0] }]
  if (name === 'note') return [name, { text: '记一笔' }]
  if (name === 'set_conflict') return [name, { personIds: [secretaryId] }]
  if (name.startsWith('rate_')) return ['rate', { stars: Number(name.slice(5)) }]
  if (name === 'answer') return [name, { text: '好了' }]
  if (name === 'whistle') return [name, { departmentId: department, reason: '要人' }]
  if (name === 'assign') return [name, { departmentId: department }]
  return name === 'send_back' ? [name, { reason: '退回' }] : [name, {}]
}

/**
 * Somebody does something. Three times of four it is something that `can` allows them, beginning with the person drawn, so that histories get
 * far; else anything at all, which is mostly refused.
 */
async function step(id: string, persona: (typeof PEOPLE)[number], pick: number): Promise<void> {
  if (persona === 'clock') {
    t.clock.advance({ hours: pick % 2 === 0 ? 30 : 170 })
    return runAppealsClock(t.deps)
  }
  t.clock.advance({ minutes: 7 })
  const [who, action] = pick % 4 === 0 ? [persona, ACTS[pick % ACTS.length]] : await findPossible(id, persona, pick)
  const [verb, more] = bodyOf(action ?? 'accept')
  const answer = await act(t, who, id, verb, more)
  expect([200, 403, 404, 409]).toContain(answer.status)
}

async function findPossible(id: string, persona: Persona, pick: number): Promise<[string, string | undefined]> {
  const people = PEOPLE.filter((one) => one !== 'clock')
  const start = people.indexOf(persona)
  for (const who of [...people.slice(start), ...people.slice(0, start)]) {
    const { body } = await read(t, who, id)
    const possible = ACTS.filter((name) => body.can?.[name.startsWith('rate_') ? 'rate' : name]).filter(
      (name) => !ENDING.includes(name) || pick % 9 === 0,
    )
    if (possible.length > 0) return [who, possible[pick % possible.length]]
  }
  return [persona, 'accept']
}

/** Every line follows from the one before by a row of the table. */
function expectLawful(timeline: readonly TimelineEntry[]): void {
  for (const [index, line] of timeline.entries()) {
    const before = timeline[index - 1]
    expect(line.from).toBe(before === undefined ? null : before.to)
    if (before === undefined || line.from === null) continue
    // Another case ended in this one, which goes on as it was.
    if (line.kind === 'merge_in') {
      expect(line.to).toBe(line.from)
      continue
    }
    const verb = (line.kind === 'rate' ? ((line.stars ?? 0) >= 4 ? 'rate_well' : 'rate_badly') : line.kind) as Verb
    const desks = ['grid', 'community', 'street', 'department', 'above'] as const
    const endedBy = before.kind === 'time_out' ? 'time_out' : null
    const moves = desks.flatMap((desk) => {
      const situation: Situation = {
        state: line.from as AppealState,
        level: before.level,
        desk,
        isConflict: false,
        endedBy,
      }
      return findMove(situation, verb, line.by as TimelineRole) ?? []
    })
    const leadsTo = moves.map(({ to }) => (to === 'same' ? line.from : to))
    expect(leadsTo, `${line.kind} by ${line.by} from ${line.from} to ${line.to}`).toContain(line.to)
  }
}

/** The counters that a case must stand in, by its file alone. */
function recount(timeline: readonly TimelineEntry[], row: { category: string; createdAt: string }): string[] {
  const last = timeline.at(-1)
  let answeredAt: number | null = null
  let overdueAt: number | null = null
  let dueAt: number | null = null
  for (const line of timeline) {
    const at = Date.parse(line.at)
    if (dueAt !== null && dueAt < at) overdueAt ??= dueAt
    if (line.kind === 'answer') answeredAt = at
    dueAt = line.dueAt === null ? null : Date.parse(line.dueAt)
  }
  return countedAs({
    state: last?.to ?? 'submitted',
    level: last?.level ?? 'grid',
    category: row.category as never,
    buildingId: null,
    starsGiven: timeline.map(({ stars }) => stars ?? '').join(''),
    createdAt: Date.parse(row.createdAt),
    answeredAt,
    overdueAt,
  })
}

test(`${RUNS} histories over the real server: no state outside the table, and the page of the place equals a recount from the files`, async () => {
  const history = fc.array(fc.tuple(fc.constantFrom(...PEOPLE), fc.nat({ max: 999 })), {
    minLength: 3,
    maxLength: 14,
    size: 'max',
  })
  for (const steps of fc.sample(history, { numRuns: RUNS, seed: 7 })) {
    t.clock.set('2026-03-02T01:00:00Z')
    const id = await report(t)
    ids.push(id)
    for (const [persona, pick] of steps) await step(id, persona, pick)
  }
  const counts = new Map<string, number>()
  const visited = new Set<string>()
  const kinds = new Set<string>()
  for (const id of ids) {
    const { body } = await read(t, 'resident-li', id)
    expectLawful(body.timeline)
    for (const { to } of body.timeline) visited.add(to)
    for (const { kind } of (await read(t, 'street-he', id)).body.timeline) kinds.add(kind)
    expect(body.timeline.at(-1).to).toBe(body.state)
    if (!OPEN.includes(body.state)) {
      const endings = body.timeline
        .map(({ kind }: TimelineEntry) => kind)
        .filter((kind: string) => ['rate', 'time_out', 'withdraw', 'merge'].includes(kind))
      expect(endings.length, body.state).toBeGreaterThan(0)
      expect(body.endedAt).not.toBeNull()
    }
    for (const name of recount(body.timeline, body)) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const { body: summary } = await (await t.as('resident-li')).get(
    `/api/v1/places/${spotsOf(t).community1}/appeals/summary`,
  )
  const count = (name: string) => counts.get(name) ?? 0
  for (const [state, cases] of Object.entries(summary.byState)) expect(cases, state).toBe(count(`state:${state}`))
  for (const [level, cases] of Object.entries(summary.byLevel)) expect(cases, level).toBe(count(`level:${level}`))
  for (const { level, closed } of summary.levels) expect(closed, level).toBe(count(`closed:${level}`))
  const closed = count('onTime') + count('late')
  expect(summary.onTimeRate).toBe(closed === 0 ? null : count('onTime') / closed)
  expect(summary.ratings).toBe([1, 2, 3, 4, 5].reduce((sum, stars) => sum + count(`stars:${stars}`), 0))
  const byDay = await (await t.as('resident-li')).get(
    `/api/v1/places/${spotsOf(t).grid1}/appeals/summary?from=2026-02-20&to=2026-04-30`,
  )
  expect({ ...byDay.body, place: 0 }).toEqual({ ...summary, place: 0 })
  const street = await t.as('street-he')
  const [{ placeId }] = (await street.get('/api/v1/me')).body.roles
  const ofStreet = await street.get(`/api/v1/places/${placeId}/appeals/summary`)
  const { total, open, byState, byLevel, byCategory, onTimeRate, medianHours, meanStars, ratings, levels } = summary
  expect(ofStreet.body).toMatchObject({
    ...{ total, open, byState, byLevel, byCategory, onTimeRate, medianHours, meanStars, ratings, levels },
  })
  expect(ofStreet.body.parts).toMatchObject([{ total, open }])
  // The histories went far enough to say something.
  expect(visited.size).toBeGreaterThanOrEqual(9)
  expect([...kinds]).toEqual(expect.arrayContaining(['merge', 'merge_in', 'note', 'hand_over']))
}, 400_000)
