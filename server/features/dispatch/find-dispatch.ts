import type { AppealCategory } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import type { Reader } from '../../storage/store'
import { idsOnPath, listPlacesByIds, type PlaceRow } from '../places'
import { listDepartmentsFor, listRulesOnPath } from './repository'
import { chooseDispatch, type Dispatch } from './rules'

/** Who has a case of this category at this place first, by the table of the street. */
export async function findDispatch(reader: Reader, path: string, category: AppealCategory): Promise<Dispatch> {
  const ids = idsOnPath(path)
  return chooseDispatch(category, ids, await listRulesOnPath(reader, ids, category))
}

/** The street that a place belongs to. */
export async function findStreet(reader: Reader, path: string): Promise<PlaceRow | null> {
  const places = await listPlacesByIds(reader, idsOnPath(path))
  return places.find(({ kind }) => kind === 'street') ?? null
}

/** A department that comes to the street. @throws Problem invalid_request (departmentId) where there is no such */
export async function getDepartmentFor(reader: Reader, street: Pick<PlaceRow, 'path'>, departmentId: string) {
  const departments = await listDepartmentsFor(reader, street.path, idsOnPath(street.path))
  const department = departments.find(({ id }) => id === departmentId)
  if (department) return department
  throw new Problem('invalid_request', { fields: [{ path: 'departmentId', message: 'no department of this place' }] })
}
