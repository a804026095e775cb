import type { TestApp } from '../../support/build-test-app'

const DAY_MS = 86_400_000

/** Every day from eight to six, by the clock of China. */
export const HOURS = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '08:00', to: '18:00' }))

export function serviceBody(placeId: string, more: object = {}) {
  return {
    placeId,
    title: '疏通下水道',
    category: 'plumbing',
    about: '厨房、卫生间下水道疏通，当天上门。',
    price: { fen: 8_000, per: 'visit' },
    area: '桂花苑社区全部楼栋',
    certificate: '家政服务许可 2026-118',
    phone: '0573-8200000',
    weekly: HOURS,
    ...more,
  }
}

/** Tomorrow at that hour, in UTC: 2 is ten in the morning in China. */
export function tomorrowAt(t: TestApp, hour: number): string {
  const day = new Date(t.clock.now().getTime() + DAY_MS).toISOString().slice(0, 10)
  return `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`
}
