import type { SignalChannel } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'
import type { Outcome } from './rules'

export interface SignalRow {
  channel: SignalChannel
  number: string
  bodyHash: string
  outcome: Outcome
  outcomeId: string
}

export function findSignal(reader: Reader, channel: SignalChannel, number: string): Promise<SignalRow | undefined> {
  return reader.sql.get<SignalRow>(
    `SELECT "channel", "number", "bodyHash", "outcome", "outcomeId" FROM "Signal" WHERE "channel" = ? AND "number" = ?`,
    [channel, number],
  )
}

/** Takes the number for what is about to be made of it: of two at once, one makes it. */
export async function insertSignal(
  tx: Tx,
  signal: SignalRow & { placeId: string; receivedAt: Date },
): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "Signal" ("channel", "number", "placeId", "bodyHash", "outcome", "outcomeId", "receivedAt")
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      signal.channel,
      signal.number,
      signal.placeId,
      signal.bodyHash,
      signal.outcome,
      signal.outcomeId,
      signal.receivedAt,
    ],
  )
  return inserted === 1 ? 'created' : 'exists'
}

export interface ImportBatchRow {
  id: string
  placeId: string
  createdById: string
  rowCount: number
  acceptedCount: number
  /** JSON: the refused rows, by code. */
  refused: string
  createdAt: number
  requestHash: string
}

export function findBatch(reader: Reader, id: string): Promise<ImportBatchRow | undefined> {
  return reader.sql.get<ImportBatchRow>(
    `SELECT "id", "placeId", "createdById", "rowCount", "acceptedCount", "refused", "createdAt", "requestHash"
     FROM "ImportBatch" WHERE "id" = ?`,
    [id],
  )
}

export async function insertBatch(
  tx: Tx,
  batch: Omit<ImportBatchRow, 'createdAt'> & { channel: string; createdAt: Date },
): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "ImportBatch" ("id", "placeId", "channel", "createdById", "rowCount", "acceptedCount", "refused", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      batch.id,
      batch.placeId,
      batch.channel,
      batch.createdById,
      batch.rowCount,
      batch.acceptedCount,
      batch.refused,
      batch.createdAt,
      batch.requestHash,
    ],
  )
  return inserted === 1 ? 'created' : 'exists'
}
