import { type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'

/** Rows of one kind that a person is given: nobody has more sensors, and a carer's work of years stays below it. */
const ROWS_MAX = 5_000

export const careHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [consentsFile(reader, personId), tasksFile(reader, personId)],
  /** Consents go. A task stays part of what happened in the building, without the home that it was about and without what was said of it. */
  erase: async (tx, personId) => {
    await tx.sql.run(
      `UPDATE "CareTask" SET "householdId" = NULL, "text" = '', "report" = NULL WHERE "householdId" IN (SELECT "householdId" FROM "SensorConsent" WHERE "personId" = ?)`,
      [personId],
    )
    await tx.sql.run(`DELETE FROM "SensorConsent" WHERE "personId" = ?`, [personId])
  },
}

interface OwnConsentRow {
  id: string
  household: string
  channel: string
  device: string
  givenAt: number
  withdrawnAt: number | null
}

function consentsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'sensor-consents.json',
    about: {
      'zh-CN': '您同意接入的传感器：哪一户、哪个设备、同意和撤回的时间。',
      en: 'The sensors you agreed to: which home, which device, when you agreed and withdrew.',
    },
    value: async () => {
      const rows = await reader.sql.all<OwnConsentRow>(
        `SELECT c."id", h."number" AS "household", c."channel", c."device", c."givenAt", c."withdrawnAt"
         FROM "SensorConsent" c LEFT JOIN "Household" h ON h."id" = c."householdId" WHERE c."personId" = ? ORDER BY c."id" LIMIT ?`,
        [personId, ROWS_MAX],
      )
      return rows.map((row) => ({ ...row, givenAt: toTime(row.givenAt), withdrawnAt: toTime(row.withdrawnAt) }))
    },
  }
}

interface OwnTaskRow {
  id: string
  channel: string
  text: string
  state: string
  report: string | null
  createdAt: number
  doneAt: number | null
  part: string
}

function tasksFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'care-tasks.json',
    about: {
      'zh-CN': '关爱任务：由您家的传感器发起的，以及您自己接手的。',
      en: 'Care tasks: those that sensors of your home gave rise to, and those you took on yourself.',
    },
    value: async () => {
      const rows = await reader.sql.all<OwnTaskRow>(
        `SELECT "id", "channel", "text", "state", "report", "createdAt", "doneAt",
           CASE WHEN "takenById" = ? THEN 'carer' ELSE 'home' END AS "part"
         FROM "CareTask" WHERE "takenById" = ?
           OR "householdId" IN (SELECT "householdId" FROM "SensorConsent" WHERE "personId" = ?) ORDER BY "id" LIMIT ?`,
        [personId, personId, personId, ROWS_MAX],
      )
      return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt), doneAt: toTime(row.doneAt) }))
    },
  }
}
