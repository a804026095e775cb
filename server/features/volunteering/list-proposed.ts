import type { Activity } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import type { Standing } from '../membership'
import { approvingPaths } from './policy'
import { presentActivity } from './presenter'
import { countProposed, listProposed } from './repository'

/** What waits for the approval of a secretary or the street, oldest first. Nothing proposed has shifts yet. */
export async function listActivitiesWaitingFor(
  reader: Reader,
  standing: Standing,
  page: { after: readonly [Date, string]; limit: number },
): Promise<{ id: string; createdAt: number; activity: Activity }[]> {
  const rows = await listProposed(reader, approvingPaths(standing), page)
  return rows.map((row) => ({ id: row.id, createdAt: row.createdAt, activity: presentActivity(row, [], standing) }))
}

export function countActivitiesWaitingFor(reader: Reader, standing: Standing): Promise<number> {
  return countProposed(reader, approvingPaths(standing))
}
