import type { Shift } from '@/contract'
import { t } from '@/i18n'

export interface ShiftStanding {
  text: string
  tone: 'brand' | 'wait' | 'alert' | 'neutral'
}

/** Where the reader stands in a shift, as one word in a tint; null where there is nothing to say. */
export function standingOf({ state, mine, service, confirmed, capacity }: Shift): ShiftStanding | null {
  if (state === 'cancelled') return { text: t('volunteering.cancelled'), tone: 'alert' }
  if (service !== null)
    return { text: t(`volunteering.turns.${service.state}`), tone: service.state === 'missed' ? 'alert' : 'brand' }
  if (mine?.state === 'confirmed')
    return mine.answerBy === null
      ? { text: t('volunteering.confirmed'), tone: 'brand' }
      : { text: t('volunteering.answerDue'), tone: 'wait' }
  if (mine?.state === 'waiting') return { text: t('volunteering.waiting', { place: mine.place ?? 0 }), tone: 'wait' }
  if (mine?.state === 'unserved') return { text: t('volunteering.unserved'), tone: 'neutral' }
  return confirmed >= capacity ? { text: t('volunteering.full'), tone: 'wait' } : null
}
