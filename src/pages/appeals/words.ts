import type { AppealLine, AppealState, TimelineEntry } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { firstWords } from '@/i18n/typeset'
import type { Tone } from '@/ui'

/** Colour is never alone: each state has its word. */
export const STATE_TONES: Readonly<Record<AppealState, Tone>> = {
  submitted: 'wait',
  accepted: 'wait',
  whistled: 'wait',
  approved: 'wait',
  assigned: 'wait',
  answered: 'brand',
  reopened: 'alert',
  closed: 'neutral',
  merged: 'neutral',
  withdrawn: 'neutral',
}

type Due = Pick<AppealLine, 'dueAt'>

export const isLate = ({ dueAt }: Due, now = new Date()): boolean => dueAt !== null && new Date(dueAt) < now

/** "周四 17:00 前答复"; null where nobody has to act. */
export function sayDue(line: Due): string | null {
  if (line.dueAt === null) return null
  return t(isLate(line) ? 'appeals.dueMissed' : 'appeals.dueBefore', { when: sayMoment(line.dueAt) })
}

export const sayWhere = ({ building, place }: Pick<AppealLine, 'building' | 'place'>): string =>
  building ? building.name : place.name

/** A case has no title: its first words, or where the check holds them back its kind. */
export const nameOf = ({ text, category }: Pick<AppealLine, 'text' | 'category'>, max?: number): string =>
  text.trim() === '' ? t(`appeals.categories.${category}`) : firstWords(text, max)

/** Where 1–3 stars send it. */
export const levelAfter = ({ level }: Pick<AppealLine, 'level'>): 'street' | 'above' =>
  level === 'grid' ? 'street' : 'above'

type Happened = Pick<TimelineEntry, 'kind' | 'by' | 'byPlace' | 'to' | 'handler' | 'stars'>

/** What happened, in plain words; `before` is the entry ahead of it, `isMine` says whether the reader reported it. */
export function sayHappened(entry: Happened, before: Happened | null, isMine: boolean): string {
  const { kind, by, byPlace, to, stars } = entry
  const office = byPlace?.name ?? t('appeals.timeline.someOffice')
  const handler = entry.handler.name
  switch (kind) {
    case 'report':
      return by === 'channel' ? t('appeals.timeline.reportChannel') : ownOr('report')
    case 'withdraw':
      return ownOr('withdraw')
    case 'rate':
      return t(`appeals.timeline.${rateKey(to, isMine)}`, { stars: stars ?? 0, handler })
    case 'escalate':
      return t(
        before?.handler.id === entry.handler.id ? 'appeals.timeline.escalateSame' : 'appeals.timeline.escalate',
        {
          handler,
        },
      )
    case 'send_back':
      return t('appeals.timeline.sendBack', { office, handler })
    case 'merge_in':
      return t('appeals.timeline.mergeIn')
    case 'undo_time_out':
      return t('appeals.timeline.undoTimeOut')
    case 'time_out':
      return t('appeals.timeline.timeOut')
    case 'hand_over':
      return t('appeals.timeline.handOver')
    default:
      return t(`appeals.timeline.${kind}`, { office, handler })
  }

  function ownOr(key: 'report' | 'withdraw'): string {
    return t(isMine ? `appeals.timeline.${key}Mine` : `appeals.timeline.${key}`)
  }
}

function rateKey(to: AppealState, isMine: boolean) {
  const isClosed = to === 'closed'
  if (isMine) return isClosed ? 'rateClosedMine' : 'rateReopenedMine'
  return isClosed ? 'rateClosed' : 'rateReopened'
}
