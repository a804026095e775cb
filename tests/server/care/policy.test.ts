import { describe, expect, test } from 'vitest'
import { allowsCareVerb, refuseCareAt, refuseCareVerb, refuseConsent } from '../../../server/features/care/policy'
import { careDueAt } from '../../../server/features/care/rules'
import type { Standing } from '../../../server/features/membership'
import { isFresh, outcomeOf } from '../../../server/features/signals/rules'
import type { CareTaskState, Role, SignalChannel } from '../../../src/contract'

const GRID = 'community/grid/'
const BUILDING = `${GRID}building/`
const nobody: Standing = { personId: 'me', homes: [], roles: [] }
const office = (role: Role, placePath: string): Standing => ({ ...nobody, roles: [{ role, placeId: 'x', placePath }] })
const resident: Standing = {
  ...nobody,
  homes: [
    {
      membershipId: 'm',
      state: 'verified',
      relation: 'owner',
      communityId: 'c',
      gridId: 'g',
      gridPath: GRID,
      buildingId: 'b',
      householdId: 'h',
    },
  ],
}

describe('care', () => {
  test.each<[string, Standing, string | null]>([
    ['the leader of the building', office('micro_grid_leader', BUILDING), null],
    ['the leader of another building', office('micro_grid_leader', `${GRID}other/`), 'not_found'],
    ['the officer', office('grid_officer', GRID), null],
    ['the secretary', office('secretary', 'community/'), null],
    ['the street', office('street_staff', ''), 'not_allowed'],
    ['a neighbour', resident, 'not_allowed'],
    ['nobody', nobody, 'not_found'],
  ])('%s', (_, standing, refusal) => {
    expect(refuseCareAt(standing, BUILDING)).toBe(refusal)
    expect(refuseCareVerb(standing, { buildingPath: BUILDING, state: 'open', takenById: null }, 'take')).toBe(refusal)
  })

  test.each<[string, Standing, CareTaskState, string | null, { take: boolean; finish: boolean }]>([
    ['open', office('micro_grid_leader', BUILDING), 'open', null, { take: true, finish: false }],
    ['taken by me', office('micro_grid_leader', BUILDING), 'taken', 'me', { take: false, finish: true }],
    ['taken by a colleague', office('micro_grid_leader', BUILDING), 'taken', 'they', { take: false, finish: false }],
    [
      'taken by a leader, for the officer',
      office('grid_officer', GRID),
      'taken',
      'they',
      { take: false, finish: true },
    ],
    ['done', office('grid_officer', GRID), 'done', 'me', { take: false, finish: false }],
    ['open, for a neighbour', resident, 'open', null, { take: false, finish: false }],
  ])('a task that is %s', (_, standing, state, takenById, can) => {
    const facts = { buildingPath: BUILDING, state, takenById }
    expect({
      take: allowsCareVerb(standing, facts, 'take'),
      finish: allowsCareVerb(standing, facts, 'finish'),
    }).toEqual(can)
  })

  test('consent is given for a home of one’s own', () => {
    expect(refuseConsent(resident, 'h')).toBeNull()
    expect(refuseConsent(resident, 'other')).toBe('not_found')
    const waiting = { ...resident, homes: resident.homes.map((home) => ({ ...home, state: 'pending' as const })) }
    expect(refuseConsent(waiting, 'h')).toBe('not_verified')
  })

  test('smoke waits for half an hour, also at night', () => {
    expect(careDueAt('smoke_sensor', new Date('2026-10-01T18:00:00Z'))).toEqual(new Date('2026-10-01T18:30:00Z'))
  })
})

describe('what becomes of a signal', () => {
  test.each<[SignalChannel, boolean, string | null]>([
    ['12345', false, 'appeal'],
    ['hotline', false, 'appeal'],
    ['smoke_sensor', false, 'appeal'],
    ['smoke_sensor', true, 'care_task'],
    ['door_sensor', true, 'care_task'],
    ['door_sensor', false, null],
  ])('%s, in a home that agreed: %s → %s', (channel, isWatchedHome, outcome) => {
    expect(outcomeOf(channel, isWatchedHome)).toBe(outcome)
  })

  test.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('signed %i seconds from now is fresh: %s', (seconds, isGood) => {
    expect(isFresh(1_000_000 + seconds, new Date(1_000_000_000), 300)).toBe(isGood)
  })
})
