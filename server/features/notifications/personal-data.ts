import type { Language, NotificationKind } from '../../../src/contract'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import type { OutboxPayload } from './platform-message'
import type { NotificationRow } from './repository'
import { wordsFor } from './words'

export const notificationsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId, language) => [
    inboxFile(reader, personId, language),
    messagesFile(reader, personId, language),
    grantsFile(reader, personId),
  ],
  /** The person's own inbox, and the lines and messages that name or quote them to others. */
  erase: async (tx, personId) => {
    await tx.sql.run(`DELETE FROM "Notification" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "Notification" WHERE "aboutPersonId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "OutboxMessage" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "OutboxMessage" WHERE "aboutPersonId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "SubscriptionGrant" WHERE "personId" = ?`, [personId])
  },
}

function inboxFile(reader: Reader, personId: string, language: Language): PersonalFile {
  return {
    name: 'notifications.json',
    about: {
      'zh-CN': '您收到的消息：内容、收到和阅读的时间。',
      en: 'Your inbox: the words, when they came and when you read them.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<NotificationRow>(
          `SELECT "personId", "id", "kind", "params", "subjectKind", "subjectId", "createdAt", "readAt" FROM "Notification"
           WHERE "personId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map(({ id, kind, params, subjectKind, subjectId, createdAt, readAt }) => ({
          id,
          kind,
          ...wordsFor(kind as NotificationKind, JSON.parse(params), language),
          subject: { kind: subjectKind, id: subjectId },
          createdAt: toTime(createdAt),
          readAt: toTime(readAt),
        }))
      }
    },
  }
}

interface MessageRow {
  id: string
  channel: string
  template: string
  payload: string
  state: string
  createdAt: number
}

function messagesFile(reader: Reader, personId: string, language: Language): PersonalFile {
  return {
    name: 'messages.json',
    about: {
      'zh-CN': '近期发往您微信或支付宝的订阅消息：内容、模板和状态。',
      en: 'Recent messages to your WeChat or Alipay: the words, the template and whether they were sent.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<MessageRow>(
          `SELECT "id", "channel", "template", "payload", "state", "createdAt" FROM "OutboxMessage"
           WHERE "personId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map(({ payload, createdAt, ...row }) => {
          const { kind, params }: OutboxPayload = JSON.parse(payload)
          return { ...row, ...wordsFor(kind, params, language), createdAt: toTime(createdAt) }
        })
      }
    },
  }
}

function grantsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'subscription-grants.json',
    about: {
      'zh-CN': '您允许我们再发送的订阅消息：平台、模板和剩余次数。',
      en: 'The messages you still allow us to send: platform, template and how many.',
    },
    value: () =>
      reader.sql.all(
        `SELECT "channel", "template", "count" FROM "SubscriptionGrant" WHERE "personId" = ? ORDER BY "channel", "template"`,
        [personId],
      ),
  }
}
