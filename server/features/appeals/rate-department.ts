import { found, refuseIf } from '../../kernel/problem'
import { listPeopleOnDuty } from '../hand-overs'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import type { Acting } from './acting'
import { insertDepartmentRating } from './department-repository'
import { refuseRateDepartment } from './policy'
import { type CaseRow, findCase } from './repository'

/** The grid says how the department that came did its work, once; the department reads it (下考上). */
export async function rateDepartment(acting: Acting, stars: number, text: string | null): Promise<CaseRow> {
  const { tx, row, facts, viewer, personId, at } = acting
  refuseIf(refuseRateDepartment(viewer, facts))
  const departmentId = found(row.departmentId)
  await insertDepartmentRating(tx, {
    departmentId,
    createdAt: at,
    appealId: row.id,
    communityId: row.communityId,
    gridId: row.gridId,
    category: row.category,
    stars,
    text,
    ratedById: personId,
  })
  await notify(tx, {
    personIds: await listPeopleOnDuty(tx, ['department_staff'], idsOnPath(row.departmentPath ?? ''), at),
    kind: 'department_rated',
    params: { grid: row.gridName, category: row.category, stars: String(stars) },
    subject: { kind: 'appeal', id: row.id },
    at,
  })
  return found(await findCase(tx, row.id))
}
