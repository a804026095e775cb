import type { Reader, Tx } from '../../storage/store'

export interface ImageRow {
  id: string
  ownerId: string
  width: number
  height: number
  state: string
  sourceHash: string
}

const COLUMNS = '"id", "ownerId", "width", "height", "state", "sourceHash"'

export function findImage(reader: Reader, id: string): Promise<ImageRow | undefined> {
  return reader.sql.get<ImageRow>(`SELECT ${COLUMNS} FROM "Image" WHERE "id" = ?`, [id])
}

/** In no order; those that are gone are left out. */
export async function listImages(reader: Reader, ids: readonly string[]): Promise<ImageRow[]> {
  if (ids.length === 0) return []
  return reader.sql.all<ImageRow>(`SELECT ${COLUMNS} FROM "Image" WHERE "id" IN (?)`, [ids])
}

export interface NewImage {
  id: string
  ownerId: string
  width: number
  height: number
  /** Of both stored files. */
  byteCount: number
  /** SHA-256 of what was sent, base64url. */
  sourceHash: string
  state: 'pending' | 'approved'
  createdAt: Date
}

export async function insertImage(tx: Tx, image: NewImage): Promise<'created' | 'exists'> {
  const inserted = await tx.sql.run(
    `INSERT INTO "Image" ("id", "ownerId", "width", "height", "byteCount", "sourceHash", "state", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [
      image.id,
      image.ownerId,
      image.width,
      image.height,
      image.byteCount,
      image.sourceHash,
      image.state,
      image.createdAt,
    ],
  )
  return inserted === 1 ? 'created' : 'exists'
}

export async function updateImageState(tx: Tx, id: string, state: 'approved' | 'refused'): Promise<void> {
  await tx.sql.run(`UPDATE "Image" SET "state" = ? WHERE "id" = ?`, [state, id])
}

export async function deleteImageRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.sql.run(`DELETE FROM "Image" WHERE "id" IN (?)`, [ids])
}
