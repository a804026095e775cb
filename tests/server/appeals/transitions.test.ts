import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyMove,
  type Desk,
  findMove,
  OPEN,
  refuseMove,
  type Situation,
  TRANSITIONS,
  type Verb,
} from '../../../server/features/appeals/transitions'
import type { AppealLevel, AppealState, TimelineRole } from '../../../src/contract'

const STATES: AppealState[] = [
  ...(['submitted', 'accepted', 'whistled', 'approved', 'assigned', 'answered', 'reopened'] as const),
  ...(['closed', 'merged', 'withdrawn'] as const),
]
const ROLES: TimelineRole[] = [
  ...([
    'reporter',
    'neighbour',
    'grid_officer',
    'secretary',
    'street_staff',
    'department_staff',
    'clock',
    'channel',
  ] as const),
]
const VERBS = [...new Set(TRANSITIONS.map(({ verb }) => verb))]
const STAFF: TimelineRole[] = ['grid_officer', 'secretary', 'street_staff', 'department_staff']
const RANK: Record<AppealLevel, number> = { grid: 1, street: 2, above: 3 }

const at = (state: AppealState, desk: Desk = 'grid', level: AppealLevel = 'grid'): Situation => ({
  state,
  level,
  desk,
  isConflict: false,
  endedBy: null,
})

/** Desks on which a state can be found at all. */
const DESKS_OF: Record<AppealState, readonly Desk[]> = {
  submitted: ['grid', 'street', 'department', 'above'],
  accepted: ['grid', 'street', 'department', 'above'],
  whistled: ['community'],
  approved: ['street', 'above'],
  assigned: ['department'],
  answered: ['grid', 'street', 'department', 'above'],
  reopened: ['street', 'above'],
  closed: ['grid', 'street', 'department', 'above'],
  merged: ['grid', 'community', 'street', 'department', 'above'],
  withdrawn: ['grid', 'community', 'street', 'department', 'above'],
}

/** Anybody doing anything, and, so that histories get far, something that is possible just now. */
const act = fc.oneof(
  fc.record({ verb: fc.constantFrom<Verb>(...VERBS), role: fc.constantFrom<TimelineRole>(...ROLES) }),
  fc.nat({ max: 999 }),
)
type Act = { verb: Verb; role: TimelineRole } | number

const ALL_ACTS = VERBS.flatMap((verb) => ROLES.map((role) => ({ verb, role })))

/** A belief about every step. Not `expect`, which is slow a million times. */
function hold(isTrue: boolean, belief: string): void {
  if (!isTrue) throw new Error(`does not hold: ${belief}`)
}

const possibleIn = new Map<string, { verb: Verb; role: TimelineRole }[]>()

function toAct(one: Act, now: Situation): { verb: Verb; role: TimelineRole } {
  if (typeof one !== 'number') return one
  const key = Object.values(now).join()
  const possible = possibleIn.get(key) ?? ALL_ACTS.filter(({ verb, role }) => findMove(now, verb, role) !== null)
  possibleIn.set(key, possible)
  return possible[one % possible.length] ?? { verb: 'note', role: 'reporter' }
}

const begun = fc.constantFrom<Situation>(
  at('submitted'),
  at('submitted', 'street', 'street'),
  at('submitted', 'department', 'street'),
  { ...at('submitted', 'street', 'street'), isConflict: true },
)

describe('histories of anybody doing anything', () => {
  test('never leave the table, whoever does what in which order (12,000 histories)', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(begun, fc.array(act, { maxLength: 30, size: 'max' }), (start, acts) => {
        let now = start
        let rated: 'well' | 'badly' | null = null
        for (const any of acts) {
          const { verb: one, role: who } = toAct(any, now)
          const move = findMove(now, one, who)
          if (move === null) {
            hold(refuseMove(now, one, who) !== null, 'what is not possible is refused')
            continue
          }
          const next = applyMove(now, move)
          seen.add(`${now.state} ${next.state}`)
          hold(STATES.includes(next.state) && DESKS_OF[next.state].includes(next.desk), `${next.state} at ${next.desk}`)
          hold(next.state !== 'closed' || who === 'reporter' || who === 'clock', `closed by ${who}`)
          hold((next.endedBy !== null) === !OPEN.includes(next.state), `${next.state} ended by ${next.endedBy}`)
          if (one === 'rate_well') rated = 'well'
          if (one === 'rate_badly') {
            rated = 'badly'
            hold(next.state === 'reopened' && RANK[next.level] === Math.min(RANK[now.level] + 1, 3), 'one level higher')
          }
          now = next
        }
        if (now.state === 'closed') expect(now.endedBy === 'rating' ? rated : 'time_out').toMatch(/well|time_out/)
        if (now.state === 'withdrawn') expect(now.endedBy).toBe('withdrawal')
        if (now.state === 'merged') expect(now.endedBy).toBe('merge')
      }),
      { numRuns: 12_000, seed: 20_261_122 },
    )
    // The histories went everywhere that the table leads.
    const possible = TRANSITIONS.filter(({ to }) => to !== 'same').flatMap(({ from, to }) =>
      from.map((one) => `${one} ${to}`),
    )
    expect(possible.filter((step) => !seen.has(step) && step !== 'submitted submitted')).toEqual([])
  })

  test('a case that is left alone reaches the top, and then stays there late; one that is answered ends by itself', () => {
    let now = at('submitted')
    const path: string[] = []
    for (let step = 0; step < 4; step += 1) {
      const move = findMove(now, 'escalate', 'clock')
      if (move === null) throw new Error('the clock is stuck')
      now = applyMove(now, move)
      path.push(`${now.state} ${now.level} ${now.desk} ${move.clock}`)
    }
    expect(path).toEqual([
      'submitted street street start',
      'submitted above above start',
      'submitted above above late',
      'submitted above above late',
    ])
    expect(findMove(at('answered'), 'time_out', 'clock')?.to).toBe('closed')
  })
})

