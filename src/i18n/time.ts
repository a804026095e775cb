import dayjs, { type Dayjs } from 'dayjs'
import { t } from './index'

/* Time as people say it, in the phone's own zone. Every function takes `now`, so that a test can hold it still. */

type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6

const hourOf = (at: Dayjs) => at.format('H:mm')

const daysBetween = (at: Dayjs, now: Dayjs) => at.startOf('day').diff(now.startOf('day'), 'day')

/** "今天", "昨天", "明天", "周六" within the coming six days, else "8 月 1 日", with the year where it is another. */
export function sayDay(iso: string, now: string | Date = new Date()): string {
  const at = dayjs(iso)
  const today = dayjs(now)
  const days = daysBetween(at, today)
  if (days === 0) return t('time.today')
  if (days === -1) return t('time.yesterday')
  if (days === 1) return t('time.tomorrow')
  if (days > 1 && days < 7) return t(`time.weekdays.${at.day() as Weekday}`)
  return at.format(t(at.year() === today.year() ? 'time.dateFormat' : 'time.dateWithYearFormat'))
}

/** "9:12" */
export const sayHour = (iso: string): string => hourOf(dayjs(iso))

/** What has happened: "刚刚", "5 分钟前", "9:12" today, "昨天 18:20", "8 月 1 日". */
export function sayPast(iso: string, now: string | Date = new Date()): string {
  const at = dayjs(iso)
  const minutes = dayjs(now).diff(at, 'minute')
  if (minutes < 1) return t('time.now')
  if (minutes < 60) return t('time.minutesAgo', { count: minutes })
  const days = daysBetween(at, dayjs(now))
  return days >= -1 ? sayMoment(iso, now) : sayDay(iso, now)
}

/** A moment to keep: "今天 14:00", "周六 9:00", "8 月 1 日 9:00". */
export const sayMoment = (iso: string, now: string | Date = new Date()): string =>
  t('time.dayAndHour', { day: sayDay(iso, now), hour: sayHour(iso) })

/** "周六 9:00–12:00"; across days "8 月 1 日 9:00 – 8 月 15 日 18:00". */
export function sayRange(from: string, to: string, now: string | Date = new Date()): string {
  const sameDay = dayjs(from).isSame(dayjs(to), 'day')
  return sameDay ? `${sayMoment(from, now)}–${sayHour(to)}` : `${sayMoment(from, now)} – ${sayMoment(to, now)}`
}

/** "还剩 2 天", then hours, then minutes. Working days are the server's to count, not ours. */
export function sayLeft(iso: string, now: string | Date = new Date()): string {
  const minutes = dayjs(iso).diff(dayjs(now), 'minute')
  if (minutes <= 0) return t('time.past')
  if (minutes < 60) return t('time.minutesLeft', { count: minutes })
  if (minutes < 24 * 60) return t('time.hoursLeft', { count: Math.floor(minutes / 60) })
  return t('time.daysLeft', { count: Math.floor(minutes / (24 * 60)) })
}
