import type { Appeal, AppealLine, AppealVerb, TimelineEntry } from '../../../src/contract'

/* Cases as the server would answer them, for the tests of stores and pages. */

export const GRID = { id: 'g1', kind: 'grid', name: '第一网格' } as const
export const STREET = { id: 's1', kind: 'street', name: '桂花街道' } as const
export const WATER = { id: 'd1', kind: 'department', name: '供水公司' } as const

const VERBS: readonly AppealVerb[] = [
  'accept',
  'answer',
  'whistle',
  'merge',
  'approve',
  'send_back',
  'assign',
  'note',
  'set_conflict',
  'rate_department',
  'rate',
  'withdraw',
  'join',
  'undo_time_out',
]

/** Only what is named can be done. */
export const can = (...verbs: AppealVerb[]) =>
  Object.fromEntries(VERBS.map((verb) => [verb, verbs.includes(verb)])) as Record<AppealVerb, boolean>

export const entry = (sequence: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
  sequence,
  kind: 'report',
  by: 'reporter',
  byPlace: null,
  from: null,
  to: 'submitted',
  level: 'grid',
  handler: GRID,
  dueAt: null,
  at: `2026-01-02T0${sequence}:00:00.000Z`,
  text: null,
  images: [],
  stars: null,
  ...more,
})

export const line = (id: string, more: Partial<AppealLine> = {}): AppealLine => ({
  id,
  placeId: 'g1',
  place: GRID,
  building: { id: 'b1', kind: 'building', name: '5 号楼' },
  category: 'facilities',
  text: '三楼走廊水管漏水',
  images: [],
  location: null,
  state: 'submitted',
  level: 'grid',
  handler: { placeId: 'g1', kind: 'grid', name: '第一网格' },
  wishedDepartment: null,
  department: null,
  dueAt: '2099-01-05T09:00:00.000Z',
  overdue: false,
  households: 1,
  rating: null,
  anonymous: false,
  visibleName: '李',
  conflict: false,
  isMine: true,
  isJoined: false,
  mergedIntoId: null,
  createdAt: '2026-01-02T01:00:00.000Z',
  answeredAt: null,
  closesAt: null,
  endedAt: null,
  can: can('withdraw'),
  ...more,
})

export const appeal = (id: string, more: Partial<Appeal> = {}): Appeal => ({
  ...line(id),
  voice: null,
  timeline: [entry(1)],
  similar: [],
  departmentRating: null,
  barredIds: [],
  ...more,
})

export const similar = (id: string, more = {}) => ({
  id,
  category: 'facilities' as const,
  text: '楼道水管一直漏',
  state: 'accepted' as const,
  households: 3,
  metres: 30,
  isJoined: false,
  createdAt: '2026-01-02T01:00:00.000Z',
  ...more,
})
