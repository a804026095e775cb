import type { RootStore } from '@/stores'

/** Whoever lives in the grid that is shown, and the secretary, may propose; other staff read along. */
export const mayPropose = ({ grid, roles }: RootStore['session']): boolean =>
  grid?.membership != null || roles.some(({ role }) => role === 'secretary')
