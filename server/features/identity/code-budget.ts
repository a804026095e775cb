import { LRUCache } from 'lru-cache'
import { Problem } from '../../kernel/problem'
import { CODES_PER_DAY } from './rules'

const DAY_MS = 86_400_000
/** More phones and addresses than a town has; beyond them the longest unseen are forgotten. */
const COUNTS_MAX = 50_000

interface Count {
  sent: number
  until: number
}

/**
 * How many codes went to a number, and were asked for from an address, in 24 hours: each text costs the community, and pesters whoever it goes
 * to. In the memory of the process: an address is kept nowhere.
 */
export class CodeBudget {
  readonly #counts = new LRUCache<string, Count>({ max: COUNTS_MAX })

  /**
   * Counts one more, before it is known whether one is due: of many who ask at once, no more are let through than there are.
   * @returns what gives it back where none was sent
   * @throws Problem too_many_requests where the number or the address has had its share, and then counts nothing
   */
  spend(phoneHash: string, address: string, now: Date): () => void {
    const shares: [string, number][] = [
      [`phone ${phoneHash}`, CODES_PER_DAY.phone],
      [`address ${address}`, CODES_PER_DAY.address],
    ]
    const counts = shares.map(([key, max]) => ({ key, max, count: this.#countOf(key, now) }))
    const spent = counts.find(({ count, max }) => count.sent >= max)
    if (spent) {
      const retryAfterSeconds = Math.ceil((spent.count.until - now.getTime()) / 1_000)
      throw new Problem('too_many_requests', { because: 'codes of a day are spent', retryAfterSeconds })
    }
    for (const { key, count } of counts) this.#counts.set(key, { ...count, sent: count.sent + 1 })
    return () => {
      for (const { key } of counts) {
        const count = this.#countOf(key, now)
        this.#counts.set(key, { ...count, sent: Math.max(0, count.sent - 1) })
      }
    }
  }

  #countOf(key: string, now: Date): Count {
    const known = this.#counts.get(key)
    return known && known.until > now.getTime() ? known : { sent: 0, until: now.getTime() + DAY_MS }
  }
}
