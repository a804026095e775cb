import { type CreatePollRequest, type ErrorCode, LIMITS, type PollState } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { type Fraction, type PollRule, readFraction, writeFraction } from '../electoral-rules'

const DAY_MS = 86_400_000
/** How far ahead a poll may be planned. */
const AHEAD_DAYS_MAX = 366

/** What a poll asks, checked: all that stands on its face. */
export interface PollDefinition {
  question: string
  body: string
  options: readonly { id: string; text: string }[]
  choicesMin: number
  choicesMax: number
  secrecy: CreatePollRequest['secrecy']
  electorate: CreatePollRequest['electorate']
  rule: PollRule
  assentOption: string | null
  opensAt: Date
  closesAt: Date
}

/** @throws Problem invalid_request that names the field */
export function readDefinition(request: CreatePollRequest, now: Date): PollDefinition {
  const options = request.options.map(({ id, text }, index) => ({
    id,
    text: normaliseLine(text, `options.${index}.text`, LIMITS.pollOptionText),
  }))
  if (new Set(options.map(({ id }) => id)).size < options.length) throw refusal('options', 'two options with one id')
  if (new Set(options.map(({ text }) => text)).size < options.length) throw refusal('options', 'two options alike')
  const { min, max } = request.choices
  if (min > max) throw refusal('choices.min', 'more than max')
  if (max > options.length) throw refusal('choices.max', 'more than there are options')
  const rule = readRule(request)
  const isStatute = isStatutory(rule.kind)
  if (isStatute && (min !== 1 || max !== 1)) throw refusal('choices', 'one choice where the Civil Code decides')
  const { opensAt, closesAt } = readTimes(request, now)
  return {
    question: normaliseLine(request.question, 'question', LIMITS.pollQuestion),
    body:
      request.body === undefined || request.body.trim() === ''
        ? ''
        : normaliseText(request.body, 'body', LIMITS.pollBody),
    options,
    choicesMin: min,
    choicesMax: max,
    secrecy: request.secrecy,
    electorate: request.electorate,
    rule,
    assentOption: assentOf(request.assentOptionId, options, isStatute),
    opensAt,
    closesAt,
  }
}

export function isStatutory(kind: string): boolean {
  return kind === 'civil_code_278_ordinary' || kind === 'civil_code_278_special'
}

/** Area is weighed where owners vote openly: a secret ballot that bore its area would bear its voter's name. */
export function weighsArea({ electorate, secrecy }: { electorate: string; secrecy: string }): boolean {
  return electorate === 'owners' && secrecy === 'open'
}

function readRule({ rule, electorate, secrecy }: CreatePollRequest): PollRule {
  const { kind } = rule
  if (isStatutory(kind)) {
    if (electorate !== 'owners') throw refusal('electorate', 'the Civil Code decides among owners')
    if (secrecy !== 'open') throw refusal('secrecy', 'votes that are weighed by area are open')
  }
  if (kind !== 'custom') {
    if (rule.quorum !== undefined) throw refusal('rule.quorum', 'of a custom rule only')
    if (rule.threshold !== undefined) throw refusal('rule.threshold', 'of a custom rule only')
  }
  const share = (name: 'quorum' | 'threshold'): Fraction | null => {
    const given = rule[name]
    if (given === undefined) return null
    const fraction = readFraction(given)
    if (fraction === null) throw refusal(`rule.${name}`, 'no share above nothing and up to the whole')
    return fraction
  }
  return { kind, quorum: share('quorum'), threshold: share('threshold') }
}

function readTimes(request: CreatePollRequest, now: Date): { opensAt: Date; closesAt: Date } {
  const read = (name: 'opensAt' | 'closesAt') => {
    const time = new Date(request[name])
    if (Number.isNaN(time.getTime())) throw refusal(name, 'no such time')
    if (time.getTime() > now.getTime() + AHEAD_DAYS_MAX * DAY_MS) throw refusal(name, 'more than a year ahead')
    return time
  }
  const [opensAt, closesAt] = [read('opensAt'), read('closesAt')]
  if (closesAt <= opensAt) throw refusal('closesAt', 'not after opensAt')
  if (closesAt <= now) throw refusal('closesAt', 'in the past')
  return { opensAt, closesAt }
}

