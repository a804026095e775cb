import type { Language, ModerationOutcome, ReportSubjectKind } from '../../../src/contract'
import type { Reader } from '../../storage/store'
import { presentOutcome } from './presenter'
import { listHiddenCasesOfAuthor } from './repository'

/** Why an author's own things are hidden, by the id of the thing. Nobody else is told: for others the map is empty. */
export async function findOutcomes(
  reader: Reader,
  subjectKind: ReportSubjectKind,
  ids: readonly string[],
  personId: string,
  language: Language = 'zh-CN',
): Promise<Map<string, ModerationOutcome>> {
  if (ids.length === 0) return new Map()
  // Oldest first, so that the latest case of a thing stands in the map.
  const rows = await listHiddenCasesOfAuthor(reader, subjectKind, ids, personId)
  return new Map(rows.map((row) => [row.subjectId, presentOutcome(row, language)]))
}
