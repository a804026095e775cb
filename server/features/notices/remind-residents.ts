import type { RemindAnswer } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { type CallRow, countReach, findAudience, findCall, insertCall } from './audience-repository'
import { factsOf, findNoticeWithPlaces } from './find-notice'
import { refuseRemind, refuseReminding } from './policy'
import { takeReminder } from './repository'
import { remindedBefore } from './rules'
import { tellPeople } from './tell-people'

export interface RemindResidentsCommand {
  noticeId: string
  personId: string
  actId: string
}

/** Reminds the verified residents who have not confirmed, at most once an hour; answers how many that are. */
export async function remindResidents(deps: Deps, command: RemindResidentsCommand): Promise<RemindAnswer> {
  const now = deps.clock.now()
  const people = await countUnread(deps, command, now)
  const { call, isNew } = await deps.store.write((tx) => startCall(tx, command, people, now))
  if (isNew) await tellAtOnce(deps, call)
  return { reminded: call.people }
}

/** Counted before the transaction, which on a whole city would hold others up. */
async function countUnread(deps: Deps, { noticeId, personId }: RemindResidentsCommand, now: Date): Promise<number> {
  const { read } = deps.store
  const notice = found(await findNoticeWithPlaces(read, noticeId, personId))
  refuseIf(refuseReminding(await findStanding(read, personId), factsOf(notice), now))
  const { residents, read: confirmed } = await countReach(read, notice.row, await findAudience(read, notice.places))
  return residents - confirmed
}

async function startCall(
  tx: Tx,
  { noticeId, personId, actId }: RemindResidentsCommand,
  people: number,
  now: Date,
): Promise<{ call: CallRow; isNew: boolean }> {
  const notice = found(await findNoticeWithPlaces(tx, noticeId, personId))
  const standing = await findStanding(tx, personId)
  refuseIf(refuseReminding(standing, factsOf(notice), now))
  const act = {
    subjectKind: 'notice',
    subjectId: noticeId,
    id: actId,
    action: 'remind',
    personId,
    body: { action: 'remind' },
    at: now,
  }
  if ((await recordAct(tx, act)) === 'repeated')
    return { call: found(await findCall(tx, notice.row, actId)), isNew: false }
  refuseIf(refuseRemind(standing, factsOf(notice), now))
  if ((await takeReminder(tx, noticeId, now, remindedBefore(now))) === 'reminded_recently')
    throw new Problem('reminded_recently')
  const { communityId } = notice.row
  const call = { communityId, noticeId, id: actId, kind: 'notice_reminder', lineId: newId(now), people }
  await insertCall(tx, { ...call, startedAt: now })
  return { call: { ...call, startedAt: now.getTime() }, isNew: true }
}

/** The reminder is on record by now: what fails here is gone on with by the job. */
async function tellAtOnce(deps: Deps, call: CallRow): Promise<void> {
  try {
    await tellPeople(deps, call, 'at_once')
  } catch (error) {
    deps.log.error({ err: error }, 'reminder was not told at once')
  }
}
