import type { AppealLine, DeskCounts, Notice, Poll, Post, Shift } from '@/contract'
import { t } from '@/i18n'
import { sayLeft, sayMoment } from '@/i18n/time'
import { firstWords } from '@/i18n/typeset'

/** One thing that waits for the reader: a word in a tint, a sentence, and where it leads. */
export interface WaitingLine {
  key:
    | 'notices'
    | 'notice'
    | 'shift'
    | 'poll'
    | 'rate'
    | 'hidden'
    | 'appeal'
    | 'care_task'
    | 'membership'
    | 'report'
    | 'activity'
  /** The notice, shift, poll, case or post it is about; null where it is about several. */
  id: string | null
  tag: string
  tone: 'brand' | 'wait' | 'alert'
  text: string
}

interface Facts {
  notices: readonly Notice[]
  posts: readonly Post[]
  /** The reader's own cases that wait for their stars. */
  toRate: readonly AppealLine[]
  desk: DeskCounts | null
  /** The reader's own, to come. */
  shifts?: readonly Shift[]
  /** Under way where the reader lives. */
  polls?: readonly Poll[]
  now?: Date
}

/** More than these are nobody's three minutes. */
const LINES_MAX = 3
/** So many notices are named; more are counted. */
const NAMED_MAX = 2

const isUnconfirmed = ({ can, confirmed }: Notice) => can.confirm && !confirmed

/** The notices that this card names. The card above leaves them out, so that nothing is said twice. */
export function namedNotices(notices: readonly Notice[]): readonly Notice[] {
  const unconfirmed = notices.filter(isUnconfirmed)
  return unconfirmed.length <= NAMED_MAX ? unconfirmed : []
}

function noticeLines(notices: readonly Notice[]): WaitingLine[] {
  const tag = t('home.waiting.noticeTag')
  const count = notices.filter(isUnconfirmed).length
  if (count > NAMED_MAX)
    return [{ key: 'notices', id: null, tag, tone: 'brand', text: t('home.waiting.notices', { count }) }]
  return namedNotices(notices).map(({ id, title }) => ({ key: 'notice', id, tag, tone: 'brand', text: title }))
}

/** How far ahead a shift is spoken of. */
const SOON_MS = 36 * 3_600_000

/** A place that waits for an answer, and the next shift where it is soon. */
function shiftLines(shifts: readonly Shift[], now: Date): WaitingLine[] {
  const own = shifts.filter(({ mine, service, state }) => mine?.state === 'confirmed' && !service && state === 'open')
  const asked = own.filter(({ mine }) => mine?.answerBy != null)
  const next = own.find(({ mine, startsAt, endsAt }) => {
    const isSoon = Date.parse(startsAt) - now.getTime() < SOON_MS && Date.parse(endsAt) > now.getTime()
    return mine?.answerBy == null && isSoon
  })
  const line = (shift: Shift, tag: string, tone: 'brand' | 'wait'): WaitingLine => ({
    key: 'shift',
    id: shift.id,
    tag,
    tone,
    text: `${sayMoment(shift.startsAt, now)} ${shift.activity.title}`,
  })
  return [
    ...asked.map((shift) => line(shift, t('home.waiting.placeTag'), 'wait')),
    ...(next ? [line(next, t('home.waiting.shiftTag'), 'brand')] : []),
  ]
}

/** Of the polls in which the reader can still vote the one that closes first; after that vote the next. */
function pollLines(polls: readonly Poll[], now: Date): WaitingLine[] {
  const [next] = polls
    .filter(({ can, closesAt }) => can.vote && Date.parse(closesAt) > now.getTime())
    .sort((a, b) => Date.parse(a.closesAt) - Date.parse(b.closesAt))
  if (!next) return []
  const text = t('home.waiting.poll', { left: sayLeft(next.closesAt, now), question: firstWords(next.question, 10) })
  return [{ key: 'poll', id: next.id, tag: t('home.waiting.pollTag'), tone: 'wait', text }]
}

/** One answered case is named; several are counted. */
function rateLines(toRate: readonly AppealLine[]): WaitingLine[] {
  const tag = t('home.waiting.rateTag')
  const [only, ...others] = toRate
  if (!only) return []
  if (others.length > 0)
    return [{ key: 'rate', id: null, tag, tone: 'brand', text: t('home.waiting.rates', { count: toRate.length }) }]
  return [
    { key: 'rate', id: only.id, tag, tone: 'brand', text: t('home.waiting.rate', { text: firstWords(only.text, 10) }) },
  ]
}

function deskLines(desk: DeskCounts | null): WaitingLine[] {
  const desks = [
    { key: 'care_task', tag: 'home.waiting.careTag', text: 'home.waiting.care' },
    { key: 'appeal', tag: 'home.waiting.appealTag', text: 'home.waiting.appeals' },
    { key: 'membership', tag: 'home.waiting.membershipTag', text: 'home.waiting.memberships' },
    { key: 'report', tag: 'home.waiting.reportTag', text: 'home.waiting.reports' },
    { key: 'activity', tag: 'home.waiting.activityTag', text: 'home.waiting.activities' },
  ] as const
  return desks
    .map(({ key, tag, text }) => ({ key, tag, text, count: desk?.[key] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ key, tag, text, count }) => ({ key, id: null, tag: t(tag), tone: 'wait', text: t(text, { count }) }))
}

/** What waits for the reader, most pressing first; nothing where nothing waits. */
export function waitingLines(facts: Facts): WaitingLine[] {
  const { notices, posts, toRate, desk, shifts = [], polls = [], now = new Date() } = facts
  // The feed may show its author what was hidden, and the list of one's own posts names it too.
  const hidden = [...new Map(posts.filter(({ can }) => can.appeal).map((post) => [post.id, post])).values()]
  const lines: WaitingLine[] = [
    ...shiftLines(shifts, now),
    ...pollLines(polls, now),
    ...noticeLines(notices),
    ...rateLines(toRate),
    ...hidden.map(({ id, text }) => ({
      key: 'hidden' as const,
      id,
      tag: t('home.waiting.hiddenTag'),
      tone: 'alert' as const,
      text: t('home.waiting.hidden', { text: firstWords(text, 8) }),
    })),
    ...deskLines(desk),
  ]
  return lines.slice(0, LINES_MAX)
}
