import type { ImportBatch, Language } from '../../../src/contract'
import type { RefusedLine } from './case-rows'
import { REFUSAL_WORDS } from './refusal-words'
import type { ImportBatchRow } from './repository'

export function presentBatch(row: ImportBatchRow, language: Language): ImportBatch {
  const refused: RefusedLine[] = JSON.parse(row.refused)
  return {
    id: row.id,
    placeId: row.placeId,
    rows: row.rowCount,
    accepted: row.acceptedCount,
    refused: refused.map((line) => ({
      row: line.row,
      column: line.column,
      reason: REFUSAL_WORDS[line.reason][language],
    })),
    createdAt: new Date(row.createdAt).toISOString(),
  }
}
