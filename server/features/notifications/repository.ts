import type { Reader, SqlValue, Tx } from '../../storage/store'

export interface NewNotification {
  personId: string
  id: string
  kind: string
  params: string
  subjectKind: string
  subjectId: string
  aboutPersonId: string | null
  createdAt: Date
}

export interface NotificationRow extends Omit<NewNotification, 'createdAt' | 'aboutPersonId'> {
  createdAt: number
  readAt: number | null
}

/** Rows in one statement: far below the parameters that either database allows. */
const ROWS_MAX = 100

/** The people whose inbox did not hold the line yet. */
export async function insertNotifications(tx: Tx, notifications: readonly NewNotification[]): Promise<string[]> {
  const told: { personId: string }[] = []
  for (let start = 0; start < notifications.length; start += ROWS_MAX) {
    const rows = notifications.slice(start, start + ROWS_MAX)
    const values: SqlValue[] = rows.flatMap((row) => [
      row.personId,
      row.id,
      row.kind,
      row.params,
      row.subjectKind,
      row.subjectId,
      row.aboutPersonId,
      row.createdAt,
    ])
    const inserted = await tx.sql.all<{ personId: string }>(
      `INSERT INTO "Notification" ("personId", "id", "kind", "params", "subjectKind", "subjectId", "aboutPersonId", "createdAt")
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')} ON CONFLICT DO NOTHING RETURNING "personId"`,
      values,
    )
    told.push(...inserted)
  }
  return told.map(({ personId }) => personId)
}

export function countUnread(reader: Reader, personId: string): Promise<number> {
  return reader.prisma.notification.count({ where: { personId, readAt: null } })
}

/** Messages to platforms that are neither sent nor given up. */
export function countWaitingMessages(reader: Reader): Promise<number> {
  return reader.prisma.outboxMessage.count({ where: { state: 'waiting' } })
}

/** Newest first. */
export function listNotifications(
  reader: Reader,
  personId: string,
  filter: { isUnreadOnly: boolean; beforeId: string; limit: number },
): Promise<NotificationRow[]> {
  return reader.sql.all<NotificationRow>(
    `SELECT "personId", "id", "kind", "params", "subjectKind", "subjectId", "createdAt", "readAt" FROM "Notification"
     WHERE "personId" = ? AND "id" < ? ${filter.isUnreadOnly ? 'AND "readAt" IS NULL' : ''} ORDER BY "id" DESC LIMIT ?`,
    [personId, filter.beforeId, filter.limit],
  )
}

/** Those named, or all that were there at the time. What was read before stays as it was. */
export function markRead(tx: Tx, personId: string, ids: readonly string[] | null, now: Date): Promise<number> {
  const chosen = ids === null ? '"createdAt" <= ?' : '"id" IN (?)'
  return tx.sql.run(`UPDATE "Notification" SET "readAt" = ? WHERE "personId" = ? AND "readAt" IS NULL AND ${chosen}`, [
    now,
    personId,
    ids ?? now,
  ])
}

/** Deletes up to `limit` lines that were read before the time, and says how many. */
export function deleteReadNotifications(tx: Tx, before: Date, limit: number): Promise<number> {
  return tx.sql.run(
    `DELETE FROM "Notification" WHERE ("personId", "id") IN
       (SELECT "personId", "id" FROM "Notification" WHERE "readAt" IS NOT NULL AND "readAt" < ? LIMIT ?)`,
    [before, limit],
  )
}

/**
 * Takes one grant from each person who has one for the template, and says on which platform it was. Whoever uses both platforms gets one
 * message, not two. The condition is in the update, so that a grant is never used twice.
 */
export async function takeGrants(
  tx: Tx,
  template: string,
  personIds: readonly string[],
): Promise<{ personId: string; channel: string }[]> {
  const taken: { personId: string; channel: string }[] = []
  for (let start = 0; start < personIds.length; start += ROWS_MAX) {
    const rows = await tx.sql.all<{ personId: string; channel: string }>(
      `UPDATE "SubscriptionGrant" AS g SET "count" = g."count" - 1
       WHERE g."template" = ? AND g."personId" IN (?) AND g."count" > 0 AND g."channel" =
         (SELECT MAX(o."channel") FROM "SubscriptionGrant" o WHERE o."personId" = g."personId" AND o."template" = g."template" AND o."count" > 0)
       RETURNING "personId", "channel"`,
      [template, personIds.slice(start, start + ROWS_MAX)],
    )
    taken.push(...rows)
  }
  return taken
}

export function addGrant(
  tx: Tx,
  grant: { personId: string; channel: string; template: string; countMax: number },
): Promise<number> {
  return tx.sql.run(
    `INSERT INTO "SubscriptionGrant" ("personId", "channel", "template", "count") VALUES (?, ?, ?, 1)
     ON CONFLICT ("personId", "channel", "template") DO UPDATE SET "count" = "SubscriptionGrant"."count" + 1
     WHERE "SubscriptionGrant"."count" < ?`,
    [grant.personId, grant.channel, grant.template, grant.countMax],
  )
}