describe('the table', () => {
  test('no verb of staff leads to closed', () => {
    const closing = TRANSITIONS.filter(({ to }) => to === 'closed')
    expect(closing.flatMap(({ by }) => by).filter((one) => STAFF.includes(one))).toEqual([])
    expect(closing.map(({ verb: one }) => one).sort()).toEqual(['rate_well', 'time_out'])
  })

  test('an ended case moves only by taking back a time-out', () => {
    for (const state of ['closed', 'merged', 'withdrawn'] as const) {
      for (const endedBy of ['rating', 'time_out', 'withdrawal', 'merge'] as const) {
        for (const one of VERBS) {
          for (const who of ROLES) {
            const move = findMove({ ...at(state), endedBy }, one, who)
            const isUndo = one === 'undo_time_out' && who === 'reporter' && state === 'closed' && endedBy === 'time_out'
            expect(move !== null, `${state} ${endedBy} ${one} ${who}`).toBe(isUndo)
          }
        }
      }
    }
  })

  test('of two rows never more than one fits', () => {
    for (const state of STATES) {
      for (const desk of DESKS_OF[state]) {
        for (const level of ['grid', 'street', 'above'] as const) {
          for (const one of VERBS) {
            for (const who of ROLES) {
              const fitting = TRANSITIONS.filter(
                (move) =>
                  move.verb === one &&
                  move.by.includes(who) &&
                  move.from.includes(state) &&
                  (move.desks?.includes(desk) ?? true) &&
                  (move.levels?.includes(level) ?? true),
              )
              expect(fitting.length, `${state} ${desk} ${level} ${one} ${who}`).toBeLessThanOrEqual(1)
            }
          }
        }
      }
    }
  })

  test.each<[string, Situation, Verb, TimelineRole, string | null]>([
    ['the grid accepts', at('submitted'), 'accept', 'grid_officer', null],
    ['a second time', at('accepted'), 'accept', 'grid_officer', 'wrong_state'],
    ['the secretary does not', at('submitted'), 'accept', 'secretary', 'not_allowed'],
    ['nor the street, what lies on the desk of the grid', at('submitted'), 'accept', 'street_staff', 'not_allowed'],
    ['but what lies on its own', at('submitted', 'street', 'street'), 'accept', 'street_staff', null],
    ['the grid answers what it accepted', at('accepted'), 'answer', 'grid_officer', null],
    ['not before', at('submitted'), 'answer', 'grid_officer', 'wrong_state'],
    ['nor what a department has', at('accepted', 'department', 'street'), 'answer', 'grid_officer', 'not_allowed'],
    ['a whistle needs a yes', at('accepted'), 'approve', 'secretary', 'wrong_state'],
    ['the grid does not say it', at('whistled', 'community'), 'approve', 'grid_officer', 'not_allowed'],
    ['the street assigns what was approved', at('approved', 'street', 'street'), 'assign', 'street_staff', null],
    ['not what was not', at('whistled', 'community'), 'assign', 'street_staff', 'wrong_state'],
    ['the street sends back', at('approved', 'street', 'street'), 'send_back', 'street_staff', null],
    ['not from above', at('approved', 'above', 'above'), 'send_back', 'street_staff', 'not_allowed'],
    [
      'nor to those whom it is about',
      { ...at('approved', 'street', 'street'), isConflict: true },
      'send_back',
      'street_staff',
      'wrong_state',
    ],
    ['rating comes after an answer', at('accepted'), 'rate_well', 'reporter', 'wrong_state'],
    ['and from the reporter', at('answered'), 'rate_well', 'neighbour', 'not_allowed'],
    ['staff never', at('answered'), 'rate_well', 'grid_officer', 'not_allowed'],
    ['what is answered is not merged any more', at('answered'), 'merge', 'grid_officer', 'wrong_state'],
    ['nobody withdraws but the reporter', at('submitted'), 'withdraw', 'grid_officer', 'not_allowed'],
    ['what ended is not withdrawn', at('closed'), 'withdraw', 'reporter', 'wrong_state'],
    ['a rating is not taken back', { ...at('closed'), endedBy: 'rating' }, 'undo_time_out', 'reporter', 'wrong_state'],
  ])('%s', (_name, situation, one, who, refusal) => {
    expect(refuseMove(situation, one, who)).toBe(refusal)
  })
})
