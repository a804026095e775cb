import type { Reader } from '../../storage/store'
import { isWithin } from '../places'
import { factsOf, findViewer } from './case-facts'
import { refuseSee } from './policy'
import { findCase } from './repository'

/**
 * Whether a topic may be lifted from a case: it is of the place, and the person may read it. A case about the grid's or the community's own
 * staff is talked over by nobody below the street.
 */
export async function mayLiftAppeal(
  reader: Reader,
  appealId: string,
  { personId, placePath, now }: { personId: string; placePath: string; now: Date },
): Promise<boolean> {
  const row = await findCase(reader, appealId)
  if (row === null || row.isConflict || !isWithin(row.gridPath, placePath)) return false
  return refuseSee(await findViewer(reader, row, personId, now), factsOf(row)) === null
}

/** A case that the neighbours may read. */
export interface AppealTalkRow {
  id: string
  category: string
  text: string
  authorId: string | null
  createdAt: number
}

/** What people report in some grids since a time, the newest first: those cases alone that the neighbours may read. */
export async function listAppealTalk(
  reader: Reader,
  gridIds: readonly string[],
  since: Date,
  limit: number,
): Promise<AppealTalkRow[]> {
  return reader.sql.all<AppealTalkRow>(
    `SELECT "id", "category", "text", "reporterId" AS "authorId", "createdAt" FROM "Appeal"
     WHERE "gridId" IN (?) AND "createdAt" >= ? AND "isPublic" = ? AND "isConflict" = ? AND "state" <> 'withdrawn'
     ORDER BY "createdAt" DESC, "id" DESC LIMIT ?`,
    [gridIds, since, true, false, limit],
  )
}
