import { describe, expect, test } from 'vitest'
import type { Standing } from '../../../server/features/membership'
import {
  refuseConfirm,
  refuseReadNotice,
  refuseReadPlace,
  refuseReceipts,
  refuseRemind,
  refuseWriting,
  speakingRole,
} from '../../../server/features/notices/policy'
import type { Role } from '../../../src/contract'

const NOW = new Date('2026-11-20T01:00:00Z')
const PATHS = {
  street: 's/',
  community: 's/c/',
  otherCommunity: 's/o/',
  grid: 's/c/g/',
  otherGrid: 's/o/h/',
  building: 's/c/g/b/',
}
type PlaceName = keyof typeof PATHS

const place = (name: PlaceName) => ({ id: PATHS[name].split('/').at(-2) ?? '', path: PATHS[name] })

function standing(of: { roles?: [Role, PlaceName][]; home?: 'verified' | 'pending' }): Standing {
  return {
    personId: 'p',
    roles: (of.roles ?? []).map(([role, name]) => ({ role, placeId: place(name).id, placePath: PATHS[name] })),
    homes: of.home
      ? [
          {
            membershipId: 'm',
            state: of.home,
            relation: 'owner',
            communityId: 'c',
            gridId: 'g',
            gridPath: PATHS.grid,
            buildingId: 'b',
            householdId: 'x',
          },
        ]
      : [],
  }
}

const PEOPLE = {
  stranger: standing({}),
  pending: standing({ home: 'pending' }),
  resident: standing({ home: 'verified' }),
  officer: standing({ roles: [['grid_officer', 'grid']] }),
  secretary: standing({ roles: [['secretary', 'community']] }),
  street: standing({ roles: [['street_staff', 'street']] }),
  partner: standing({ roles: [['partner', 'community']] }),
  leader: standing({ roles: [['micro_grid_leader', 'building']] }),
}
type PersonName = keyof typeof PEOPLE

const notice = (
  places: PlaceName[],
  changes: { needsReceipt?: boolean; publishAt?: string; expiresAt?: string } = {},
) => ({
  needsReceipt: changes.needsReceipt ?? true,
  publishAt: Date.parse(changes.publishAt ?? '2026-11-19T00:00:00Z'),
  expiresAt: changes.expiresAt ? Date.parse(changes.expiresAt) : null,
  places: places.map(place),
})

describe('reading the notices of a place', () => {
  test.each<[PersonName, PlaceName, string | null]>([
    ['stranger', 'grid', 'not_found'],
    ['pending', 'grid', 'not_found'],
    ['resident', 'grid', null],
    ['resident', 'building', null],
    ['resident', 'community', null],
    ['resident', 'street', null],
    ['resident', 'otherGrid', 'not_found'],
    ['officer', 'grid', null],
    ['officer', 'street', null],
    ['officer', 'otherCommunity', 'not_found'],
    ['secretary', 'building', null],
    ['secretary', 'street', null],
    ['street', 'otherGrid', null],
    ['partner', 'community', 'not_found'],
    ['leader', 'grid', 'not_found'],
  ])('%s at %s: %s', (person, where, refusal) => {
    expect(refuseReadPlace(PEOPLE[person], PATHS[where])).toBe(refusal)
  })
})

describe('reading one', () => {
  const later = { publishAt: '2026-11-21T00:00:00Z' }
  test.each<[PersonName, PlaceName[], object, string | null]>([
    ['resident', ['otherGrid', 'grid'], {}, null],
    ['resident', ['otherGrid'], {}, 'not_found'],
    ['resident', ['grid'], { expiresAt: '2026-11-19T12:00:00Z' }, null],
    ['resident', ['grid'], later, 'not_found'],
    ['officer', ['grid'], later, 'not_found'],
    ['secretary', ['grid'], later, null],
    ['secretary', ['grid', 'otherGrid'], later, null],
    ['secretary', ['otherGrid'], later, 'not_found'],
  ])('%s, to %j %j: %s', (person, places, changes, refusal) => {
    expect(refuseReadNotice(PEOPLE[person], notice(places, changes), NOW)).toBe(refusal)
  })
})

