import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { hashText } from '../../kernel/hash-text'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { makeEntries, type PlannedEntry, planRoll, sumRoll } from './plan-roll'
import { refuseKeepingPoll } from './policy'
import { definitionOf } from './poll-facts'
import { makePollKeys } from './poll-keys'
import { findPoll, findSettings, insertPollKey, type PollRow, takeAnnouncement } from './repository'
import { insertEntries, insertVersion, insertVoters } from './roll-repository'
import { objectionsEnd, refuseTimes, USUAL_SETTINGS, weighsArea, writeDefinition } from './rules'
import { tellVoters } from './tell-voters'

export interface PollActCommand {
  pollId: string
  personId: string
  actId: string
}

/** What is made before the transaction, in which others would wait for it. */
interface Prepared {
  planned: readonly PlannedEntry[]
  keys: { credentialKey: string; sealed: string } | null
}

/** Fixes question, options, rule, times and roll, publishes the roll's hash, and lets people object for some days. */
export async function announcePoll(deps: Deps, command: PollActCommand): Promise<void> {
  const poll = found(await findPoll(deps.store.read, command.pollId))
  refuseIf(refuseKeepingPoll(await findStanding(deps.store.read, command.personId), poll))
  const prepared = poll.state === 'draft' ? await prepare(deps, poll) : { planned: [], keys: null }
  const outcome = await deps.store.write((tx) => announce(tx, command, prepared, deps.clock.now()))
  if (outcome === 'announced') await tellVoters(deps, poll, 'poll_announced')
}

async function prepare(deps: Deps, poll: PollRow): Promise<Prepared> {
  const planned = await planRoll(deps.store.read, {
    place: { id: poll.placeId, kind: poll.placeKind, communityId: poll.communityId },
    electorate: poll.electorate,
    weighsArea: weighsArea(poll),
    opensAt: new Date(poll.opensAt),
  })
  if (planned.length === 0) throw new Problem('roll_empty')
  if (planned.length > LIMITS.rollEntries) throw new Problem('roll_too_large')
  return { planned, keys: poll.secrecy === 'secret' ? await makePollKeys(deps.secrets, poll.id) : null }
}

async function announce(
  tx: Tx,
  { pollId, personId, actId }: PollActCommand,
  { planned, keys }: Prepared,
  now: Date,
): Promise<'announced' | 'repeated'> {
  const poll = found(await findPoll(tx, pollId))
  refuseIf(refuseKeepingPoll(await findStanding(tx, personId), poll))
  const act = { subjectKind: 'poll', subjectId: pollId, id: actId, action: 'announce', personId, at: now }
  if ((await recordAct(tx, { ...act, body: { action: 'announce' } })) === 'repeated') return 'repeated'
  if (poll.state !== 'draft') throw new Problem('wrong_state')
  const settings = (await findSettings(tx, poll.communityId)) ?? USUAL_SETTINGS
  refuseIf(refuseTimes({ ...poll, isDemo: Boolean(poll.isDemo) }, settings, now))
  const credentialKey = keys?.credentialKey ?? null
  const announcement = {
    announcedAt: now,
    objectionsUntil: objectionsEnd(poll, settings, now),
    definitionHash: hashText(writeDefinition(definitionOf(poll, now, credentialKey))),
    credentialKey,
  }
  if ((await takeAnnouncement(tx, poll, announcement)) === 'not_a_draft') throw new Problem('wrong_state')
  const { communityId } = poll
  const { entries, voters } = makeEntries(poll, planned, 1, now)
  await insertEntries(tx, entries)
  await insertVoters(tx, voters)
  const by = { proposedById: personId, confirmedById: null }
  await insertVersion(tx, {
    communityId,
    pollId,
    version: 1,
    ...sumRoll(pollId, entries),
    reason: '',
    ...by,
    createdAt: now,
  })
  if (keys !== null) await insertPollKey(tx, { communityId, pollId, sealed: keys.sealed })
  return 'announced'
}
