import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import { release } from './leave-shift'

export const volunteeringHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [signUpsFile(reader, personId), activitiesFile(reader, personId)],
  /**
   * Places to come go to the next in line. Activities that were agreed to and past turns are the community's file: they stay, without a name.
   * A proposal is its author's own, and loses its words.
   */
  erase: async (tx, personId, now) => {
    const coming = await tx.sql.all<{ id: string }>(
      `SELECT u."id" FROM "SignUp" u WHERE u."personId" = ? AND u."state" IN ('confirmed', 'waiting') AND u."endsAt" > ?
         AND NOT EXISTS (SELECT 1 FROM "ServiceEntry" e WHERE e."communityId" = u."communityId" AND e."shiftId" = u."shiftId" AND e."personId" = u."personId")
       ORDER BY u."id"`,
      [personId, now],
    )
    for (const { id } of coming) await release(tx, id, 'left', now)
    await tx.sql.run(
      `UPDATE "Activity" SET "title" = '…', "body" = '', "insurance" = NULL, "requestHash" = '' WHERE "authorId" = ? AND "state" IN ('proposed', 'refused')`,
      [personId],
    )
    await tx.sql.run('DELETE FROM "FirstClaim" WHERE "personId" = ?', [personId])
  },
}

interface OwnSignUp {
  id: string
  title: string
  startsAt: number
  endsAt: number
  state: string
  createdAt: number
}

function signUpsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'sign-ups.json',
    about: {
      'zh-CN': '您报过名的志愿班次：活动、时间、状态和报名时间。',
      en: 'The shifts you signed up for: activity, times, state, and when you signed up.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnSignUp>(
          `SELECT u."id", a."title", u."startsAt", u."endsAt", u."state", u."createdAt" FROM "SignUp" u
           JOIN "Activity" a ON a."communityId" = u."communityId" AND a."id" = u."activityId"
           WHERE u."personId" = ? AND u."id" > ? ORDER BY u."id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({
          ...row,
          startsAt: toTime(row.startsAt),
          endsAt: toTime(row.endsAt),
          createdAt: toTime(row.createdAt),
        }))
      }
    },
  }
}

function activitiesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'activities.json',
    about: {
      'zh-CN': '您发起的志愿活动。注销后活动仍保留，但不再有您的名字。',
      en: 'The activities you started. They stay when you leave, without your name.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<{ id: string; title: string; body: string; category: string; state: string; createdAt: number }>(
          `SELECT "id", "title", "body", "category", "state", "createdAt" FROM "Activity"
           WHERE "authorId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      }
    },
  }
}
