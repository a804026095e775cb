import type { PollsApi } from '../api/polls-api'
import type { CountedBallots, Poll } from '../contract'
import { countedPrefix, isCounted, PREFIX_DIGITS_MAX, prefixOf } from './check-receipt'
import type { KeptBallot } from './kept-ballots'

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

/** Whether a ballot whose answer was lost is among the counted. Without a signed credential it cannot be. */
export async function wasCounted(
  api: Pick<PollsApi, 'listCounted'>,
  { id, options, turnout }: Poll,
  { signed, optionIds }: KeptBallot,
): Promise<boolean> {
  if (signed === null) return false
  const { credential } = signed
  const inOrder = options.map((option) => option.id).filter((optionId) => optionIds.includes(optionId))
  const counted = await findCounted(api, id, credential, turnout?.count ?? 0)
  return isCounted(id, { subject: credential, optionIds: inOrder }, counted)
}

function holds({ items }: CountedBallots, credential: string): boolean {
  return items.some((item) => item.credential === credential)
}
