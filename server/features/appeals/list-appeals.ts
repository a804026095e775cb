import type { AppealCategory, AppealState } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor } from '../../kernel/cursor'
import { found, Problem } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { findDuties } from '../hand-overs'
import type { Standing } from '../membership'
import { findPlace, idsOnPath, listSubtree, type PlaceRow } from '../places'
import { type ListQuery, listCases, listCasesOfPerson } from './list-repository'
import { scopeAt } from './policy'
import type { CaseRow } from './repository'

export interface ListCommand {
  personId: string
  cursor: string | undefined
  limit: number
}

/** The cases of a place, newest first; what is in the list depends on who asks. Holds one item more than the page. */
export async function listAppealsOfPlace(
  deps: Deps,
  command: ListCommand & { placeId: string; state: AppealState | undefined; category: AppealCategory | undefined },
): Promise<{ rows: CaseRow[]; standing: Standing }> {
  const { read } = deps.store
  const { placeId, personId, state = null, category = null, limit } = command
  const before = decodeCursor(command.cursor, ['time', 'id'])
  const place = found(await findPlace(read, placeId))
  const standing = await findDuties(read, personId, deps.clock.now())
  const ids = idsOnPath(place.path)
  const communityPath =
    place.communityId === null ? null : `${ids.slice(0, ids.indexOf(place.communityId) + 1).join('/')}/`
  const scope = scopeAt(standing, { path: place.path, kind: place.kind, communityPath })
  if ('refusal' in scope) throw new Problem(scope.refusal)
  const where = await scopeOf(read, place)
  const rows = await listCases(read, { scope: where, sees: scope.sees, personId, state, category, before, limit })
  return { rows, standing }
}

export async function listMyAppeals(deps: Deps, { personId, cursor, limit }: ListCommand) {
  const before = decodeCursor(cursor, ['time', 'id'])
  const standing = await findDuties(deps.store.read, personId, deps.clock.now())
  return { rows: await listCasesOfPerson(deps.store.read, personId, before, limit), standing }
}

async function scopeOf(reader: Reader, place: PlaceRow): Promise<ListQuery['scope']> {
  const own = {
    grid: 'gridId',
    community: 'communityId',
    street: 'streetId',
    building: 'buildingId',
    department: 'departmentId',
  } as const
  if (place.kind in own) return { column: own[place.kind as keyof typeof own], ids: [place.id] }
  const streets = await listSubtree(reader, place.path, 'street')
  return { column: 'streetId', ids: streets.map(({ id }) => id) }
}
