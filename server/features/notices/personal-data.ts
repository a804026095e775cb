import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

export const noticesHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [receiptsFile(reader, personId), writtenFile(reader, personId)],
  /** A notice is the place's word, and stays; who wrote it has no name any more. */
  erase: async (tx, personId) => {
    await tx.sql.run(`DELETE FROM "NoticeReceipt" WHERE "personId" = ?`, [personId])
  },
}

function receiptsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'notices-confirmed.json',
    about: { 'zh-CN': '您确认过的公告，以及确认的时间。', en: 'The notices you confirmed, and when.' },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<{ noticeId: string; title: string; confirmedAt: number }>(
          `SELECT r."noticeId", n."title", r."createdAt" AS "confirmedAt" FROM "NoticeReceipt" r JOIN "Notice" n ON n."id" = r."noticeId"
           WHERE r."personId" = ? AND r."noticeId" > ? ORDER BY r."noticeId" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ noticeId }) => noticeId)) {
        yield page.map((row) => ({ ...row, confirmedAt: toTime(row.confirmedAt) }))
      }
    },
  }
}

interface WrittenRow {
  id: string
  title: string
  body: string
  level: string
  publishAt: number
  createdAt: number
}

function writtenFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'notices-written.json',
    about: {
      'zh-CN': '您作为工作人员发布的公告。注销后公告仍保留，但不再有您的名字。',
      en: 'Notices you wrote as staff. They stay when you leave, without your name.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<WrittenRow>(
          `SELECT "id", "title", "body", "level", "publishAt", "createdAt" FROM "Notice"
           WHERE "authorId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, publishAt: toTime(row.publishAt), createdAt: toTime(row.createdAt) }))
      }
    },
  }
}
