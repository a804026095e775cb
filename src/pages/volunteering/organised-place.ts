import type { Me } from '@/contract'

const ORGANISERS = ['secretary', 'street_staff', 'grid_officer', 'partner', 'micro_grid_leader']

/** Where somebody who holds an office invites to lend a hand; null for everybody else. The server has the last word. */
export function organisedPlace(me: Me | null): string | null {
  return me?.roles.find(({ role }) => ORGANISERS.includes(role))?.placeId ?? null
}
