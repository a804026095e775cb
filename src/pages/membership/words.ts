import type { MembershipView } from '@/contract'

/** "桂花苑第一网格 5 号楼 501" */
export const doorOf = ({ grid, building, household }: MembershipView): string =>
  `${grid.name} ${building.name} ${household.number}`

export const stateTone = { pending: 'wait', verified: 'brand', refused: 'alert', ended: 'neutral' } as const
