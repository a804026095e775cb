/** Clocks of phones differ: what was seen a moment from now was seen now. */
const AHEAD_MS_MAX = 5 * 60_000
/** What one person saw of one missing person. */
export const SIGHTINGS_PER_PERSON = 20
/** How long it is kept where somebody was seen, once they are found: whereabouts are sensitive (PIPL art. 28). */
export const SIGHTINGS_KEPT_DAYS = 30

export function isInFuture(at: Date, now: Date): boolean {
  return at.getTime() - now.getTime() > AHEAD_MS_MAX
}
