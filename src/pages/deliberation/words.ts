import type { OpinionMap, Topic, TopicEvent, TopicLine, TopicState } from '@/contract'
import { t } from '@/i18n'
import { sayLeft, sayMoment } from '@/i18n/time'
import type { Tone } from '@/ui'

/** Colour is never alone: each state has its word. */
export const STATE_TONES: Readonly<Record<TopicState, Tone>> = {
  proposed: 'wait',
  accepted: 'brand',
  refused: 'neutral',
  inviting: 'brand',
  scheduled: 'brand',
  open: 'brand',
  closed: 'neutral',
  reviewed: 'neutral',
  published: 'brand',
  evaluated: 'neutral',
}

/** What a line of the list says below its title: what one can do now, or what became of it. */
export function sayNow(line: TopicLine): string {
  const { state, households, needed, closesAt, meetingAt, statements, stars, ratings } = line
  if (state === 'proposed') return t('deliberation.line.support', { count: households, needed })
  if (state === 'open' && closesAt !== null)
    return t('deliberation.line.open', { count: statements, left: sayLeft(closesAt) })
  if (state === 'scheduled' && meetingAt !== null) return t('deliberation.line.meeting', { when: sayMoment(meetingAt) })
  if (stars !== null) return t('deliberation.line.stars', { stars: stars.toFixed(1), count: ratings })
  return t(`deliberation.now.${state}`)
}

/** One line of the thread, in plain words. */
export const sayStep = ({ step, by }: TopicEvent): string =>
  step === 'close' && by === 'clock'
    ? t('deliberation.steps.closeByClock')
    : step === 'propose' && by === 'secretary'
      ? t('deliberation.steps.lift')
      : t(`deliberation.steps.${step}`)

type Statements = OpinionMap['groups'][number]['statements']

interface Agreed {
  id: string
  text: string
  /** Of all who saw it. */
  share: number
}

const AGREED_MAX = 5
/** "Nearly all": in each group so large a part at least. */
const AGREED_MIN = 0.8
/** What few have seen yet is nobody's agreement: so many voters, and so large a part of all who take part. */
const SEEN_MIN = 5
const SEEN_SHARE_MIN = 0.3

/** With one agreement and one disagreement beside those that there are (Laplace), so that a single vote of a group does not speak for it. */
const shareOf = ({ agree, seen }: Statements[number]) => (agree + 1) / (seen + 2)

/** What nearly all agree on, in every group, the surest first. */
export function agreedByAll({ groups, consensus, texts, participants }: OpinionMap): Agreed[] {
  const seenMin = Math.max(SEEN_MIN, SEEN_SHARE_MIN * participants)
  const named = new Map(texts.map(({ id, text }) => [id, text]))
  return consensus
    .map(({ id }) => {
      const said = groups.flatMap(({ statements }) => statements.filter((statement) => statement.id === id))
      const sum = (pick: (statement: Statements[number]) => number) =>
        said.reduce((total, statement) => total + pick(statement), 0)
      const seen = sum((statement) => statement.seen)
      return {
        id,
        text: named.get(id) ?? '',
        seen,
        share: seen === 0 ? 0 : sum((statement) => statement.agree) / seen,
        least: said.length === 0 ? 0 : Math.min(...said.map(shareOf)),
      }
    })
    .filter(({ least, seen }) => least >= AGREED_MIN && seen >= seenMin)
    .slice(0, AGREED_MAX)
    .map(({ id, text, share }) => ({ id, text, share }))
}

export interface GroupSaying {
  id: string
  text: string
  stand: 'agree' | 'disagree'
  share: number
}

/** What tells a group from the others, as sentences. */
export function sayingsOf(group: OpinionMap['groups'][number], texts: OpinionMap['texts']): GroupSaying[] {
  const named = new Map(texts.map(({ id, text }) => [id, text]))
  return group.statements
    .filter(({ representative }) => representative)
    .map((said) => ({
      id: said.id,
      text: named.get(said.id) ?? '',
      stand: said.for,
      share: said.seen === 0 ? 0 : (said.for === 'agree' ? said.agree : said.disagree) / said.seen,
    }))
}

type Letter = 'A' | 'B' | 'C' | 'D' | 'E'

/** "甲组"; groups are called A to E. */
export const nameOfGroup = (id: string): string => t(`deliberation.groups.${id as Letter}`)

export const sayShare = (share: number): string => `${Math.round(share * 100)}%`

/** What the reader can do first with a topic. */
export function mainActOf({ can }: Topic): 'vote' | 'confirm' | 'support' | 'evaluate' | null {
  if (can.vote) return 'vote'
  if (can.confirm) return 'confirm'
  if (can.evaluate) return 'evaluate'
  return can.support ? 'support' : null
}
