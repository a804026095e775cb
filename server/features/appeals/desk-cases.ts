import type { AppealLine } from '../../../src/contract'
import type { Deps } from '../../deps'
import { findDuties } from '../hand-overs'
import type { Standing } from '../membership'
import { listPlacesByIds, listSubtree } from '../places'
import { type After, countDeskCases, type DeskPlace, listDeskCases } from './list-repository'
import { showLines } from './show-appeals'

/** More than this lie on no desk that is looked after; beyond it nobody counts, so that a desk costs the same however much lies on it. */
const COUNT_MAX = 1_000

export interface DeskCase {
  id: string
  dueAt: number
  createdAt: number
}

/** The desks at which a person sits: those of their roles and of absent colleagues, at the place of the role and below it. */
async function findDeskPlaces(deps: Deps, standing: Standing): Promise<DeskPlace[]> {
  const { read } = deps.store
  const places = await listPlacesByIds(
    read,
    standing.roles.map(({ placeId }) => placeId),
  )
  const desks = new Map<string, DeskPlace>()
  const add = (placeId: string, kinds: readonly string[], sees: DeskPlace['sees']) =>
    desks.set(`${placeId} ${kinds[0]}`, { placeId, desks: kinds, sees })
  for (const { role, placeId, placePath } of standing.roles) {
    if (role === 'grid_officer')
      for (const { id } of await listSubtree(read, placePath, 'grid')) add(id, ['grid'], 'unconflicted')
    if (role === 'secretary')
      for (const { id } of await listSubtree(read, placePath, 'community')) add(id, ['community'], 'unconflicted')
    if (role === 'department_staff')
      for (const { id } of await listSubtree(read, placePath, 'department')) add(id, ['department'], 'all')
    if (role === 'street_staff') {
      const kind = places.find(({ id }) => id === placeId)?.kind
      if (kind !== 'street') add(placeId, ['above'], 'all')
      for (const { id } of await listSubtree(read, placePath, 'street')) add(id, ['street', 'above'], 'all')
    }
  }
  return [...desks.values()]
}

/** What lies on a person's desks after a time and id, soonest due first. */
export async function listDeskAppeals(
  deps: Deps,
  personId: string,
  page: { after: After; limit: number },
): Promise<{ cases: DeskCase[]; show: (ids: readonly string[]) => Promise<Map<string, AppealLine>> }> {
  const standing = await findDuties(deps.store.read, personId, deps.clock.now())
  const rows = await listDeskCases(deps.store.read, personId, await findDeskPlaces(deps, standing), page)
  return {
    cases: rows.map(({ id, dueAt, createdAt }) => ({ id, dueAt: dueAt ?? 0, createdAt })),
    show: async (ids) => {
      const lines = await showLines(
        deps,
        rows.filter(({ id }) => ids.includes(id)),
        { personId, standing },
      )
      return new Map(lines.map((line) => [line.id, line]))
    },
  }
}

export async function countDeskAppeals(deps: Deps, personId: string): Promise<number> {
  const standing = await findDuties(deps.store.read, personId, deps.clock.now())
  return countDeskCases(deps.store.read, personId, await findDeskPlaces(deps, standing), COUNT_MAX)
}
