import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import { countedMinutes, listCorrections, presentCorrections } from '../volunteering'

export const serviceRecordHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [entriesFile(reader, personId), certificatesFile(reader, personId)],
  /** Hours that were done stay in the community's file, and a certificate can still be checked; neither has a name any more. */
  erase: async (tx, personId) => {
    await tx.sql.run(
      'DELETE FROM "OwedPoints" WHERE "entryId" IN (SELECT "id" FROM "ServiceEntry" WHERE "personId" = ?)',
      [personId],
    )
    await tx.sql.run('DELETE FROM "CheckInCodeUse" WHERE "personId" = ?', [personId])
    await tx.sql.run(`UPDATE "Certificate" SET "holder" = '', "lines" = '[]' WHERE "personId" = ?`, [personId])
  },
}

interface OwnEntry {
  id: string
  title: string
  category: string
  state: string
  checkedInAt: number | null
  checkedOutAt: number | null
  minutes: number | null
  year: number
}

function entriesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'service-record.json',
    about: {
      'zh-CN': '您的志愿服务记录：活动、类别、签到签退时间、计入的分钟数，以及更正过多少、为什么。',
      en: 'Your service record: activity, category, when you came and left, minutes counted, and what was put right and why.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnEntry>(
          `SELECT e."id", a."title", e."category", e."state", e."checkedInAt", e."checkedOutAt", ${countedMinutes('e')} AS "minutes", e."year" FROM "ServiceEntry" e
           JOIN "Activity" a ON a."communityId" = e."communityId" AND a."id" = e."activityId"
           WHERE e."personId" = ? AND e."id" > ? ORDER BY e."id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        const corrections = await listCorrections(
          reader,
          page.map(({ id }) => id),
        )
        yield page.map((row) => ({
          ...row,
          corrections: presentCorrections(corrections, row.id),
          checkedInAt: toTime(row.checkedInAt),
          checkedOutAt: toTime(row.checkedOutAt),
        }))
      }
    },
  }
}

interface OwnCertificate {
  id: string
  number: string
  year: number
  holder: string
  issuer: string
  lines: string
  minutes: number
  issuedAt: number
}

function certificatesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'certificates.json',
    about: {
      'zh-CN': '为您开具的志愿服务证明：编号、年份、姓名、时长、服务内容。',
      en: 'Certificates issued to you: number, year, name, hours, and what they were spent on.',
    },
    value: async () => {
      const rows = await reader.sql.all<OwnCertificate>(
        `SELECT "id", "number", "year", "holder", "issuer", "lines", "minutes", "issuedAt" FROM "Certificate"
         WHERE "personId" = ? ORDER BY "issuedAt", "id"`,
        [personId],
      )
      return rows.map(({ lines, issuedAt, ...row }) => ({
        ...row,
        lines: JSON.parse(lines),
        issuedAt: toTime(issuedAt),
      }))
    },
  }
}
