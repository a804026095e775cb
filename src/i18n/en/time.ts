import type { Translated } from '../translated'
import type { time as source } from '../zh-CN/time'

export const time: Translated<typeof source> = {
  now: 'just now',
  minutesAgo: '{{count}} minutes ago',
  minutesAgo_one: '{{count}} minute ago',
  today: 'Today',
  yesterday: 'Yesterday',
  tomorrow: 'Tomorrow',
  dayAndHour: '{{day}} {{hour}}',
  weekdays: { 0: 'Sun', 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat' },
  dateFormat: 'D MMM',
  dateWithYearFormat: 'D MMM YYYY',
  daysLeft: '{{count}} days left',
  daysLeft_one: '{{count}} day left',
  hoursLeft: '{{count}} hours left',
  hoursLeft_one: '{{count}} hour left',
  minutesLeft: '{{count}} minutes left',
  minutesLeft_one: '{{count}} minute left',
  past: 'time is up',
}
