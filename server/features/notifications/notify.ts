import type { NotificationKind, NotificationSubjectKind } from '../../../src/contract'
import { newId } from '../../kernel/ids'
import type { Tx } from '../../storage/store'
import { insertNotifications, insertOutboxMessages, takeGrants } from './repository'
import { templateOf } from './rules'

export interface News {
  personIds: readonly string[]
  kind: NotificationKind
  /** Words for the sentence, which is made when it is read, in the reader's language. */
  params: Record<string, string>
  subject: { kind: NotificationSubjectKind; id: string }
  /** Whoever `params` names or quotes: the line goes when they do. */
  aboutPersonId?: string
  at: Date
  /** One id for the line in every inbox: telling the same again then tells only those who have not been told. Made from `at`. */
  lineId?: string
}

/**
 * Puts a line into people's inboxes, in the transaction of what it tells of: both happen or neither. Who granted a message of this kind on
 * their phone (SubscriptionGrant) spends one grant, and the message joins the outbox in the same transaction.
 */
export async function notify(tx: Tx, news: News): Promise<void> {
  const { kind, params, subject, aboutPersonId = null, at, lineId } = news
  const about = { subjectKind: subject.kind, subjectId: subject.id, aboutPersonId }
  const line = { kind, params: JSON.stringify(params), ...about, createdAt: at }
  const told = await insertNotifications(
    tx,
    [...new Set(news.personIds)].map((personId) => ({ ...line, personId, id: lineId ?? newId(at) })),
  )
  const template = templateOf(kind)
  if (template === null || told.length === 0) return
  const granted = await takeGrants(tx, template, told)
  const payload = JSON.stringify({ kind, params, subject, at: at.toISOString() })
  await insertOutboxMessages(
    tx,
    granted.map(({ personId, channel }) => ({
      id: newId(at),
      channel,
      personId,
      template,
      payload,
      aboutPersonId,
      nextAttemptAt: at,
      createdAt: at,
    })),
  )
}
