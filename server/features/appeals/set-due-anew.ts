import type { Deps } from '../../deps'
import { dueAfter, lastKnownYear } from '../../kernel/working-days'
import { listProvisional, setDueAnew } from './clock-repository'
import { findCase, holdCase } from './repository'
import { hoursOfDesk } from './transitions'

const BATCH = 100
/** Midnight in Shanghai, in hours before that of UTC. */
const OFFSET_HOURS = 8

/** Due times that were counted without a year's holidays, once the calendar has that year. Each in a transaction of its own. */
export async function setProvisionalAnew(deps: Deps): Promise<void> {
  const { store, config, log } = deps
  const knownUntil = new Date(Date.UTC(lastKnownYear(config.workingCalendar) + 1, 0, 1, -OFFSET_HOURS))
  let count = 0
  for (let found = BATCH; found === BATCH; count += found) {
    const rows = await listProvisional(store.read, knownUntil, BATCH)
    for (const { id } of rows) await setOneAnew(deps, id)
    found = rows.length
  }
  if (count > 0) log.info({ count }, 'provisional due times were set anew')
}

async function setOneAnew({ store, config }: Deps, id: string): Promise<void> {
  await store.write(async (tx) => {
    await holdCase(tx, id)
    const row = await findCase(tx, id)
    if (row === null || row.provisionalSince === null) return
    const since = new Date(row.provisionalSince)
    // At its first desk, unless it is one about the grid, a case has the hours that the table says (open-appeal.ts).
    const isAtFirstDesk = row.provisionalSince === row.createdAt && !row.isConflict
    const hours = isAtFirstDesk ? row.workingHours : hoursOfDesk(row.desk, row.workingHours)
    const { dueAt, isProvisional } = dueAfter(since, hours, config.workingCalendar)
    const actAt = row.actAt === row.dueAt ? dueAt : row.actAt === null ? null : new Date(row.actAt)
    await setDueAnew(tx, id, { dueAt, actAt, provisionalSince: isProvisional ? since : null })
  })
}
