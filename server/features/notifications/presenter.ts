import type { Language, Notification, NotificationKind, NotificationSubjectKind } from '../../../src/contract'
import type { NotificationRow } from './repository'
import { wordsFor } from './words'

export function presentNotification(row: NotificationRow, language: Language): Notification {
  const { title, text } = wordsFor(row.kind as NotificationKind, JSON.parse(row.params), language)
  return {
    id: row.id,
    kind: row.kind as NotificationKind,
    title,
    text,
    subject: { kind: row.subjectKind as NotificationSubjectKind, id: row.subjectId },
    createdAt: new Date(row.createdAt).toISOString(),
    readAt: row.readAt === null ? null : new Date(row.readAt).toISOString(),
    can: { read: row.readAt === null },
  }
}
