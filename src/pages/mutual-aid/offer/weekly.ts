import type { WeeklyHours } from '@/contract'

export const DAYS = ['d1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7'] as const
export type Day = (typeof DAYS)[number]

/** The parts of a day as people speak of them, by the clock of China. */
const HOURS = { morning: ['08:00', '12:00'], afternoon: ['12:00', '18:00'], evening: ['18:00', '22:00'] } as const
export type DayPart = keyof typeof HOURS
export const DAY_PARTS = ['morning', 'afternoon', 'evening'] as const satisfies readonly DayPart[]

/** The windows of a week. No day is every day, no part the whole day; neither is any time at all. */
export function weeklyOf(days: readonly Day[], parts: readonly DayPart[]): WeeklyHours[] {
  if (days.length === 0 && parts.length === 0) return []
  const chosenDays = days.length === 0 ? DAYS : days
  const chosenParts = parts.length === 0 ? DAY_PARTS : parts
  return chosenDays.flatMap((day) =>
    chosenParts.map((part) => ({ weekday: Number(day.slice(1)), from: HOURS[part][0], to: HOURS[part][1] })),
  )
}
