import type { Reader, Tx } from '../../../storage/store'
import type { VoiceType } from './sound'

export interface VoiceRow {
  id: string
  ownerId: string
  type: VoiceType
  seconds: number
  state: string
  sourceHash: string
}

const COLUMNS = '"id", "ownerId", "type", "seconds", "state", "sourceHash"'

export function findVoice(reader: Reader, id: string): Promise<VoiceRow | undefined> {
  return reader.sql.get<VoiceRow>(`SELECT ${COLUMNS} FROM "Voice" WHERE "id" = ?`, [id])
}

export interface NewVoice {
  id: string
  ownerId: string
  type: VoiceType
  seconds: number
  byteCount: number
  /** SHA-256 of what was sent, base64url. */
  sourceHash: string
  state: 'pending' | 'approved'
  createdAt: Date
}

export async function insertVoice(tx: Tx, voice: NewVoice): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "Voice" ("id", "ownerId", "type", "seconds", "byteCount", "sourceHash", "state", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      voice.id,
      voice.ownerId,
      voice.type,
      voice.seconds,
      voice.byteCount,
      voice.sourceHash,
      voice.state,
      voice.createdAt,
    ],
  )
  return inserted === 1 ? 'created' : 'exists'
}

/** Those of the sounds that no case and no need of their owner's holds. */
export async function listUnusedVoices(reader: Reader, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT v."id" FROM "Voice" v WHERE v."id" IN (?)
       AND NOT EXISTS (SELECT 1 FROM "Appeal" a WHERE a."reporterId" = v."ownerId" AND a."voiceId" = v."id")
       AND NOT EXISTS (SELECT 1 FROM "Need" n WHERE n."requesterId" = v."ownerId" AND n."voiceId" = v."id")`,
    [ids],
  )
  return rows.map(({ id }) => id)
}

export async function deleteVoiceRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.sql.run(`DELETE FROM "Voice" WHERE "id" IN (?)`, [ids])
}

export async function listVoiceIdsBefore(
  reader: Reader,
  before: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Voice" WHERE "id" > ? AND "createdAt" < ? ORDER BY "id" LIMIT ?`,
    [after, before, limit],
  )
  return rows.map(({ id }) => id)
}

/** Holds a sound until this work is done, against whoever deletes it at the same moment; see `holdImages`. */
export async function holdVoices(reader: Reader, ids: readonly string[]): Promise<void> {
  if (reader.sql.dialect === 'postgres')
    await reader.sql.all(`SELECT 1 FROM "Voice" WHERE "id" IN (?) ORDER BY "id" FOR UPDATE`, [ids])
}