const YES: readonly string[] = ['同意', '赞成', '支持', '是', 'yes', 'agree', 'approve', 'for', 'in favour', 'in favor']

/** The option that says yes, where one does; a statute's poll has one in any case, so that a majority of noes never passes it. */
function assentOf(asked: string | undefined, options: PollDefinition['options'], isStatute: boolean): string | null {
  if (asked !== undefined) {
    if (!options.some(({ id }) => id === asked)) throw refusal('assentOptionId', 'not one of the options')
    return asked
  }
  const yes = options.find(({ text }) => YES.includes(text.toLowerCase()))
  return yes?.id ?? (isStatute ? (options[0]?.id ?? null) : null)
}

/** Where a poll stands by the clock: what is stored never says that it is open, and says only afterwards that it is over. */
export function stateOf(poll: { state: string; opensAt: number; closesAt: number }, now: Date): PollState {
  if (poll.state !== 'announced') return poll.state as PollState
  if (now.getTime() < poll.opensAt) return 'announced'
  return now.getTime() < poll.closesAt ? 'open' : 'closed'
}

export interface PollSettings {
  noticeDays: number
  windowDaysMin: number
  windowDaysMax: number
  objectionDays: number
}

/** As in Hangzhou; each community sets its own. */
export const USUAL_SETTINGS: PollSettings = { noticeDays: 7, windowDaysMin: 5, windowDaysMax: 60, objectionDays: 7 }

export interface PollTimes {
  opensAt: number
  closesAt: number
  /** Of the demo: no notice period, and as short as one likes (api.md). */
  isDemo: boolean
}

/** A poll is announced so many days before it opens, and open for neither too short nor too long. */
export function refuseTimes(poll: PollTimes, settings: PollSettings, now: Date): ErrorCode | null {
  if (poll.closesAt <= now.getTime()) return 'window_not_allowed'
  const days = (poll.closesAt - poll.opensAt) / DAY_MS
  if (days > settings.windowDaysMax) return 'window_not_allowed'
  if (poll.isDemo) return null
  if (poll.opensAt < now.getTime() + settings.noticeDays * DAY_MS) return 'notice_too_short'
  return days < settings.windowDaysMin ? 'window_not_allowed' : null
}

/** The roll may be objected to for some days, and no longer than until the poll opens. */
export function objectionsEnd(poll: { opensAt: number }, settings: PollSettings, now: Date): Date {
  return new Date(Math.max(now.getTime(), Math.min(poll.opensAt, now.getTime() + settings.objectionDays * DAY_MS)))
}

/** Before its time a poll is closed where everybody has voted, or the shortest window is over; the demo's at any time. */
export function mayCloseEarly(
  poll: PollTimes & { voted: number; size: number },
  settings: PollSettings,
  now: Date,
): boolean {
  if (poll.isDemo || (poll.size > 0 && poll.voted >= poll.size)) return true
  return now.getTime() >= poll.opensAt + settings.windowDaysMin * DAY_MS
}

/** What `definitionHash` is the SHA-256 of: all that announcing fixes, as JSON in a fixed order. */
export function writeDefinition(definition: DefinitionFacts): string {
  const { rule, opensAt, closesAt, announcedAt } = definition
  return JSON.stringify([
    'linli-poll-1',
    definition.id,
    definition.placeId,
    definition.question,
    definition.body,
    definition.options.map(({ id, text }) => [id, text]),
    definition.choicesMin,
    definition.choicesMax,
    definition.secrecy,
    definition.electorate,
    rule.kind,
    rule.quorum === null ? null : writeFraction(rule.quorum),
    rule.threshold === null ? null : writeFraction(rule.threshold),
    definition.assentOption,
    opensAt.toISOString(),
    closesAt.toISOString(),
    announcedAt.toISOString(),
    definition.credentialKey,
  ])
}

export interface DefinitionFacts extends Omit<PollDefinition, 'secrecy' | 'electorate'> {
  id: string
  placeId: string
  secrecy: string
  electorate: string
  announcedAt: Date
  credentialKey: string | null
}

function refusal(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
