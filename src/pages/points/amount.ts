import { LIMITS } from '@/contract/limits'

/** The points that were typed; null for what is no whole number of them. */
export function amountOf(text: string, max: number = LIMITS.transferPoints): number | null {
  const typed = text.trim()
  if (!/^[1-9][0-9]{0,6}$/.test(typed)) return null
  const points = Number(typed)
  return points <= max ? points : null
}
