/** Time as people say it; used by i18n/time.ts alone. */
export const time = {
  now: '刚刚',
  minutesAgo: '{{count}} 分钟前',
  today: '今天',
  yesterday: '昨天',
  tomorrow: '明天',
  dayAndHour: '{{day}} {{hour}}',
  weekdays: { 0: '周日', 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六' },
  dateFormat: 'M 月 D 日',
  dateWithYearFormat: 'YYYY 年 M 月 D 日',
  daysLeft: '还剩 {{count}} 天',
  hoursLeft: '还剩 {{count}} 小时',
  minutesLeft: '还剩 {{count}} 分钟',
  past: '已到时间',
}