describe('writing', () => {
  test.each<[PersonName, PlaceName[], string | null]>([
    ['secretary', ['grid', 'building', 'community'], null],
    ['secretary', ['grid', 'otherGrid'], 'not_found'],
    ['secretary', ['street'], 'not_found'],
    ['street', ['grid', 'otherGrid', 'street'], null],
    ['officer', ['grid'], 'not_allowed'],
    ['resident', ['grid'], 'not_allowed'],
    ['resident', ['street'], 'not_allowed'],
    ['partner', ['community'], 'not_found'],
  ])('%s to %j: %s', (person, places, refusal) => {
    expect(
      refuseWriting(
        PEOPLE[person],
        places.map((name) => PATHS[name]),
      ),
    ).toBe(refusal)
  })

  test('the lowest role that covers all places speaks', () => {
    const both = standing({
      roles: [
        ['street_staff', 'street'],
        ['secretary', 'community'],
        ['grid_officer', 'grid'],
      ],
      home: 'verified',
    })
    const speaks = (...names: PlaceName[]) =>
      speakingRole(
        both,
        names.map((name) => PATHS[name]),
      )?.placeId
    expect(speaks('grid')).toBe('c')
    expect(speaks('grid', 'otherGrid')).toBe('s')
    const two = standing({
      roles: [
        ['secretary', 'community'],
        ['secretary', 'otherCommunity'],
      ],
    })
    expect(speakingRole(two, [PATHS.otherGrid, PATHS.grid])?.placeId).toBe('o')
    expect(speakingRole(PEOPLE.resident, [PATHS.grid])).toBeNull()
  })
})

describe('receipts and reminders', () => {
  const ended = { expiresAt: '2026-11-19T12:00:00Z' }
  const later = { publishAt: '2026-11-21T00:00:00Z' }
  test.each<
    [PersonName, PlaceName[], object, { confirm: string | null; receipts: string | null; remind: string | null }]
  >([
    ['resident', ['grid'], {}, { confirm: null, receipts: 'not_allowed', remind: 'not_allowed' }],
    ['resident', ['building'], {}, { confirm: null, receipts: 'not_allowed', remind: 'not_allowed' }],
    ['resident', ['street'], {}, { confirm: null, receipts: 'not_allowed', remind: 'not_allowed' }],
    [
      'resident',
      ['grid'],
      { needsReceipt: false },
      { confirm: 'wrong_state', receipts: 'not_allowed', remind: 'not_allowed' },
    ],
    ['resident', ['grid'], ended, { confirm: null, receipts: 'not_allowed', remind: 'not_allowed' }],
    ['resident', ['grid'], later, { confirm: 'not_found', receipts: 'not_found', remind: 'not_found' }],
    ['pending', ['grid'], {}, { confirm: 'not_found', receipts: 'not_found', remind: 'not_found' }],
    ['officer', ['grid'], {}, { confirm: 'not_allowed', receipts: null, remind: 'not_allowed' }],
    ['officer', ['building'], ended, { confirm: 'not_allowed', receipts: null, remind: 'not_allowed' }],
    ['officer', ['community'], {}, { confirm: 'not_allowed', receipts: 'not_allowed', remind: 'not_allowed' }],
    ['officer', ['grid', 'otherGrid'], {}, { confirm: 'not_allowed', receipts: 'not_allowed', remind: 'not_allowed' }],
    ['secretary', ['grid'], {}, { confirm: 'not_allowed', receipts: null, remind: null }],
    ['secretary', ['grid'], { needsReceipt: false }, { confirm: 'not_allowed', receipts: null, remind: 'wrong_state' }],
    ['secretary', ['grid'], ended, { confirm: 'not_allowed', receipts: null, remind: 'wrong_state' }],
    ['secretary', ['grid'], later, { confirm: 'not_allowed', receipts: null, remind: 'wrong_state' }],
    [
      'secretary',
      ['grid', 'otherGrid'],
      {},
      { confirm: 'not_allowed', receipts: 'not_allowed', remind: 'not_allowed' },
    ],
    ['street', ['grid', 'otherGrid'], {}, { confirm: 'not_allowed', receipts: null, remind: null }],
    ['stranger', ['grid'], {}, { confirm: 'not_found', receipts: 'not_found', remind: 'not_found' }],
  ])('%s, to %j %j', (person, places, changes, expected) => {
    const facts = notice(places, changes)
    expect({
      confirm: refuseConfirm(PEOPLE[person], facts, NOW),
      receipts: refuseReceipts(PEOPLE[person], facts, NOW),
      remind: refuseRemind(PEOPLE[person], facts, NOW),
    }).toEqual(expected)
  })
})
