import { t } from '@/i18n'

/* Figures as people say them. What is not known yet is said to be so, and is never a nought. */

export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)

export const sayPercent = (share: number | null): string =>
  share === null ? t('insights.none') : `${Math.round(share * 100)}%`

export const sayStars = (stars: number | null): string =>
  stars === null ? t('insights.none') : t('insights.starsValue', { stars: stars.toFixed(1) })

/** Up to here hours mean something; then it is days. */
const HOURS_MAX = 72

export function sayHours(hours: number | null): string {
  if (hours === null) return t('insights.none')
  return hours <= HOURS_MAX
    ? t('insights.hours', { count: Math.round(hours) })
    : t('insights.days', { count: Math.round(hours / 24) })
}
