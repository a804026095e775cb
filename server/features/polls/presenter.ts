import type { PlaceKind, Poll, PollElectorate, PollRuleKind, PollSecrecy, Turnout } from '../../../src/contract'
import { writeArea, writeFraction } from '../electoral-rules'
import { isStaffOf, type Standing } from '../membership'
import type { PollView } from './find-view'
import { refuseKeepingPoll } from './policy'
import { optionsOf, ruleOf } from './poll-facts'
import type { PollRow } from './repository'
import { isStatutory, stateOf, weighsArea } from './rules'

export function presentPoll(view: PollView, standing: Standing, logKey: string, now: Date): Poll {
  const { poll, roll, mine } = view
  const rule = ruleOf(poll)
  return {
    id: poll.id,
    placeId: poll.placeId,
    place: { id: poll.placeId, kind: poll.placeKind as PlaceKind, name: poll.placeName },
    question: poll.question,
    body: poll.body,
    options: optionsOf(poll).map(({ id, text }) => ({ id, text })),
    choices: { min: poll.choicesMin, max: poll.choicesMax },
    secrecy: poll.secrecy as PollSecrecy,
    electorate: poll.electorate as PollElectorate,
    rule: {
      kind: rule.kind as PollRuleKind,
      quorum: rule.quorum && writeFraction(rule.quorum),
      threshold: rule.threshold && writeFraction(rule.threshold),
    },
    assentOptionId: poll.assentOption,
    advisory: !isStatutory(rule.kind),
    opensAt: toTime(poll.opensAt),
    closesAt: toTime(poll.closesAt),
    state: stateOf(poll, now),
    announcedAt: toTimeOrNull(poll.announcedAt),
    objectionsUntil: toTimeOrNull(poll.objectionsUntil),
    closedAt: closedAtOf(poll, now),
    annulReason: poll.annulReason,
    definitionHash: poll.definitionHash,
    rollHash: roll?.hash ?? null,
    turnout: roll === null ? null : presentTurnout(poll, { count: poll.logSize, area: poll.logArea }, roll),
    credentialKey: poll.credentialKey,
    logKey,
    mine: { eligible: mine.entries > 0, voted: mine.entries > 0 && mine.voted >= mine.entries },
    createdAt: toTime(poll.createdAt),
    can: abilities(view, standing, now),
  }
}

function abilities({ poll, mine }: PollView, standing: Standing, now: Date): Poll['can'] {
  const state = stateOf(poll, now)
  const keeps = refuseKeepingPoll(standing, poll) === null
  const isStaff = isStaffOf(standing, poll.placePath)
  return {
    announce: keeps && state === 'draft',
    close: keeps && state === 'open',
    annul: keeps && ['draft', 'announced', 'open'].includes(state),
    vote: state === 'open' && mine.entries > mine.voted,
    object: mayObject(poll, now),
    correctRoll: isStaff && state === 'announced',
    answerObjections: isStaff && state !== 'draft',
    enterPaper: isStaff && state === 'open',
    seeResult: state === 'closed',
    simulate: keeps && ['draft', 'announced', 'open'].includes(state),
  }
}

/** To the roll while it may be corrected. */
export function mayObject(poll: PollRow, now: Date): boolean {
  return stateOf(poll, now) === 'announced' && poll.objectionsUntil !== null && now.getTime() < poll.objectionsUntil
}

export function presentTurnout(
  poll: Pick<PollRow, 'electorate' | 'secrecy'>,
  tookPart: { count: number; area: number },
  roll: { size: number; area: number },
): Turnout {
  const areas = weighsArea(poll) ? { area: writeArea(tookPart.area), ofArea: writeArea(roll.area) } : {}
  return { count: tookPart.count, of: roll.size, ...areas }
}

function closedAtOf(poll: PollRow, now: Date): string | null {
  return stateOf(poll, now) === 'closed' ? toTime(poll.closedAt ?? poll.closesAt) : null
}

export function toTime(at: number): string {
  return new Date(at).toISOString()
}

export function toTimeOrNull(at: number | null): string | null {
  return at === null ? null : toTime(at)
}
