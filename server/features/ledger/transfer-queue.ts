import type { Store, Tx } from '../../storage/store'
import { appendTransfers, TRANSFERS_MAX } from './append-transfers'
import type { NewTransfer, TransferOutcome } from './book'

interface Waiting {
  transfer: NewTransfer
  alongside: Alongside
  resolve: (outcome: TransferOutcome) => void
  reject: (error: unknown) => void
}

/** What else is written where the transfer is made: both or neither. */
type Alongside = (tx: Tx) => Promise<void>

/** What waits for one database; it goes when the database does. */
const queues = new WeakMap<Store, TransferQueue>()

/**
 * Makes a transfer together with all that others want at this moment: one transaction, one statement and one wait for the disk for all of them.
 * On PostgreSQL, where a transaction is a matter of several messages, this is what makes the ledger fast.
 */
export function bookTogether(
  store: Store,
  transfer: NewTransfer,
  alongside: Alongside = async () => undefined,
): Promise<TransferOutcome> {
  const queue = queues.get(store) ?? new TransferQueue(store)
  queues.set(store, queue)
  return queue.add(transfer, alongside)
}

class TransferQueue {
  readonly #store: Store
  readonly #waiting: Waiting[] = []
  #isBooking = false
  #isPlanned = false

  constructor(store: Store) {
    this.#store = store
  }

  add(transfer: NewTransfer, alongside: Alongside): Promise<TransferOutcome> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ transfer, alongside, resolve, reject })
      this.#plan()
    })
  }

  /** After this turn of the loop, in which more may come. */
  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    setImmediate(() => {
      this.#isPlanned = false
      this.#start()
    })
  }

  #start(): void {
    // One batch at a time: a second would wait for the ledger that the first has locked, and each would be half as large.
    if (this.#waiting.length === 0 || this.#isBooking) return
    this.#isBooking = true
    void this.#book(this.#waiting.splice(0, TRANSFERS_MAX)).finally(() => {
      this.#isBooking = false
      this.#plan()
    })
  }

  async #book(batch: readonly Waiting[]): Promise<void> {
    const transfers = batch.map(({ transfer }) => transfer)
    try {
      const outcomes = await this.#store.write(async (tx) => {
        const made = await appendTransfers(tx, transfers)
        for (const [index, { alongside }] of batch.entries()) {
          if (made[index]?.outcome === 'created') await alongside(tx)
        }
        return made
      })
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index]
        if (outcome === undefined) reject(new Error('broken belief: each transfer has an outcome'))
        else resolve(outcome)
      }
    } catch (error) {
      // One that the database itself refuses must not take the others with it.
      if (batch.length > 1) await this.#bookEach(batch)
      else for (const { reject } of batch) reject(error)
    }
  }

  async #bookEach(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) await this.#book([waiting])
  }
}
