import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import type { PollActCommand } from './announce-poll'
import { refuseKeepingPoll } from './policy'
import { destroyPollKey, findPoll, lockPoll, takeAnnulment } from './repository'
import { stateOf } from './rules'
import { tellVoters } from './tell-voters'

/** Ends a poll without counting it: nothing of its ballots is ever opened. */
export async function annulPoll(deps: Deps, command: PollActCommand & { reason: string }): Promise<void> {
  const { pollId, personId, actId, reason } = command
  const now = deps.clock.now()
  const outcome = await deps.store.write(async (tx) => {
    const poll = found(await lockPoll(tx, pollId))
    refuseIf(refuseKeepingPoll(await findStanding(tx, personId), poll))
    const act = { subjectKind: 'poll', subjectId: pollId, id: actId, action: 'annul', personId, at: now }
    if ((await recordAct(tx, { ...act, body: { action: 'annul', reason } })) === 'repeated') return 'repeated'
    // A poll whose time is over has a result, counted or not.
    if (stateOf(poll, now) === 'closed' || (await takeAnnulment(tx, poll, reason)) === 'over') {
      throw new Problem('wrong_state')
    }
    await destroyPollKey(tx, poll.communityId, pollId)
    return poll.state === 'draft' ? 'draft' : 'annulled'
  })
  const poll = found(await findPoll(deps.store.read, pollId))
  if (outcome === 'annulled') await tellVoters(deps, poll, 'poll_annulled')
}
