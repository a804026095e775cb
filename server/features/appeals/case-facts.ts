import type { Reader } from '../../storage/store'
import { findDuties } from '../hand-overs'
import type { Standing } from '../membership'
import type { CaseFacts, Viewer } from './policy'
import type { CaseRow } from './repository'
import { findTie, listBarred, listBarredFrom, listTiesTo, type Tie } from './tie-repository'

export function factsOf(row: CaseRow): CaseFacts {
  return {
    state: row.state,
    level: row.level,
    desk: row.desk,
    isConflict: row.isConflict,
    endedBy: row.endedBy,
    reporterId: row.reporterId,
    communityId: row.communityId,
    gridPath: row.gridPath,
    handlerPath: row.handlerPath,
    departmentPath: row.departmentPath,
    isPublic: row.isPublic,
    hasMerged: row.hasMerged,
    departmentAnsweredAt: row.departmentAnsweredAt,
    departmentStars: row.departmentStars,
  }
}

/** Read at every request and never remembered, as standings are. */
export async function findViewer(reader: Reader, row: CaseRow, personId: string, now: Date): Promise<Viewer> {
  const standing = await findDuties(reader, personId, now)
  const tie = (await findTie(reader, row, personId))?.kind ?? null
  const barred = standing.roles.length === 0 ? [] : await listBarred(reader, row)
  return { standing, tie, isBarred: barred.includes(personId) }
}

export interface Viewers {
  of(appealId: string): Viewer
}

/** One person before many cases, in three questions. */
export async function findViewers(reader: Reader, standing: Standing, rows: readonly CaseRow[]): Promise<Viewers> {
  const ids = rows.map(({ id }) => id)
  const ties: Map<string, Tie['kind']> = await listTiesTo(reader, standing.personId, ids)
  const barred = standing.roles.length === 0 ? new Set<string>() : await listBarredFrom(reader, standing.personId, ids)
  return { of: (id) => ({ standing, tie: ties.get(id) ?? null, isBarred: barred.has(id) }) }
}
