import { type PersonalDataHolder, toTime } from '../../storage/personal-data'

interface OwnRow {
  place: string | null
  role: string
  part: string
  from: number
  until: number
  endedAt: number | null
}

export const handOversHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'hand-overs.json',
      about: {
        'zh-CN': '您请同事代班，或替同事代班的记录：哪个岗位、从何时到何时。',
        en: 'Desks that a colleague looked after for you, or you for a colleague: which, since when, until when.',
      },
      value: async () => {
        const rows = await reader.sql.all<OwnRow>(
          `SELECT p."name" AS "place", o."role", CASE WHEN o."absentId" = ? THEN 'absent' ELSE 'substitute' END AS "part",
             o."startsAt" AS "from", o."endsAt" AS "until", o."endedAt"
           FROM "HandOver" o LEFT JOIN "Place" p ON p."id" = o."placeId"
           WHERE o."absentId" = ? OR o."substituteId" = ? ORDER BY o."id"`,
          [personId, personId, personId],
        )
        return rows.map((row) => ({
          ...row,
          from: toTime(row.from),
          until: toTime(row.until),
          endedAt: toTime(row.endedAt),
        }))
      },
    },
  ],
  erase: async (tx, personId) => {
    await tx.sql.run(`DELETE FROM "HandOver" WHERE "absentId" = ? OR "substituteId" = ?`, [personId, personId])
  },
}
