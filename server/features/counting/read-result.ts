import type { Language, PollResult } from '../../../src/contract'
import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { type Decision, decide, writeArea } from '../electoral-rules'
import { findStanding } from '../membership'
import {
  assentOf,
  findPoll,
  isStatutory,
  optionsOf,
  type PollRow,
  presentReason,
  refusePoll,
  ruleOf,
  stateOf,
  weighsArea,
} from '../polls'
import type { Closing } from './closing'
import { countPoll } from './count-poll'

const DAY_MS = 86_400_000

export interface CountedPoll {
  poll: PollRow
  closing: Closing
}

/** The count of a poll, made now where its time is over and nobody has counted it yet. @throws Problem poll_not_closed */
export async function getCountedPoll(deps: Deps, pollId: string, personId: string): Promise<CountedPoll> {
  const poll = found(await findPoll(deps.store.read, pollId))
  refuseIf(refusePoll(await findStanding(deps.store.read, personId), poll))
  return asCounted(deps, poll)
}

export async function asCounted(deps: Deps, poll: PollRow): Promise<CountedPoll> {
  if (poll.state === 'annulled') throw new Problem('wrong_state')
  if (stateOf(poll, deps.clock.now()) !== 'closed') throw new Problem('poll_not_closed')
  const counted = poll.countedAt === null ? await countPoll(deps, poll.id) : poll
  if (counted.closing === null) throw new Problem('poll_not_closed')
  return { poll: counted, closing: JSON.parse(counted.closing) }
}

/** Why it came to that, from the signed figures. Pure. */
export function decideClosing(poll: PollRow, closing: Closing): Decision {
  return decide(
    {
      rule: ruleOf(poll),
      weighsArea: weighsArea(poll),
      assent: assentOf(poll),
      electorate: { heads: closing.rollSize, area: closing.rollArea },
    },
    {
      options: closing.options.map(({ votes, area, paper }) => ({ heads: votes, area, paperHeads: paper })),
      takingPart: { heads: closing.turnout, area: closing.turnoutArea },
      paperHeads: closing.paper,
    },
  )
}

export function presentResult({ poll, closing }: CountedPoll, language: Language, now: Date): PollResult {
  const options = optionsOf(poll)
  const isWeighed = weighsArea(poll)
  const { reasons } = decideClosing(poll, closing)
  const areas = isWeighed ? { area: writeArea(closing.turnoutArea), ofArea: writeArea(closing.rollArea) } : {}
  return {
    pollId: poll.id,
    advisory: !isStatutory(ruleOf(poll).kind),
    closedAt: closing.closedAt,
    options: closing.options.map(({ id, votes, area, paper }) => ({
      id,
      text: options.find((option) => option.id === id)?.text ?? '',
      votes,
      ...(isWeighed ? { area: writeArea(area) } : {}),
      paper,
      isChosen: closing.chosen.includes(id),
    })),
    turnout: { count: closing.turnout, of: closing.rollSize, ...areas },
    byKind: { online: closing.online, paper: closing.paper },
    passed: closing.passed,
    reasons: reasons.map((reason) => presentReason(reason, options, language)),
    log: { size: closing.size, rootHash: closing.rootHash },
    can: {
      object: now.getTime() < Date.parse(closing.closedAt) + LIMITS.ballotObjectionDays * DAY_MS,
      print: true,
      verify: true,
    },
  }
}
