import { Problem } from '../../kernel/problem'

const RETRY_AFTER_SECONDS = 3

interface Waiting {
  benches: number
  start: () => void
}

/**
 * A few benches at which work is done, and a short line before them. First come, first served; a large piece of work takes several benches.
 */
export class Workshop {
  readonly #waitingMax: number
  readonly #waiting: Waiting[] = []
  #free: number

  constructor(benches: number, waitingMax: number) {
    this.#free = benches
    this.#waitingMax = waitingMax
  }

  /** @throws Problem overloaded where the line is full */
  async run<T>(benches: number, work: () => Promise<T>): Promise<T> {
    await this.#take(benches)
    try {
      return await work()
    } finally {
      this.#free += benches
      this.#startNext()
    }
  }

  #take(benches: number): Promise<void> {
    if (this.#waiting.length >= this.#waitingMax) {
      throw new Problem('overloaded', { because: 'too many pictures at once', retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    return new Promise((resolve) => {
      this.#waiting.push({ benches, start: resolve })
      this.#startNext()
    })
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.benches <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift()
      this.#free -= next.benches
      next.start()
    }
  }
}

/** Bytes of uploads that are held in memory at once, counted before they are received; nobody takes the room of all. */
export class UploadRoom {
  readonly #bytesMax: number
  readonly #bytesPerPerson: number
  readonly #bytesOf = new Map<string, number>()
  #bytes = 0

  constructor(bytesMax: number, bytesPerPerson: number) {
    this.#bytesMax = bytesMax
    this.#bytesPerPerson = bytesPerPerson
  }

  /**
   * @returns what gives the room back, any number of times
   * @throws Problem too_many_requests where the person's uploads fill their part of it, overloaded where there is no room
   */
  take(personId: string, bytes: number): () => void {
    if ((this.#bytesOf.get(personId) ?? 0) + bytes > this.#bytesPerPerson) {
      throw new Problem('too_many_requests', { because: 'uploads under way', retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    if (this.#bytes + bytes > this.#bytesMax) {
      throw new Problem('overloaded', { because: 'too many uploads at once', retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    this.#hold(personId, bytes)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#hold(personId, -bytes)
    }
  }

  #hold(personId: string, bytes: number): void {
    this.#bytes += bytes
    const held = (this.#bytesOf.get(personId) ?? 0) + bytes
    if (held === 0) this.#bytesOf.delete(personId)
    else this.#bytesOf.set(personId, held)
  }
}
