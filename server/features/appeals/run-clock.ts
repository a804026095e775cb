import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { Problem } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { factsOf } from './case-facts'
import { listCasesToActOn, markAnnounced } from './clock-repository'
import { type MoveBy, moveCase } from './move-case'
import { type CaseRow, findCase, holdCase } from './repository'
import { setProvisionalAnew } from './set-due-anew'
import { tellDesk, tellResidents } from './tell-people'
import { findMove, type Verb } from './transitions'

const BATCH = 100

type Now = Pick<MoveBy, 'at' | 'calendar'>

/**
 * The job: sets anew what was provisional, sends what is overdue one level higher, announces the time-out of what was answered, and closes it. Each case has a transaction of
 * its own, in which the time is looked at again: a second process, or a second run, finds nothing left to do.
 */
export async function runAppealsClock(deps: Deps): Promise<void> {
  await setProvisionalAnew(deps)
  const now = deps.clock.now()
  let after: readonly [Date, string] = [new Date(0), BEFORE_ALL_IDS]
  for (let found = BATCH; found === BATCH; ) {
    const due = await listCasesToActOn(deps.store.read, now, after, BATCH)
    for (const { id } of due) {
      try {
        await actByClock(deps, id)
      } catch (error) {
        // One case that cannot be moved keeps none of the others waiting.
        deps.log.error({ err: error, appealId: id }, 'the clock could not move a case')
      }
    }
    const last = due.at(-1)
    if (last) after = [new Date(last.actAt), last.id]
    found = due.length
  }
}

async function actByClock(deps: Deps, id: string): Promise<void> {
  const at = deps.clock.now()
  const now = { at, calendar: deps.config.workingCalendar }
  await deps.store.write(async (tx) => {
    await holdCase(tx, id)
    const row = await findCase(tx, id)
    if (row === null || row.actAt === null || row.actAt > at.getTime()) return
    if (row.state !== 'answered') return escalate(tx, row, now)
    if (row.closesAt !== null && row.closesAt <= at.getTime()) return timeOut(tx, row, now)
    await markAnnounced(tx, row, at)
    await tellResidents(tx, row, { kind: 'appeal_closing_soon', at }, 'reporter')
  })
}

/** Both sides are told: whoever has it now, and whom it concerns; so is the desk that was too late. */
async function escalate(tx: Tx, row: CaseRow, now: Now): Promise<void> {
  const { at } = now
  const moved = await move(tx, row, 'escalate', now)
  if (moved.handlerPlaceId !== row.handlerPlaceId) await tellDesk(tx, row, { kind: 'appeal_overdue', at })
  await tellDesk(tx, moved, { kind: 'appeal_overdue', at })
  await tellResidents(tx, moved, { kind: 'appeal_overdue_reporter', at })
}

async function timeOut(tx: Tx, row: CaseRow, now: Now): Promise<void> {
  await tellResidents(tx, await move(tx, row, 'time_out', now), { kind: 'appeal_timed_out', at: now.at })
}

async function move(tx: Tx, row: CaseRow, verb: Verb & ('escalate' | 'time_out'), now: Now): Promise<CaseRow> {
  const step = findMove(factsOf(row), verb, 'clock')
  if (step === null) throw new Problem('wrong_state')
  return moveCase(tx, row, step, { kind: verb, role: 'clock', personId: null, placeId: null, ...now })
}
