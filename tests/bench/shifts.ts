import Database from 'better-sqlite3'
import { CITY, personIdOf, streetId, uuid } from './city'

/** The stampede of stack.md: so many people, for so many places, at once. */
export const STAMPEDE = { people: 2_200, places: 50 } as const

const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2080, 0, 1)

export const activityId = uuid(FIRST_DAY, 12, 0)
export const shiftIdOf = (round: number) => uuid(FIRST_DAY, 13, round)

/** Who comes as the `index`-th: everybody once before anybody comes again. */
export const volunteerOf = (index: number) => index % (CITY.grids * CITY.peoplePerGrid)

/** An activity of the whole street with so many shifts, each on a day of its own. */
export function openShifts(file: string, count: number): void {
  const database = new Database(file)
  const now = Date.now()
  database.exec('BEGIN')
  database
    .prepare(
      `INSERT INTO "Activity" ("communityId", "id", "placeId", "authorId", "title", "body", "category", "needsInsurance", "state", "createdAt", "requestHash")
       VALUES (?, ?, ?, ?, '护学岗', '上学时段在校门口引导车辆。', '平安', 0, 'open', ?, 'x')`,
    )
    .run(streetId, activityId, streetId, personIdOf(0), now)
  const shift = database.prepare(
    `INSERT INTO "Shift" ("communityId", "activityId", "startsAt", "id", "endsAt", "createdById", "capacity", "pointsPerHour", "address", "createdAt", "requestHash")
     VALUES (?, ?, ?, ?, ?, ?, ?, 10, '校门口', ?, 'x')`,
  )
  const role = database.prepare(
    `INSERT INTO "ShiftRole" ("communityId", "shiftId", "id", "title", "capacity") VALUES (?, ?, ?, '', ?)`,
  )
  for (let round = 0; round < count; round += 1) {
    const startsAt = FIRST_DAY + round * DAY_MS
    const id = shiftIdOf(round)
    shift.run(streetId, activityId, startsAt, id, startsAt + 7_200_000, personIdOf(0), STAMPEDE.places, now)
    role.run(streetId, id, id, STAMPEDE.places)
  }
  database.exec('COMMIT')
  database.close()
}

/** @throws Error where a shift did not end as it must: 50 in, the others waiting, their order without gap or tie */
export function assertExact(file: string, round: number): void {
  const database = new Database(file, { readonly: true })
  const rows = database
    .prepare(`SELECT "arrival", "state" FROM "SignUp" WHERE "communityId" = ? AND "shiftId" = ? ORDER BY "arrival"`)
    .all(streetId, shiftIdOf(round)) as { arrival: number; state: string }[]
  database.close()
  const confirmed = rows.filter(({ state }) => state === 'confirmed').length
  const hasGap = rows.some(({ arrival }, index) => arrival !== index + 1)
  if (rows.length !== STAMPEDE.people || confirmed !== STAMPEDE.places || hasGap)
    throw new Error(`the stampede: ${confirmed} of ${rows.length} are in${hasGap ? ', with a gap' : ''}`)
}
