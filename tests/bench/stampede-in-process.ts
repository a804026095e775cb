import type Database from 'better-sqlite3'
import { v7 } from 'uuid'
import type { Deps } from '../../server/deps'
import { SignUpQueue } from '../../server/features/volunteering/sign-up-queue'
import { hashRequest } from '../../server/kernel/request-hash'
import { personIdOf, streetId } from './city'
import type { Round } from './measure'
import { activityId, STAMPEDE, shiftIdOf, volunteerOf } from './shifts'

const peopleOf = (round: number) =>
  Array.from({ length: STAMPEDE.people }, (_, index) => personIdOf(volunteerOf(round * STAMPEDE.people + index)))

/** Ours, all at once through the queue, and in turns with it the floor: one conditional update and one bare INSERT for each, in one transaction. */
export async function measureStampedeInProcess(
  deps: Deps,
  database: Database.Database,
  rounds: number,
  warmRounds: number,
): Promise<{ contender: string; rounds: Round[] }[]> {
  const queue = new SignUpQueue(deps)
  const bare = prepareBare(database)
  const contenders: [string, (round: number) => Promise<void>][] = [
    [
      'linli',
      async (round) => {
        const shiftId = shiftIdOf(round)
        const requestHash = hashRequest({ shiftId, roleId: null })
        await Promise.all(
          peopleOf(round).map((personId) => queue.signUp({ id: v7(), personId, shiftId, roleId: null, requestHash })),
        )
      },
    ],
    ['bare update', async (round) => bare(shiftIdOf(rounds + round), peopleOf(rounds + round))],
  ]
  const results = contenders.map(([contender]) => ({ contender, rounds: [] as Round[] }))
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, [, stampede]] of contenders.entries()) {
      const before = process.cpuUsage()
      const startedAt = performance.now()
      await stampede(round)
      const { user, system } = process.cpuUsage(before)
      const cpuMicroseconds = (user + system) / STAMPEDE.people
      const perSecond = (STAMPEDE.people / (performance.now() - startedAt)) * 1_000
      if (round >= warmRounds)
        results[index]?.rounds.push({ cpuMicroseconds, perCoreSecond: 1e6 / cpuMicroseconds, perSecond })
    }
  }
  return results
}

function prepareBare(database: Database.Database): (shiftId: string, people: readonly string[]) => void {
  const take = database.prepare(
    `UPDATE "ShiftRole" SET "confirmed" = "confirmed" + 1, "arrivals" = "arrivals" + 1
     WHERE "communityId" = ? AND "shiftId" = ? AND "id" = ? AND "confirmed" < "capacity" RETURNING "arrivals"`,
  )
  const wait = database.prepare(
    `UPDATE "ShiftRole" SET "waiting" = "waiting" + 1, "arrivals" = "arrivals" + 1
     WHERE "communityId" = ? AND "shiftId" = ? AND "id" = ? RETURNING "arrivals"`,
  )
  const times = database.prepare('SELECT "startsAt", "endsAt" FROM "Shift" WHERE "id" = ?')
  const insert = database.prepare(
    `INSERT INTO "SignUp" ("communityId", "shiftId", "roleId", "arrival", "id", "personId", "activityId", "state", "startsAt", "endsAt", "createdAt",
       "changedAt", "requestHash") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'x')`,
  )
  return (shiftId, people) => {
    const { startsAt, endsAt } = times.get(shiftId) as { startsAt: number; endsAt: number }
    const now = Date.now()
    const key = [streetId, shiftId, shiftId]
    database.exec('BEGIN IMMEDIATE')
    for (const personId of people) {
      const taken = take.get(...key) as { arrivals: number } | undefined
      const { arrivals } = taken ?? (wait.get(...key) as { arrivals: number })
      const state = taken === undefined ? 'waiting' : 'confirmed'
      insert.run(...key, arrivals, v7(), personId, activityId, state, startsAt, endsAt, now, now)
    }
    database.exec('COMMIT')
  }
}
