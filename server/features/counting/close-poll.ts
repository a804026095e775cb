import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import {
  findSettings,
  listVersions,
  lockPoll,
  mayCloseEarly,
  type PollActCommand,
  refuseKeepingPoll,
  stateOf,
  takeClose,
  USUAL_SETTINGS,
} from '../polls'
import { countPoll } from './count-poll'

/** Closes a poll before its time, where that is allowed, and counts it. */
export async function closePoll(deps: Deps, { pollId, personId, actId }: PollActCommand): Promise<void> {
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    const poll = found(await lockPoll(tx, pollId))
    refuseIf(refuseKeepingPoll(await findStanding(tx, personId), poll))
    const act = { subjectKind: 'poll', subjectId: pollId, id: actId, action: 'close', personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action: 'close' } })) === 'repeated') return
    if (stateOf(poll, now) !== 'open') throw new Problem('wrong_state')
    const settings = (await findSettings(tx, poll.communityId)) ?? USUAL_SETTINGS
    const { size = 0 } = (await listVersions(tx, poll.communityId, pollId)).at(-1) ?? {}
    const facts = { ...poll, isDemo: Boolean(poll.isDemo), voted: poll.logSize, size }
    if (!mayCloseEarly(facts, settings, now)) throw new Problem('window_not_allowed')
    if ((await takeClose(tx, poll, now)) === 'not_open') throw new Problem('wrong_state')
  })
  await countPoll(deps, pollId)
}
