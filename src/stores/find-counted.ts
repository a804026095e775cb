import type { PollsApi } from '../api/polls-api'
import type { CountedBallots } from '../contract'
import { countedPrefix, PREFIX_DIGITS_MAX, prefixOf } from './check-receipt'

/**
 * The counted ballots among which one's own has to be, if it was counted. Where an answer is cut off before it, the question is asked again a digit
 * longer: `ballots` says how many there are at least, not how many begin so.
 */
export async function findCounted(
  api: Pick<PollsApi, 'listCounted'>,
  pollId: string,
  credential: string,
  ballots: number,
): Promise<CountedBallots> {
  let digits = countedPrefix(credential, ballots).length
  for (;;) {
    const counted = await api.listCounted(pollId, prefixOf(credential, digits))
    const isWhole = counted.nextIndex === null || holds(counted, credential)
    if (isWhole || digits >= PREFIX_DIGITS_MAX) return counted
    digits += 1
  }
}

export function holds({ items }: CountedBallots, credential: string): boolean {
  return items.some((item) => item.credential === credential)
}
