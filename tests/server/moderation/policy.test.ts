import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../server/features/membership'
import {
  type CaseFacts,
  refuseReadingCase,
  refuseReporting,
  refuseVerb,
} from '../../../server/features/moderation/policy'
import { nextState, type ReportVerb, subjectStateAfter } from '../../../server/features/moderation/rules'
import type { ErrorCode, ReportState, Role } from '../../../src/contract'

const GRID = { id: 'grid-1', path: 'city/street/community/grid-1/' }

function person(
  personId: string,
  tie: { role?: Role; rolePath?: string; home?: 'verified' | 'pending' } = {},
): Standing {
  const { role, rolePath = GRID.path, home } = tie
  return {
    personId,
    roles: role ? [{ role, placeId: 'p', placePath: rolePath }] : [],
    homes: home
      ? [
          {
            membershipId: 'm',
            state: home,
            relation: 'owner',
            communityId: 'community',
            gridId: GRID.id,
            gridPath: GRID.path,
            buildingId: 'b',
            householdId: 'h',
          },
        ]
      : [],
  }
}

const neighbour = person('neighbour', { home: 'verified' })
const author = person('author', { home: 'verified' })
const officer = person('officer', { role: 'grid_officer' })
const secretary = person('secretary', { role: 'secretary', rolePath: 'city/street/community/' })
const street = person('street', { role: 'street_staff', rolePath: 'city/street/' })
const elsewhere = person('elsewhere', { role: 'grid_officer', rolePath: 'city/street/community/grid-2/' })
const stranger = person('stranger')
const unverified = person('unverified', { home: 'pending' })

describe('who may report', () => {
  test.each<[string, Standing, string, ErrorCode | null]>([
    ['a neighbour', neighbour, 'shown', null],
    ['an officer', officer, 'shown', null],
    ['street staff', street, 'shown', null],
    ['the author', author, 'shown', 'not_allowed'],
    ['somebody unverified', unverified, 'shown', 'not_verified'],
    ['a stranger', stranger, 'shown', 'not_found'],
    ["another grid's officer", elsewhere, 'shown', 'not_found'],
    ['a neighbour, what is hidden', neighbour, 'hidden', 'not_found'],
    ['a neighbour, what is pending', neighbour, 'pending', 'not_found'],
  ])('%s', (_name, standing, state, refusal) => {
    expect(refuseReporting(standing, { authorId: 'author', state, grid: GRID })).toBe(refusal)
  })
})

const facts = (state: ReportState, handlerId: string | null = null): CaseFacts => ({
  state,
  subjectKind: 'post',
  gridPath: GRID.path,
  authorId: 'author',
  handlerId,
  isReporter: false,
})

