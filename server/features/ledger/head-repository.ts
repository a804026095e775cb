import type { HashedNode, TreeNode } from '../../kernel/merkle-tree'
import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface HeadRow {
  communityId: string
  date: string
  size: number
  rootHash: string
  signature: string
  publicKey: string
}

const HEAD = `SELECT h."communityId", h."date", h."size", h."rootHash", h."signature", h."publicKey" FROM "LedgerHead" h`

/** Newest first. Without communities, all of them. */
export function listHeads(
  reader: Reader,
  communityIds: readonly string[] | null,
  before: readonly [date: string, communityId: string],
  limit: number,
): Promise<HeadRow[]> {
  const [within, params]: [string, SqlValue[]] =
    communityIds === null ? ['', []] : ['h."communityId" IN (?) AND', [communityIds]]
  return reader.sql.all<HeadRow>(
    `${HEAD} WHERE ${within} (h."date" < ? OR (h."date" = ? AND h."communityId" > ?)) ORDER BY h."date" DESC, h."communityId" LIMIT ?`,
    [...params, before[0], before[0], before[1], limit],
  )
}

export function findNewestHead(reader: Reader, communityId: string): Promise<HeadRow | undefined> {
  return reader.sql.get<HeadRow>(`${HEAD} WHERE h."communityId" = ? ORDER BY h."date" DESC LIMIT 1`, [communityId])
}

/** The first head with at least so many entries. */
export function findHeadSince(reader: Reader, communityId: string, size: number): Promise<HeadRow | undefined> {
  return reader.sql.get<HeadRow>(`${HEAD} WHERE h."communityId" = ? AND h."size" >= ? ORDER BY h."date" LIMIT 1`, [
    communityId,
    size,
  ])
}

export function findHeadOfSize(reader: Reader, communityId: string, size: number): Promise<HeadRow | undefined> {
  return reader.sql.get<HeadRow>(`${HEAD} WHERE h."communityId" = ? AND h."size" = ? ORDER BY h."date" LIMIT 1`, [
    communityId,
    size,
  ])
}

/** Ledgers with entries and without a head of that day, with the day of the newest head they have, and of their first entry. */
export function listUnsealed(reader: Reader, day: string): Promise<UnsealedRow[]> {
  return reader.sql.all<UnsealedRow>(
    `SELECT l."communityId", (SELECT MAX(h."date") FROM "LedgerHead" h WHERE h."communityId" = l."communityId") AS "newestDate",
       (SELECT t."createdAt" FROM "Transfer" t WHERE t."communityId" = l."communityId" AND t."sequence" = 1) AS "firstAt"
     FROM "Ledger" l WHERE l."size" > 0
       AND NOT EXISTS (SELECT 1 FROM "LedgerHead" h WHERE h."communityId" = l."communityId" AND h."date" = ?)`,
    [day],
  )
}

export interface UnsealedRow {
  communityId: string
  newestDate: string | null
  firstAt: number
}

/** How many entries come before the first that was made at or after a time: what the head of a day covers. */
export async function countEntriesBefore(
  reader: Reader,
  communityId: string,
  from: number,
  end: Date,
): Promise<number> {
  const row = await reader.sql.get<{ size: number | null }>(
    `SELECT COALESCE((SELECT MIN("sequence") - 1 FROM "Transfer" WHERE "communityId" = ? AND "sequence" > ? AND "createdAt" >= ?),
       (SELECT "size" FROM "Ledger" WHERE "communityId" = ?)) AS "size"`,
    [communityId, from, end, communityId],
  )
  return row?.size ?? 0
}

export function listLeafHashes(
  reader: Reader,
  communityId: string,
  after: number,
  to: number,
): Promise<{ leafHash: string }[]> {
  return reader.sql.all<{ leafHash: string }>(
    `SELECT "leafHash" FROM "Transfer" WHERE "communityId" = ? AND "sequence" > ? AND "sequence" <= ? ORDER BY "sequence"`,
    [communityId, after, to],
  )
}

/** The hashes of full subtrees, in the order asked for. @throws Error where one is missing: the tree is not as it was written */
export async function readNodes(reader: Reader, communityId: string, nodes: readonly TreeNode[]): Promise<Buffer[]> {
  const hashes = new Map<string, string>()
  for (const level of new Set(nodes.map((node) => node.level))) {
    const positions = nodes.filter((node) => node.level === level).map(({ position }) => position)
    const rows = await (level === 0
      ? reader.sql.all<{ position: number; hash: string }>(
          `SELECT "sequence" - 1 AS "position", "leafHash" AS "hash" FROM "Transfer" WHERE "communityId" = ? AND "sequence" IN (?)`,
          [communityId, positions.map((position) => position + 1)],
        )
      : reader.sql.all<{ position: number; hash: string }>(
          `SELECT "position", "hash" FROM "LedgerNode" WHERE "communityId" = ? AND "level" = ? AND "position" IN (?)`,
          [communityId, level, positions],
        ))
    for (const { position, hash } of rows) hashes.set(`${level}/${position}`, hash)
  }
  return nodes.map(({ level, position }) => {
    const hash = hashes.get(`${level}/${position}`)
    if (hash === undefined) throw new Error(`the ledger of ${communityId} has no node ${level}/${position}`)
    return Buffer.from(hash, 'base64')
  })
}

const NODES_MAX = 200

/** Those that are there already stay as they are: a sealing that was cut short writes the same again. */
export async function insertNodes(tx: Tx, communityId: string, nodes: readonly HashedNode[]): Promise<void> {
  for (let start = 0; start < nodes.length; start += NODES_MAX) {
    const part = nodes.slice(start, start + NODES_MAX)
    await tx.sql.run(
      `INSERT INTO "LedgerNode" ("communityId", "level", "position", "hash") VALUES ${part.map(() => '(?, ?, ?, ?)').join(', ')}
       ON CONFLICT DO NOTHING`,
      part.flatMap(({ level, position, hash }) => [communityId, level, position, hash.toString('base64')]),
    )
  }
}

/** 0 where the day has a head. */
export function insertHead(tx: Tx, head: HeadRow): Promise<number> {
  return tx.sql.run(
    `INSERT INTO "LedgerHead" ("communityId", "date", "size", "rootHash", "signature", "publicKey") VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [head.communityId, head.date, head.size, head.rootHash, head.signature, head.publicKey],
  )
}
