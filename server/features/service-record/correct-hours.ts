import type { Deps } from '../../deps'
import { derivedId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import {
  findService,
  holdRoles,
  listCorrections,
  refuseCorrectHours,
  type ServiceRow,
  type ShiftRow,
} from '../volunteering'
import { checkMinutes } from './attest'
import { findHolder } from './certificate-repository'
import type { CorrectPoints } from './correct-points'
import { type AttendanceCommand, findShiftFor, pointsTransferIds, recordAttendanceAct } from './find-turn'
import { insertCorrection, isOwed } from './repository'
import { roundMinutes } from './rules'

export type CorrectionCommand = AttendanceCommand & {
  action: 'correct'
  ofPersonId: string
  minutes: number
  reason: string
}

/**
 * Hours that were put down wrongly are put right: the turn stays as it was written, an entry beside it says by how much, why and by whom, and the
 * points that followed go back, or come. At any time: whoever kept wrong hours keeps them until somebody sees it.
 * @throws Problem own_attendance; wrong_state where nothing was put down, or it is so already; not_enough_points
 */
export async function correctHours(
  deps: Deps,
  correctPoints: CorrectPoints,
  command: CorrectionCommand,
): Promise<ServiceRow> {
  const { shiftId, personId, ofPersonId, actId, reason } = command
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const { shift, standing } = await findShiftFor(tx, command)
    refuseIf(refuseCorrectHours(standing, shift.path))
    if (ofPersonId === personId) throw new Problem('own_attendance')
    if ((await recordAttendanceAct(tx, command, now)) === 'repeated')
      return found(await findService(tx, shiftId, ofPersonId))
    // Of two who put the same turn right at once, the second finds what the first has done.
    await holdRoles(tx, shiftId)
    const before = found(await findService(tx, shiftId, ofPersonId))
    const minutes = roundMinutes(checkMinutes(shift, command.minutes))
    if (before.state !== 'done' || before.minutes === null || before.minutes === minutes)
      throw new Problem('wrong_state')
    const earlier = await listCorrections(tx, [before.id])
    const correction = { id: actId, minutes: minutes - before.minutes, reason, createdById: personId, createdAt: now }
    const { communityId, id: entryId } = before
    await insertCorrection(tx, { communityId, entryId, number: earlier.length + 1, ...correction })
    await tell(tx, shift, ofPersonId, { minutes, reason, at: now })
    const earlierIds = earlier.map(({ id }) => id)
    await followWithPoints(tx, correctPoints, { shift, before, minutes, command, earlierIds, at: now })
    return { ...before, minutes }
  })
}

/** Somebody who was erased has no name, and is told nothing. */
async function tell(
  tx: Tx,
  { id, title, startsAt }: ShiftRow,
  personId: string,
  { minutes, reason, at }: { minutes: number; reason: string; at: Date },
): Promise<void> {
  if (!(await findHolder(tx, personId))?.displayName) return
  const params = { title, startsAt: new Date(startsAt).toISOString(), minutes: String(minutes), reason }
  await notify(tx, { personIds: [personId], kind: 'hours_corrected', params, subject: { kind: 'shift', id }, at })
}

const MORE = 'points for corrected hours'

async function followWithPoints(
  tx: Tx,
  correctPoints: CorrectPoints,
  done: {
    shift: ShiftRow
    before: ServiceRow
    minutes: number
    command: CorrectionCommand
    earlierIds: readonly string[]
    at: Date
  },
): Promise<void> {
  const { shift, before, minutes, command, earlierIds, at } = done
  const { communityId, title, category, pointsPerHour } = shift
  const { actId: correctionId, personId: correctedById, ofPersonId: personId, reason } = command
  await correctPoints(tx, {
    ...{ communityId, personId, correctionId, title, category, pointsPerHour, minutes, reason, correctedById, at },
    minutesBefore: before.minutes ?? 0,
    transferIds: [...pointsTransferIds(before.id), ...earlierIds.map((id) => derivedId(id, MORE))],
    moreTransferId: derivedId(correctionId, MORE),
    isOwed: await isOwed(tx, { communityId: before.communityId, entryId: before.id }),
  })
}