export interface NewOutboxMessage {
  id: string
  channel: string
  personId: string
  template: string
  payload: string
  aboutPersonId: string | null
  nextAttemptAt: Date
  createdAt: Date
}

export async function insertOutboxMessages(tx: Tx, messages: readonly NewOutboxMessage[]): Promise<void> {
  for (let start = 0; start < messages.length; start += ROWS_MAX) {
    const rows = messages.slice(start, start + ROWS_MAX)
    const values = rows.flatMap((row) => [
      row.id,
      row.channel,
      row.personId,
      row.template,
      row.payload,
      row.aboutPersonId,
      row.nextAttemptAt,
      row.createdAt,
    ])
    await tx.sql.run(
      `INSERT INTO "OutboxMessage" ("id", "channel", "personId", "template", "payload", "aboutPersonId", "nextAttemptAt", "createdAt")
       VALUES ${rows.map(() => '(?, ?, ?, ?, ?, ?, ?, ?)').join(', ')}`,
      values,
    )
  }
}

export interface OutboxRow {
  id: string
  channel: string
  personId: string
  template: string
  payload: string
  attempts: number
}

/** Messages that are due and that nobody is sending, now leased to the caller; the try is counted before it is made. */
export async function leaseDueMessages(tx: Tx, now: Date, leasedUntil: Date, limit: number): Promise<OutboxRow[]> {
  const due = await tx.sql.all<{ id: string }>(
    `SELECT "id" FROM "OutboxMessage"
     WHERE "state" = 'waiting' AND "nextAttemptAt" <= ? AND ("leasedUntil" IS NULL OR "leasedUntil" <= ?)
     ORDER BY "nextAttemptAt", "id" LIMIT ?`,
    [now, now, limit],
  )
  if (due.length === 0) return []
  return tx.sql.all<OutboxRow>(
    `UPDATE "OutboxMessage" SET "leasedUntil" = ?, "attempts" = "attempts" + 1
     WHERE "id" IN (?) AND "state" = 'waiting' AND ("leasedUntil" IS NULL OR "leasedUntil" <= ?)
     RETURNING "id", "channel", "personId", "template", "payload", "attempts"`,
    [leasedUntil, due.map(({ id }) => id), now],
  )
}

/** Ends a message, or puts its next try off. Only while it waits: what another process has ended stays ended. */
export function settleMessage(
  tx: Tx,
  id: string,
  outcome: { state: 'waiting' | 'sent' | 'failed'; lastError: string | null; nextAttemptAt: Date },
): Promise<number> {
  return tx.sql.run(
    `UPDATE "OutboxMessage" SET "state" = ?, "lastError" = ?, "nextAttemptAt" = ?, "leasedUntil" = NULL WHERE "id" = ? AND "state" = 'waiting'`,
    [outcome.state, outcome.lastError, outcome.nextAttemptAt, id],
  )
}

/** Deletes up to `limit` messages that were sent, or given up, before the time, and says how many. */
export function deleteSettledMessages(tx: Tx, before: Date, limit: number): Promise<number> {
  return tx.sql.run(
    `DELETE FROM "OutboxMessage" WHERE "id" IN
       (SELECT "id" FROM "OutboxMessage" WHERE "state" IN ('sent', 'failed') AND "nextAttemptAt" < ? LIMIT ?)`,
    [before, limit],
  )
}

/** Where people are reached on the platforms, and in which language. */
export function listRecipients(reader: Reader, personIds: readonly string[]) {
  return reader.sql.all<{ personId: string; provider: string; subject: string; language: string }>(
    `SELECT i."personId", i."provider", i."subject", p."language" FROM "Identity" i JOIN "Person" p ON p."id" = i."personId"
     WHERE i."personId" IN (?) AND i."provider" IN ('wechat', 'alipay') AND p."erasedAt" IS NULL`,
    [personIds],
  )
}

/** `mark` is a piece of the parameters as they are kept, or nothing. It holds no wildcard: ids and names of fields alone. */
export async function deleteNews(
  tx: Tx,
  { aboutPersonIds, subjectId, mark }: { aboutPersonIds: readonly string[]; subjectId: string; mark: string },
): Promise<void> {
  await tx.sql.run(`DELETE FROM "Notification" WHERE "aboutPersonId" IN (?) AND "subjectId" = ? AND "params" LIKE ?`, [
    aboutPersonIds,
    subjectId,
    `%${mark}%`,
  ])
  await tx.sql.run(
    `DELETE FROM "OutboxMessage" WHERE "aboutPersonId" IN (?) AND "state" = 'waiting' AND "payload" LIKE ? AND "payload" LIKE ?`,
    [aboutPersonIds, `%${subjectId}%`, `%${mark}%`],
  )
}
