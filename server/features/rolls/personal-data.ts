import { type PersonalDataHolder, toTime } from '../../storage/personal-data'

export const rollsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'poll-objections.json',
      about: {
        'zh-CN': '您对投票名册或选票提出的异议，以及答复。',
        en: 'Objections you raised to rolls or about your ballot, and the answers.',
      },
      value: async () => {
        const rows = await reader.sql.all<{ createdAt: number }>(
          `SELECT "pollId", "id", "about", "text", "state", "answer", "createdAt" FROM "PollObjection" WHERE "personId" = ? ORDER BY "id"`,
          [personId],
        )
        return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      },
    },
    {
      name: 'roll-corrections.json',
      about: {
        'zh-CN': '您作为工作人员提出或确认的名册更正。',
        en: 'Corrections of rolls that you proposed or confirmed as staff.',
      },
      value: async () => {
        const rows = await reader.sql.all<{ createdAt: number }>(
          `SELECT "pollId", "id", "reason", "state", "version", "createdAt" FROM "PollCorrection" WHERE "proposedById" = ? OR "decidedById" = ? ORDER BY "id"`,
          [personId, personId],
        )
        return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      },
    },
  ],
  /** That there was an objection stays in the file of the poll; its words go, and whoever is asked to be put on a roll by id. */
  erase: async (tx, personId) => {
    await tx.sql.run(
      `UPDATE "PollObjection" SET "text" = '', "answer" = NULL, "requestHash" = '' WHERE "personId" = ?`,
      [personId],
    )
    await tx.sql.run(
      `UPDATE "PollCorrection" SET "body" = '{"remove":[],"add":[]}', "requestHash" = '' WHERE "body" LIKE ?`,
      [`%${personId}%`],
    )
  },
}
