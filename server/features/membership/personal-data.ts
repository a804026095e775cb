import { type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

export const membershipHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [membershipsFile(reader, personId), rolesFile(reader, personId)],
  erase: async (tx, personId) => {
    await tx.sql.run(`DELETE FROM "Membership" WHERE "personId" = ?`, [personId])
    await tx.sql.run(`DELETE FROM "StaffRole" WHERE "personId" = ?`, [personId])
  },
}

interface OwnMembershipRow {
  id: string
  community: string
  grid: string
  building: string
  household: string
  relation: string
  state: string
  refusedReason: string | null
  createdAt: number
  decidedAt: number | null
}

function membershipsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'memberships.json',
    about: {
      'zh-CN': '您申请或加入过的住址：社区、网格、楼栋、房号、身份、状态和时间。',
      en: 'The homes you asked for or belong to: community, grid, building, door, relation, state and times.',
    },
    value: async () => {
      const rows = await reader.sql.all<OwnMembershipRow>(
        `SELECT m."id", c."name" AS "community", g."name" AS "grid", b."name" AS "building", h."number" AS "household", m."relation",
           m."state", m."refusedReason", m."createdAt", m."decidedAt"
         FROM "Membership" m LEFT JOIN "Place" c ON c."id" = m."communityId" LEFT JOIN "Place" g ON g."id" = m."gridId"
           LEFT JOIN "Place" b ON b."id" = m."buildingId" LEFT JOIN "Household" h ON h."id" = m."householdId"
         WHERE m."personId" = ? ORDER BY m."id"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt), decidedAt: toTime(row.decidedAt) }))
    },
  }
}

function rolesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'roles.json',
    about: {
      'zh-CN': '您担任或担任过的职责：在哪里、从什么时候、到什么时候。',
      en: 'Offices you hold or held: where, since when, until when.',
    },
    value: async () => {
      const rows = await reader.sql.all<{ role: string; place: string; grantedAt: number; endedAt: number | null }>(
        `SELECT r."role", p."name" AS "place", r."grantedAt", r."endedAt"
         FROM "StaffRole" r LEFT JOIN "Place" p ON p."id" = r."placeId" WHERE r."personId" = ? ORDER BY r."id"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, grantedAt: toTime(row.grantedAt), endedAt: toTime(row.endedAt) }))
    },
  }
}
