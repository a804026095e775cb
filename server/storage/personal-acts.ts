import { BEFORE_ALL_IDS } from '../kernel/ids'
import { inPages, type PersonalDataHolder, toTime } from './personal-data'

interface ActRow {
  subjectId: string
  id: string
  subjectKind: string
  action: string
  createdAt: number
}

/** The person's part in the record of acts (acts.ts). */
export const actsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'acts.json',
      about: {
        'zh-CN': '您做过的操作（例如删除、申诉、核实）：做了什么、对哪一项、什么时间。',
        en: 'What you did with things (such as deleting, appealing, verifying): which act, on what, and when.',
      },
      async *rows() {
        const pages = inPages(
          ['', BEFORE_ALL_IDS] as [string, string],
          ([subjectKind, id], limit) =>
            reader.sql.all<ActRow>(
              `SELECT "subjectId", "id", "subjectKind", "action", "createdAt" FROM "Act"
               WHERE "personId" = ? AND ("subjectKind", "id") > (?, ?) ORDER BY "subjectKind", "id" LIMIT ?`,
              [personId, subjectKind, id, limit],
            ),
          (row): [string, string] => [row.subjectKind, row.id],
        )
        for await (const page of pages) yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      },
    },
  ],
  /** Acts on things that stay are part of their file: they lose the digest of what was written. */
  erase: async (tx, personId) => {
    await tx.sql.run(`DELETE FROM "Act" WHERE "personId" = ? AND "subjectKind" IN ('person', 'post', 'comment')`, [
      personId,
    ])
    await tx.sql.run(`UPDATE "Act" SET "requestHash" = '' WHERE "personId" = ?`, [personId])
  },
}
