import type { Language, Simulation } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { type Question, simulate, type Weight, writeArea, writePerCent } from '../electoral-rules'
import { findStanding } from '../membership'
import { planRoll } from './plan-roll'
import { refuseKeepingPoll } from './policy'
import { assentOf, optionsOf, ruleOf } from './poll-facts'
import { presentReason } from './present-reason'
import { findLastClosing, findPoll, type PollRow } from './repository'
import { listNewestVersions } from './roll-repository'
import { stateOf, weighsArea } from './rules'

export interface SimulateCommand {
  pollId: string
  personId: string
  /** Per cent, or undefined for what the last poll came to. */
  heads: number | undefined
  area: number | undefined
  assent: number | undefined
  language: Language
}

const WHOLE = 1_000

/** What a poll would come to with such a turnout, before it is announced and until it closes. Nothing of its own ballots is looked at. */
export async function simulatePoll(deps: Deps, command: SimulateCommand): Promise<Simulation> {
  const { read } = deps.store
  const poll = found(await findPoll(read, command.pollId))
  refuseIf(refuseKeepingPoll(await findStanding(read, command.personId), poll))
  if (!['draft', 'announced', 'open'].includes(stateOf(poll, deps.clock.now()))) throw new Problem('wrong_state')
  const question = questionOf(poll, await electorateOf(deps, poll))
  const last = await lastTurnout(deps, poll)
  const heads = toThousandths(command.heads) ?? last?.heads ?? WHOLE
  const areaTakingPart = toThousandths(command.area) ?? (command.heads === undefined ? last?.area : null) ?? heads
  const assent = toThousandths(command.assent) ?? last?.assent ?? WHOLE
  const answer = simulate(question, { headsTakingPart: heads, areaTakingPart, assent })
  const isAsked = command.heads !== undefined || command.area !== undefined || command.assent !== undefined
  const { takingPart, lacking, passed, reasons } = answer
  const areas = question.weighsArea
    ? { area: writeArea(takingPart.area), ofArea: writeArea(question.electorate.area) }
    : {}
  const wanted = lacking && (lacking.measure === 'area' ? `${writeArea(lacking.amount)} m²` : String(lacking.amount))
  return {
    basis: isAsked ? 'asked' : last === null ? 'none' : 'last_poll',
    heads: heads / 10,
    area: question.weighsArea ? areaTakingPart / 10 : null,
    assent: assent / 10,
    turnout: { count: takingPart.heads, of: question.electorate.heads, ...areas },
    passed,
    lacking: wanted,
    reasons: reasons.map((reason) => presentReason(reason, optionsOf(poll), command.language)),
    text: inWords(question, takingPart, passed, isAsked || last === null ? null : 'last_poll', command.language),
  }
}

function questionOf(poll: PollRow, electorate: Weight): Question {
  return { rule: ruleOf(poll), weighsArea: weighsArea(poll), assent: assentOf(poll), electorate }
}

/** The roll if there is one, and else what it would be now. */
async function electorateOf(deps: Deps, poll: PollRow): Promise<Weight> {
  const [version] = await listNewestVersions(deps.store.read, [poll.id])
  if (version) return { heads: version.size, area: version.area }
  const planned = await planRoll(deps.store.read, {
    place: { id: poll.placeId, kind: poll.placeKind, communityId: poll.communityId },
    electorate: poll.electorate,
    weighsArea: weighsArea(poll),
    opensAt: new Date(poll.opensAt),
  })
  return { heads: planned.length, area: planned.reduce((sum, { area }) => sum + area, 0) }
}

/** In thousandths of the roll, and of those who took part. */
async function lastTurnout(
  deps: Deps,
  poll: PollRow,
): Promise<{ heads: number; area: number | null; assent: number } | null> {
  const row = await findLastClosing(deps.store.read, poll.communityId, poll.electorate)
  if (row === undefined) return null
  const { rollSize, rollArea, turnout, turnoutArea, options, chosen } = JSON.parse(row.closing)
  const votes = Math.max(0, ...options.map((option: { votes: number }) => option.votes))
  const part = (some: number, all: number) => (all > 0 ? Math.floor((some / all) * WHOLE) : 0)
  const assenting = chosen.length > 0 ? votes : Math.max(0, options[0]?.votes ?? 0)
  return {
    heads: part(turnout, rollSize),
    area: rollArea > 0 ? part(turnoutArea, rollArea) : null,
    assent: part(assenting, turnout),
  }
}

function toThousandths(perCent: number | undefined): number | undefined {
  return perCent === undefined ? undefined : Math.floor(perCent * 10)
}

function inWords(
  question: Question,
  takingPart: Weight,
  passed: boolean,
  basis: 'last_poll' | null,
  language: Language,
): string {
  const { electorate, weighsArea: isWeighed } = question
  const area = writePerCent(takingPart.area, electorate.area)
  const heads = writePerCent(takingPart.heads, electorate.heads)
  if (language === 'en') {
    const reach = isWeighed ? `${area} of the area and ${heads} of the heads` : `${heads} of those on the roll`
    return `${basis === null ? 'With this turnout' : 'If turnout is like last time'} it reaches ${reach}: ${passed ? 'enough' : 'not enough'}.`
  }
  const reach = isWeighed ? `面积的${area}、人数的${heads}` : `名册人数的${heads}`
  return `${basis === null ? '按这样的参与率' : '如果参与率和上次一样'}，将达到${reach}：${passed ? '可以通过' : '还不够'}。`
}