describe('who may decide, and when', () => {
  test.each<[string, Standing, CaseFacts, Partial<Record<ReportVerb, ErrorCode | null>>]>([
    ['an officer, open', officer, facts('open'), { hide: null, keep: null, warn: null, appeal: 'not_allowed' }],
    ['a secretary, open', secretary, facts('open'), { hide: null, keep: null, warn: null }],
    ['street staff, open', street, facts('open'), { hide: null, keep: null, warn: null, appeal: 'not_allowed' }],
    [
      'a neighbour, open',
      neighbour,
      facts('open'),
      { hide: 'not_allowed', keep: 'not_allowed', appeal: 'not_allowed' },
    ],
    [
      'a stranger, open',
      stranger,
      facts('open'),
      { hide: 'not_found', keep: 'not_found', warn: 'not_found', appeal: 'not_found' },
    ],
    ["another grid's officer, open", elsewhere, facts('open'), { hide: 'not_found', appeal: 'not_found' }],
    ['the author, open', author, facts('open'), { hide: 'not_allowed', keep: 'not_allowed', appeal: 'wrong_state' }],
    ['the author, hidden', author, facts('hidden', 'officer'), { appeal: null, keep: 'not_allowed' }],
    ['the author, warned', author, facts('warned', 'officer'), { appeal: 'wrong_state' }],
    ['the author, appealed', author, facts('appealed', 'officer'), { appeal: 'wrong_state' }],
    ['the author, hidden for good', author, facts('hidden_finally', 'officer'), { appeal: 'wrong_state' }],
    [
      'an officer, hidden by a colleague',
      officer,
      facts('hidden', 'secretary'),
      { hide: 'wrong_state', keep: 'wrong_state' },
    ],
    ['an officer, kept', officer, facts('kept', 'secretary'), { hide: 'wrong_state', warn: 'wrong_state' }],
    [
      'the first handler, appealed',
      officer,
      facts('appealed', 'officer'),
      { hide: 'not_allowed', keep: 'not_allowed', warn: 'wrong_state' },
    ],
    ['another, appealed', secretary, facts('appealed', 'officer'), { hide: null, keep: null, warn: 'wrong_state' }],
    ['anybody, hidden by the check, appealed', officer, facts('appealed', null), { hide: null, keep: null }],
    ['a secretary, restored', secretary, facts('restored', 'officer'), { hide: 'wrong_state', keep: 'wrong_state' }],
    [
      'an officer who reported it',
      officer,
      { ...facts('open'), isReporter: true },
      { hide: 'not_allowed', keep: 'not_allowed', warn: 'not_allowed' },
    ],
    [
      'an officer who reported it, appealed',
      officer,
      { ...facts('appealed', 'secretary'), isReporter: true },
      { hide: 'not_allowed', keep: 'not_allowed', warn: 'wrong_state' },
    ],
    ['an author who is a reporter, too', author, { ...facts('hidden', 'officer'), isReporter: true }, { appeal: null }],
    [
      'an officer who is the author',
      { ...officer, personId: 'author' },
      facts('open'),
      { hide: 'not_allowed', keep: 'not_allowed', warn: 'not_allowed' },
    ],
  ])('%s', (_name, standing, about, refusals) => {
    const verbs = Object.keys(refusals) as ReportVerb[]
    expect(Object.fromEntries(verbs.map((verb) => [verb, refuseVerb(about, standing, verb)]))).toEqual(refusals)
  })
})

describe('who may read a case', () => {
  test.each<[string, Standing, boolean, ErrorCode | null]>([
    ['an officer', officer, false, null],
    ['a secretary', secretary, false, null],
    ['the author', author, false, null],
    ['whoever reported', neighbour, true, null],
    ['another neighbour', neighbour, false, 'not_found'],
    ['street staff', street, false, null],
    ["another grid's officer", elsewhere, false, 'not_found'],
    ['a stranger', stranger, false, 'not_found'],
  ])('%s', (_name, standing, isReporter, refusal) => {
    expect(refuseReadingCase({ ...facts('open'), isReporter }, standing)).toBe(refusal)
  })
})

test('every state and verb: where it leads', () => {
  const states: ReportState[] = ['open', 'hidden', 'kept', 'warned', 'appealed', 'hidden_finally', 'restored']
  const verbs: ReportVerb[] = ['hide', 'keep', 'warn', 'appeal']
  const table = Object.fromEntries(states.map((state) => [state, verbs.map((verb) => nextState(state, verb))]))
  expect(table).toEqual({
    open: ['hidden', 'kept', 'warned', null],
    hidden: [null, null, null, 'appealed'],
    kept: [null, null, null, null],
    warned: [null, null, null, null],
    appealed: ['hidden_finally', 'restored', null, null],
    hidden_finally: [null, null, null, null],
    restored: [null, null, null, null],
  })
})

test.each<[ReportState, boolean, string | null]>([
  ['hidden', false, 'hidden'],
  ['hidden', true, 'hidden'],
  ['restored', false, 'shown'],
  ['kept', false, null],
  ['kept', true, 'shown'],
  ['warned', true, 'shown'],
  ['hidden_finally', false, null],
  ['appealed', false, null],
])('decided %s, pending %s: the thing becomes %s', (to, isPending, after) => {
  expect(subjectStateAfter(to, isPending)).toBe(after)
})
