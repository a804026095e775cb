import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

export const callUpsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [answersFile(reader, personId), calledFile(reader, personId)],
  /** Who was called goes; a call stays as the place's file, its caller without a name. */
  erase: async (tx, personId) => {
    await tx.sql.run('DELETE FROM "CallUpPerson" WHERE "personId" = ?', [personId])
  },
}

interface AnswerRow {
  callUpId: string
  text: string
  building: string | null
  answer: string | null
  minutes: number | null
  answeredAt: number | null
}

function answersFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'call-ups-answered.json',
    about: {
      'zh-CN': '您收到的紧急召集和您的答复；召集结束后，所在楼栋不再保存。',
      en: 'Emergencies you were called to and what you answered; your building is forgotten when a call-up ends.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<AnswerRow>(
          `SELECT o."callUpId", c."text", b."name" AS "building", o."answer", o."minutes", o."answeredAt" FROM "CallUpPerson" o
           JOIN "CallUp" c ON c."communityId" = o."communityId" AND c."id" = o."callUpId" LEFT JOIN "Place" b ON b."id" = o."buildingId"
           WHERE o."personId" = ? AND o."callUpId" > ? ORDER BY o."callUpId" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ callUpId }) => callUpId)) {
        yield page.map((row) => ({ ...row, answeredAt: toTime(row.answeredAt) }))
      }
    },
  }
}

function calledFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'call-ups-made.json',
    about: {
      'zh-CN': '您作为工作人员发起的紧急召集。注销后仍保留，但不再有您的名字。',
      en: 'Call-ups you made as staff. They stay when you leave, without your name.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<{ id: string; text: string; createdAt: number; endedAt: number | null }>(
          `SELECT "id", "text", "createdAt", "endedAt" FROM "CallUp" WHERE "callerId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt), endedAt: toTime(row.endedAt) }))
      }
    },
  }
}
