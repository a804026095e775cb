import type { Reader, Tx } from '../../storage/store'

export interface ImageRow {
  id: string
  ownerId: string
  width: number
  height: number
  state: string
  sourceHash: string
  isWithheld: boolean | number
}

const COLUMNS = '"id", "ownerId", "width", "height", "state", "sourceHash", "isWithheld"'

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

/** Takes a face from whoever wears it; null where nobody does. */
export async function takeOffFace(tx: Tx, imageId: string): Promise<string | null> {
  const wearer = await tx.sql.get<{ id: string }>(
    `SELECT p."id" FROM "Image" i JOIN "Person" p ON p."id" = i."ownerId" AND p."avatarImageId" = i."id" WHERE i."id" = ?`,
    [imageId],
  )
  if (wearer === undefined) return null
  const taken = await tx.sql.run(`UPDATE "Person" SET "avatarImageId" = NULL WHERE "id" = ? AND "avatarImageId" = ?`, [
    wearer.id,
    imageId,
  ])
  return taken === 1 ? wearer.id : null
}

export async function updateWithheld(tx: Tx, ids: readonly string[], isWithheld: boolean): Promise<void> {
  await tx.sql.run(`UPDATE "Image" SET "isWithheld" = ? WHERE "id" IN (?)`, [isWithheld, ids])
}

/** The grids of the posts in which an owner's picture stands, or stood when a case about one of them was opened. */
export async function listGridsShowing(reader: Reader, image: ImageRow): Promise<{ path: string }[]> {
  const mark = `%${image.id}%`
  return reader.sql.all<{ path: string }>(
    `SELECT g."path" FROM "Post" p JOIN "Place" g ON g."id" = p."gridId" WHERE p."authorId" = ? AND p."imageIds" LIKE ?
     UNION SELECT g."path" FROM "Report" r JOIN "Place" g ON g."id" = r."gridId" WHERE r."authorId" = ? AND r."originalImages" LIKE ?`,
    [image.ownerId, mark, image.ownerId, mark],
  )
}

/** Reports and answers of the owner's in which a picture stands, alerts that they raised with it, and minutes, whoever wrote them last. */
const IN_CASES = `SELECT 1 FROM "Appeal" WHERE "reporterId" = ? AND "imageIds" LIKE ?
     UNION ALL SELECT 1 FROM "AppealEvent" WHERE "actorId" = ? AND "imageIds" <> '[]' AND "imageIds" LIKE ?
     UNION ALL SELECT 1 FROM "MissingAlert" WHERE "raisedById" = ? AND "imageId" = ?
     UNION ALL SELECT 1 FROM "TopicMinutes" WHERE "imageIds" <> '[]' AND "imageIds" LIKE ?`

const inCases = ({ id, ownerId }: Pick<ImageRow, 'id' | 'ownerId'>) => [
  ownerId,
  `%${id}%`,
  ownerId,
  `%${id}%`,
  ownerId,
  id,
  `%${id}%`,
]

/** Those of an owner's pictures that stand in the file of a case, in an alert, or in minutes. */
export async function listImagesInCases(reader: Reader, ownerId: string, ids: readonly string[]): Promise<string[]> {
  const used: string[] = []
  for (const id of ids) if (await reader.sql.get(IN_CASES, inCases({ id, ownerId }))) used.push(id)
  return used
}

/** Whether a post of the owner's, their name, a report about them, the file of a case, or minutes still need the picture. */
export async function isImageInUse(reader: Reader, image: Pick<ImageRow, 'id' | 'ownerId'>): Promise<boolean> {
  const mark = `%${image.id}%`
  const use = await reader.sql.get(
    `SELECT 1 FROM "Post" WHERE "authorId" = ? AND "imageIds" LIKE ?
     UNION ALL SELECT 1 FROM "PollPaperBallot" WHERE "scanImageId" = ?
     UNION ALL SELECT 1 FROM "Person" WHERE "id" = ? AND "avatarImageId" = ?
     UNION ALL SELECT 1 FROM "Report" WHERE "authorId" = ? AND "originalImages" LIKE ?
     UNION ALL ${IN_CASES}`,
    [image.ownerId, mark, image.id, image.ownerId, image.id, image.ownerId, mark, ...inCases(image)],
  )
  return use !== undefined
}

export async function deleteImageRows(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.sql.run(`DELETE FROM "Image" WHERE "id" IN (?)`, [ids])
}

export async function listImageIdsBefore(
  reader: Reader,
  before: Date,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await reader.sql.all<{ id: string }>(
    `SELECT "id" FROM "Image" WHERE "id" > ? AND "createdAt" < ? ORDER BY "id" LIMIT ?`,
    [after, before, limit],
  )
  return rows.map(({ id }) => id)
}

/** Bytes of the pictures and sounds that a person added since a time. */
export async function sumBytesAdded(reader: Reader, ownerId: string, since: Date): Promise<number> {
  const sum = await reader.sql.get<{ bytes: number | string | null }>(
    `SELECT SUM(b."byteCount") AS "bytes" FROM (SELECT "byteCount" FROM "Image" WHERE "ownerId" = ? AND "createdAt" > ?
       UNION ALL SELECT "byteCount" FROM "Voice" WHERE "ownerId" = ? AND "createdAt" > ?) b`,
    [ownerId, since, ownerId, since],
  )
  return Number(sum?.bytes ?? 0)
}

/**
 * Holds pictures until this work is done, against whoever puts them to use or deletes them at the same moment. On SQLite there is one writer,
 * and nothing to hold.
 */
export async function holdImages(reader: Reader, ids: readonly string[]): Promise<void> {
  if (reader.sql.dialect === 'postgres')
    await reader.sql.all(`SELECT 1 FROM "Image" WHERE "id" IN (?) ORDER BY "id" FOR UPDATE`, [ids])
}
