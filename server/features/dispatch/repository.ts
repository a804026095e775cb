import type { AppealCategory, HandlerKind } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'

export interface RuleRow {
  placeId: string
  placeKind: string
  placeName: string
  placePath: string
  category: AppealCategory
  handler: HandlerKind
  departmentId: string | null
  departmentName: string | null
  workingHours: number
}

const VIEW = `SELECT r."placeId", p."kind" AS "placeKind", p."name" AS "placeName", p."path" AS "placePath", r."category", r."handler",
    r."departmentId", d."name" AS "departmentName", r."workingHours"
  FROM "DispatchRule" r JOIN "Place" p ON p."id" = r."placeId" LEFT JOIN "Place" d ON d."id" = r."departmentId"`

export function listRulesOnPath(reader: Reader, placeIds: readonly string[], category: string): Promise<RuleRow[]> {
  return reader.sql.all<RuleRow>(`${VIEW} WHERE r."placeId" IN (?) AND r."category" = ?`, [placeIds, category])
}

/** The rules at a place and below it. A street has a few hundred at most. */
export function listRulesBelow(reader: Reader, path: string, limit: number): Promise<RuleRow[]> {
  return reader.sql.all<RuleRow>(
    `${VIEW} WHERE substr(p."path", 1, length(?)) = ? ORDER BY p."path", r."category" LIMIT ?`,
    [path, path, limit],
  )
}

export function findRule(reader: Reader, placeId: string, category: string): Promise<RuleRow | undefined> {
  return reader.sql.get<RuleRow>(`${VIEW} WHERE r."placeId" = ? AND r."category" = ?`, [placeId, category])
}

export async function setRule(
  tx: Tx,
  rule: {
    placeId: string
    category: AppealCategory
    handler: HandlerKind
    departmentId: string | null
    workingHours: number
    updatedById: string
    updatedAt: Date
  },
): Promise<void> {
  const { placeId, category, ...rest } = rule
  await tx.prisma.dispatchRule.upsert({
    where: { placeId_category: { placeId, category } },
    create: rule,
    update: rest,
  })
}

export function deleteRule(tx: Tx, placeId: string, category: string): Promise<number> {
  return tx.sql.run(`DELETE FROM "DispatchRule" WHERE "placeId" = ? AND "category" = ?`, [placeId, category])
}

export interface DepartmentRow {
  id: string
  kind: string
  name: string
  path: string
}

/** Departments that come to a place: those of the places it is part of, and those inside its street. */
export function listDepartmentsFor(
  reader: Reader,
  streetPath: string,
  idsOnPath: readonly string[],
): Promise<DepartmentRow[]> {
  return reader.sql.all<DepartmentRow>(
    `SELECT "id", "kind", "name", "path" FROM "Place" WHERE "kind" = 'department'
       AND ("parentId" IN (?) OR substr("path", 1, length(?)) = ?) ORDER BY "sortOrder", "id"`,
    [idsOnPath, streetPath, streetPath],
  )
}
