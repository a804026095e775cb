import type { Reader, Tx } from '../../storage/store'

export interface VolunteerRow {
  personId: string
  skills: string[]
  canBeCalled: boolean
  birthMonth: string | null
}

interface StoredRow {
  personId: string
  skills: string
  canBeCalled: boolean | number
  birthMonth: string | null
}

/** What volunteers said of themselves, by person; who said nothing is not in it. */
export async function listVolunteers(reader: Reader, personIds: readonly string[]): Promise<Map<string, VolunteerRow>> {
  const rows = await reader.sql.all<StoredRow>(
    'SELECT "personId", "skills", "canBeCalled", "birthMonth" FROM "Volunteer" WHERE "personId" IN (?)',
    [personIds],
  )
  return new Map(
    rows.map((row) => [
      row.personId,
      { ...row, skills: JSON.parse(row.skills), canBeCalled: Boolean(row.canBeCalled) },
    ]),
  )
}

export interface ReadyPerson {
  personId: string
  buildingId: string
  skills: string[]
}

/** Residents of a community, of one grid or building of it, who agreed to be called; each once, at their first home there. */
export async function listReadyPeople(
  reader: Reader,
  where: { communityId: string; gridId: string | null; buildingId: string | null },
): Promise<ReadyPerson[]> {
  const { communityId, gridId, buildingId } = where
  const rows = await reader.sql.all<{ personId: string; buildingId: string; skills: string }>(
    `SELECT v."personId", m."buildingId", v."skills" FROM "Volunteer" v JOIN "Membership" m ON m."personId" = v."personId"
     WHERE v."canBeCalled" = ? AND m."state" = 'verified' AND m."communityId" = ?
       ${gridId === null ? '' : 'AND m."gridId" = ?'} ${buildingId === null ? '' : 'AND m."buildingId" = ?'}
     ORDER BY v."personId", m."id"`,
    [true, communityId, ...(gridId === null ? [] : [gridId]), ...(buildingId === null ? [] : [buildingId])],
  )
  const first = new Map<string, ReadyPerson>()
  for (const row of rows)
    if (!first.has(row.personId)) first.set(row.personId, { ...row, skills: JSON.parse(row.skills) })
  return [...first.values()]
}

/** `consentedAt` is when they last agreed; it goes with the consent. */
export async function saveVolunteer(tx: Tx, row: VolunteerRow, now: Date): Promise<void> {
  const { personId, canBeCalled, birthMonth } = row
  const skills = JSON.stringify(row.skills)
  await tx.sql.run(
    `INSERT INTO "Volunteer" ("personId", "skills", "canBeCalled", "consentedAt", "birthMonth", "updatedAt") VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT ("personId") DO UPDATE SET "skills" = excluded."skills", "birthMonth" = excluded."birthMonth", "updatedAt" = excluded."updatedAt",
       "consentedAt" = CASE WHEN "Volunteer"."canBeCalled" = excluded."canBeCalled" THEN "Volunteer"."consentedAt" ELSE excluded."consentedAt" END,
       "canBeCalled" = excluded."canBeCalled"`,
    [personId, skills, canBeCalled, canBeCalled ? now : null, birthMonth, now],
  )
}
