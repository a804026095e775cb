import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, toTime } from '../../storage/personal-data'

interface OwnBatchRow {
  id: string
  place: string | null
  channel: string
  rowCount: number
  acceptedCount: number
  createdAt: number
}

/** A signal names no person; of a file that was brought in there is known who did it. */
export const signalsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'appeal-imports.json',
      about: {
        'zh-CN': '您作为工作人员导入的诉求文件：地点、渠道、行数和时间。',
        en: 'Files of cases that you brought in as staff: place, channel, rows and when.',
      },
      async *rows() {
        const load = (after: string, limit: number) =>
          reader.sql.all<OwnBatchRow>(
            `SELECT b."id", p."name" AS "place", b."channel", b."rowCount", b."acceptedCount", b."createdAt"
             FROM "ImportBatch" b LEFT JOIN "Place" p ON p."id" = b."placeId"
             WHERE b."createdById" = ? AND b."id" > ? ORDER BY b."id" LIMIT ?`,
            [personId, after, limit],
          )
        for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
          yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
        }
      },
    },
  ],
  /** The report is the place's, and stays; who sent the file has no name any more. */
  erase: async () => undefined,
}
