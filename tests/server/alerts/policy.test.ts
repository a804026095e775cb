import { describe, expect, test } from 'vitest'
import {
  alertAbilities,
  refuseRaise,
  refuseSee,
  refuseSeeAll,
  refuseSighting,
} from '../../../server/features/alerts/policy'
import type { Standing } from '../../../server/features/membership'
import type { Role } from '../../../src/contract'

const STREET = 'city/street/'
const COMMUNITY = `${STREET}community/`
const GRID = `${COMMUNITY}grid/`
const alert = { placePath: GRID, communityPath: COMMUNITY, state: 'open' as const }

const nobody: Standing = { personId: 'p', homes: [], roles: [] }
const office = (role: Role, placePath: string): Standing => ({ ...nobody, roles: [{ role, placeId: 'x', placePath }] })
const living = (gridPath: string, state: 'verified' | 'pending' = 'verified'): Standing => ({
  ...nobody,
  homes: [
    {
      membershipId: 'm',
      state,
      relation: 'owner',
      communityId: 'c',
      gridId: gridPath,
      gridPath,
      buildingId: 'b',
      householdId: 'h',
    },
  ],
})

describe('who sees, raises and keeps an alert', () => {
  test.each<[string, Standing, string | null, string | null]>([
    ['a neighbour of the grid', living(GRID), null, 'not_allowed'],
    ['a neighbour of another grid', living(`${COMMUNITY}grid-2/`), null, 'not_allowed'],
    ['somebody not verified yet', living(GRID, 'pending'), 'not_found', 'not_found'],
    ['somebody of another community', living(`${STREET}community-2/grid/`), 'not_found', 'not_found'],
    ['the officer of the grid', office('grid_officer', GRID), null, null],
    ['the officer of another grid', office('grid_officer', `${COMMUNITY}grid-2/`), null, 'not_allowed'],
    ['a micro-grid leader', office('micro_grid_leader', `${GRID}building/`), null, 'not_allowed'],
    ['the secretary', office('secretary', COMMUNITY), null, null],
    ['the secretary of another community', office('secretary', `${STREET}community-2/`), 'not_found', 'not_found'],
    ['the street', office('street_staff', STREET), null, null],
    ['a department', office('department_staff', 'city/department/'), 'not_found', 'not_found'],
    ['a partner', office('partner', COMMUNITY), 'not_found', 'not_found'],
    ['nobody', nobody, 'not_found', 'not_found'],
  ])('%s', (_, standing, see, raise) => {
    expect(refuseSee(standing, COMMUNITY)).toBe(see)
    expect(refuseRaise(standing, alert)).toBe(raise)
    expect(refuseSighting(standing, alert)).toBe(see)
    expect(refuseSighting(standing, { ...alert, state: 'ended' })).toBe(see ?? 'wrong_state')
    expect(alertAbilities(standing, alert)).toEqual({
      end: raise === null,
      report_sighting: see === null,
      see_sightings: raise === null,
    })
    expect(alertAbilities(standing, { ...alert, state: 'ended' })).toEqual({
      end: false,
      report_sighting: false,
      see_sightings: raise === null,
    })
  })

  test.each<[Standing, string | null]>([
    [office('street_staff', STREET), null],
    [office('secretary', COMMUNITY), 'not_found'],
    [living(GRID), 'not_allowed'],
    [nobody, 'not_found'],
  ])('those of a whole street are for the street: %#', (standing, refusal) => {
    expect(refuseSeeAll(standing, STREET)).toBe(refusal)
  })
})
