import { type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

export const pollsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [rollsFile(reader, personId), minorFile(reader, personId)],
  /** A poll that counts their ballot still adds up: the entry stays, and nothing says any more whose it was. */
  erase: async (tx, personId) => {
    const entries = `SELECT v."entryId" FROM "PollVoter" v WHERE v."personId" = ?`
    await tx.sql.run(
      `UPDATE "PollRollEntry" SET "subject" = '', "salt" = '' WHERE "id" IN (${entries}) AND "subject" LIKE ?`,
      [personId, `%${personId}%`],
    )
    await tx.sql.run('DELETE FROM "PollVoter" WHERE "personId" = ?', [personId])
    await tx.sql.run('DELETE FROM "PollMinor" WHERE "personId" = ?', [personId])
  },
}

function rollsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'poll-rolls.json',
    about: {
      'zh-CN': '您在哪些投票的名册上，以及是否已经投票。无记名投票投了什么，没有人知道，也不在这里。',
      en: 'The polls on whose rolls you are, and whether you have voted. What was chosen in a secret ballot nobody knows, so it is not here.',
    },
    value: async () => {
      const rows = await reader.sql.all<{
        pollId: string
        question: string
        entryId: string
        label: string
        voted: string | null
        announcedAt: number | null
      }>(
        `SELECT p."id" AS "pollId", p."question", e."id" AS "entryId", e."label", mark."via" AS "voted", p."announcedAt"
         FROM "PollVoter" v
         JOIN "Poll" p ON p."communityId" = v."communityId" AND p."id" = v."pollId"
         JOIN "PollRollEntry" e ON e."communityId" = v."communityId" AND e."pollId" = v."pollId" AND e."id" = v."entryId"
         LEFT JOIN "PollMark" mark ON mark."communityId" = v."communityId" AND mark."pollId" = v."pollId" AND mark."entryId" = v."entryId"
         WHERE v."personId" = ? ORDER BY p."id", e."id"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, announcedAt: toTime(row.announcedAt) }))
    },
  }
}

function minorFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'not-of-age.json',
    about: {
      'zh-CN': '工作人员登记的您的成年日期（不保存出生日期）。',
      en: 'The day noted by staff on which you come of age. No date of birth is kept.',
    },
    value: () => reader.sql.all('SELECT "communityId", "ofAgeOn" FROM "PollMinor" WHERE "personId" = ?', [personId]),
  }
}
