import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

export const alertsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [raisedFile(reader, personId), sightingsFile(reader, personId)],
  /** What the person saw goes; an alert is the place's word, and stays without a name of who raised it. */
  erase: async (tx, personId) => {
    const alerts = await tx.sql.all<{ alertId: string }>(
      `SELECT DISTINCT "alertId" FROM "Sighting" WHERE "personId" = ?`,
      [personId],
    )
    await tx.sql.run(`DELETE FROM "Sighting" WHERE "personId" = ?`, [personId])
    await tx.sql.run(
      `UPDATE "MissingAlert" SET "sightingCount" = (SELECT COUNT(*) FROM "Sighting" s
         WHERE s."communityId" = "MissingAlert"."communityId" AND s."alertId" = "MissingAlert"."id") WHERE "id" IN (?)`,
      [alerts.map(({ alertId }) => alertId)],
    )
  },
}

interface OwnAlertRow {
  id: string
  lastPlace: string
  state: string
  createdAt: number
  endedAt: number | null
}

function raisedFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'alerts-raised.json',
    about: {
      'zh-CN': '您作为工作人员发布的寻人：最后出现的地点、状态和时间。',
      en: 'Missing-person alerts that you raised as staff: last place, state and times.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnAlertRow>(
          `SELECT "id", "lastPlace", "state", "createdAt", "endedAt" FROM "MissingAlert"
           WHERE "raisedById" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt), endedAt: toTime(row.endedAt) }))
      }
    },
  }
}

interface OwnSightingRow {
  id: string
  alertId: string
  text: string
  lngE6: number | null
  latE6: number | null
  seenAt: number
  createdAt: number
}

function sightingsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'sightings.json',
    about: {
      'zh-CN': '您提供的寻人线索：内容、位置和时间。',
      en: 'What you reported of missing people: words, place and times.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnSightingRow>(
          `SELECT "id", "alertId", "text", "lngE6", "latE6", "seenAt", "createdAt" FROM "Sighting"
           WHERE "personId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, seenAt: toTime(row.seenAt), createdAt: toTime(row.createdAt) }))
      }
    },
  }
}
