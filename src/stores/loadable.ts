import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { type Keep, readKept, writeKept } from './person-storage'
import { type Trouble, troubleOf } from './trouble'

/** `offline` and `failed` tell of the last try; what was read before is still in `value`. */
export type LoadState = 'idle' | 'loading' | 'ready' | 'failed' | 'offline'

/** One thing that comes from the server. */
export class Loadable<Value> {
  state: LoadState = 'idle'
  value: Value | null = null
  trouble: Trouble | null = null
  /** When what is shown was read, if it comes from the phone and not from the server. */
  keptAt: string | null = null
  private round = 0

  constructor(
    private readonly fetchValue: () => Promise<Value>,
    private readonly keep?: Keep,
  ) {
    makeAutoObservable<this, 'fetchValue' | 'keep' | 'round'>(
      this,
      { value: observableRef, fetchValue: false, keep: false, round: false },
      { autoBind: true },
    )
    const kept = readKept<Value>(keep)
    if (kept) {
      this.value = kept.value
      this.keptAt = kept.keptAt
    }
  }

  /** Reads it, or reads it anew; what is shown stays until the answer is there. */
  async load(): Promise<void> {
    const round = ++this.round
    this.state = 'loading'
    try {
      const value = await this.fetchValue()
      if (round === this.round) this.set(value)
    } catch (error) {
      const trouble = troubleOf(error)
      runInAction(() => {
        if (round !== this.round) return
        this.trouble = trouble
        this.state = trouble.kind === 'offline' ? 'offline' : 'failed'
      })
    }
  }

  /** For an answer that came another way. */
  set(value: Value): void {
    this.value = value
    this.state = 'ready'
    this.trouble = null
    this.keptAt = null
    writeKept(this.keep, value)
  }

  /** Nothing to show yet, and none refused: a skeleton stands in. */
  get isFirstLoad(): boolean {
    return this.value === null && (this.state === 'idle' || this.state === 'loading')
  }

  /** Nothing to show, and a reason for it. */
  get isBroken(): boolean {
    return this.value === null && this.trouble !== null && this.state !== 'loading'
  }
}
