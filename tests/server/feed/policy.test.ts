import { describe, expect, test } from 'vitest'
import {
  commentAbilities,
  postAbilities,
  refuseDelete,
  refuseRespond,
  refuseSee,
} from '../../../server/features/feed/policy'
import { countChange, whoIsTold } from '../../../server/features/feed/rules'
import type { Standing } from '../../../server/features/membership'

const GRID = { id: 'grid', path: 'city/street/community/grid/' }

const home = (state: 'verified' | 'pending', gridId = 'grid') => ({
  membershipId: 'm',
  state,
  relation: 'owner' as const,
  communityId: 'community',
  gridId,
  gridPath: `city/street/community/${gridId}/`,
  buildingId: 'b',
  householdId: 'h',
})
const role = (
  name: 'grid_officer' | 'secretary' | 'street_staff' | 'department_staff' | 'partner',
  placePath: string,
) => ({
  role: name,
  placeId: 'p',
  placePath,
})

const PEOPLE = {
  author: { personId: 'author', homes: [home('verified')], roles: [] },
  movedAuthor: { personId: 'author', homes: [], roles: [] },
  neighbour: { personId: 'neighbour', homes: [home('verified')], roles: [] },
  newcomer: { personId: 'newcomer', homes: [home('pending')], roles: [] },
  elsewhere: { personId: 'elsewhere', homes: [home('verified', 'other')], roles: [] },
  stranger: { personId: 'stranger', homes: [], roles: [] },
  officer: { personId: 'officer', homes: [], roles: [role('grid_officer', GRID.path)] },
  otherOfficer: { personId: 'otherOfficer', homes: [], roles: [role('grid_officer', 'city/street/community/other/')] },
  secretary: { personId: 'secretary', homes: [], roles: [role('secretary', 'city/street/community/')] },
  otherSecretary: { personId: 'otherSecretary', homes: [], roles: [role('secretary', 'city/street/elsewhere/')] },
  street: { personId: 'street', homes: [], roles: [role('street_staff', 'city/street/')] },
  department: { personId: 'department', homes: [], roles: [role('department_staff', 'city/department/')] },
  partner: { personId: 'partner', homes: [], roles: [role('partner', 'city/street/community/')] },
} satisfies Record<string, Standing>

const POST = { authorId: 'author' }

/** What each may not do: see, respond to, delete; a dot where they may. */
const TABLE: [keyof typeof PEOPLE, 'shown' | 'pending' | 'hidden', string, string, string][] = [
  ['author', 'shown', '.', '.', '.'],
  ['author', 'pending', '.', 'wrong_state', '.'],
  ['author', 'hidden', '.', 'wrong_state', '.'],
  ['movedAuthor', 'shown', 'not_found', 'not_found', '.'],
  ['neighbour', 'shown', '.', '.', 'not_allowed'],
  ['neighbour', 'pending', 'not_found', 'not_found', 'not_found'],
  ['neighbour', 'hidden', 'not_found', 'not_found', 'not_found'],
  ['newcomer', 'shown', 'not_verified', 'not_verified', 'not_verified'],
  ['newcomer', 'hidden', 'not_verified', 'not_verified', 'not_verified'],
  ['elsewhere', 'shown', 'not_found', 'not_found', 'not_found'],
  ['stranger', 'shown', 'not_found', 'not_found', 'not_found'],
  ['officer', 'shown', '.', '.', 'not_allowed'],
  ['officer', 'hidden', '.', 'wrong_state', 'not_allowed'],
  ['otherOfficer', 'shown', 'not_found', 'not_found', 'not_found'],
  ['secretary', 'pending', '.', 'wrong_state', 'not_allowed'],
  ['otherSecretary', 'shown', 'not_found', 'not_found', 'not_found'],
  ['street', 'shown', '.', '.', 'not_allowed'],
  ['street', 'hidden', '.', 'wrong_state', 'not_allowed'],
  ['department', 'shown', 'not_found', 'not_found', 'not_found'],
  ['partner', 'shown', 'not_found', 'not_found', 'not_found'],
]

describe('who may do what with a post', () => {
  test.each(TABLE)('%s, %s: see %s, respond %s, delete %s', (who, state, see, respond, remove) => {
    const content = { ...POST, state }
    const answers = [refuseSee, refuseRespond, refuseDelete].map((refuse) => refuse(PEOPLE[who], GRID, content) ?? '.')
    expect(answers).toEqual([see, respond, remove])
  })

  test.each([
    ['author', 'shown', null, { delete: true, comment: true, like: true, report: false, appeal: false }],
    ['neighbour', 'shown', null, { delete: false, comment: true, like: true, report: true, appeal: false }],
    ['officer', 'hidden', null, { delete: false, comment: false, like: false, report: false, appeal: false }],
    ['author', 'pending', null, { delete: true, comment: false, like: false, report: false, appeal: false }],
    ['author', 'hidden', 'hidden', { delete: true, comment: false, like: false, report: false, appeal: true }],
    ['author', 'hidden', 'appealed', { delete: true, comment: false, like: false, report: false, appeal: false }],
    ['author', 'hidden', 'hidden_finally', { delete: true, comment: false, like: false, report: false, appeal: false }],
  ] as const)('%s of a %s post with outcome %s', (personId, state, outcome, can) => {
    const told = outcome && { reportId: 'r', state: outcome, reason: '', appealText: null }
    expect(postAbilities(personId, { ...POST, state }, told)).toEqual(can)
    const { comment: _comment, like: _like, ...onComment } = can
    expect(commentAbilities(personId, { ...POST, state }, told)).toEqual(onComment)
  })
})

describe('rules', () => {
  test.each([
    [null, 'shown', 1],
    [null, 'pending', 0],
    ['pending', 'shown', 1],
    ['shown', 'hidden', -1],
    ['hidden', 'shown', 1],
    ['hidden', 'hidden', 0],
    ['shown', null, -1],
    ['hidden', null, 0],
  ])('a comment that goes from %s to %s counts %i', (from, to, change) => {
    expect(countChange(from, to)).toBe(change)
  })

  test.each([
    ['a neighbour comments', { authorId: 'n', postAuthorId: 'p', repliedAuthorId: null }, null, 'p'],
    ['the author comments', { authorId: 'p', postAuthorId: 'p', repliedAuthorId: null }, null, null],
    ['a neighbour answers another', { authorId: 'n', postAuthorId: 'p', repliedAuthorId: 'm' }, 'm', 'p'],
    ['a neighbour answers the author', { authorId: 'n', postAuthorId: 'p', repliedAuthorId: 'p' }, 'p', null],
    ['the author answers a neighbour', { authorId: 'p', postAuthorId: 'p', repliedAuthorId: 'n' }, 'n', null],
    ['a neighbour answers themselves', { authorId: 'n', postAuthorId: 'p', repliedAuthorId: 'n' }, null, 'p'],
  ])('who is told: %s', (_name, comment, replied, postAuthor) => {
    expect(whoIsTold(comment)).toEqual({ replied, postAuthor })
  })
})
