import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { findService, findShift } from '../volunteering'
import type { AwardHours, AwardOutcome } from './award-hours'
import { award } from './find-turn'
import { deleteOwed, listOwed } from './repository'

const BATCH = 100

type Owed = Awaited<ReturnType<typeof listOwed>>[number]

/**
 * The job: hours for which a budget had no points when they were done are paid when it has, the earliest first. They count towards the cap of
 * the week in which they are paid; what it cuts off is paid in the weeks after. Each in a transaction of its own, so that one cut short is gone on with.
 */
export async function payOwedPoints(deps: Deps, awardHours: AwardHours): Promise<void> {
  const { read, write } = deps.store
  const now = deps.clock.now()
  const empty = new Set<string>()
  let after = { communityId: BEFORE_ALL_IDS, entryId: BEFORE_ALL_IDS }
  for (let listed = BATCH; listed === BATCH; ) {
    const owed = await listOwed(read, after, BATCH)
    for (const row of owed) {
      after = row
      if (empty.has(row.communityId)) continue
      const paid = await write((tx) => pay(tx, awardHours, row, now))
      if (paid.outcome === 'owed') empty.add(paid.communityId)
    }
    listed = owed.length
  }
}

/** Of two who would pay at once, the one who takes the note away does. */
async function pay(tx: Tx, awardHours: AwardHours, row: Owed, now: Date): Promise<AwardOutcome> {
  if ((await deleteOwed(tx, row)) === 0) return { outcome: 'settled' }
  const shift = found(await findShift(tx, row.shiftId))
  const service = found(await findService(tx, row.shiftId, row.personId))
  return award(tx, awardHours, shift, service, now, true)
}
