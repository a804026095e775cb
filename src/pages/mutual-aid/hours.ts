import type { HomeService } from '@/contract'
import { t } from '@/i18n'
import { DAYS } from './offer/weekly'

/** The days of the week with the same hours in one line: `周一、周二 08:00–18:00`. */
export function sayHours(weekly: HomeService['weekly']): string {
  const days = new Map<string, number[]>()
  for (const { weekday, from, to } of weekly) {
    const hours = `${from}–${to}`
    days.set(hours, [...(days.get(hours) ?? []), weekday === 0 ? 7 : weekday])
  }
  const lines = Array.from(days, ([hours, ofWeek]) => {
    if (ofWeek.length === 7) return t('aid.services.everyDay', { hours })
    const names = ofWeek.toSorted((one, other) => one - other).map((day) => t(`aid.offer.day.${DAYS[day - 1] ?? 'd7'}`))
    return `${names.join(t('aid.services.daysBetween'))} ${hours}`
  })
  return lines.join(t('aid.services.hoursBetween'))
}
