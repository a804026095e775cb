import { makeAutoObservable, runInAction } from 'mobx'
import type { Surroundings } from './surroundings'
import { isRefusal, type Trouble, troubleOf } from './trouble'

/** One act at a time, with an id that stays the same until it was answered: a second tap, and a try after a lost answer, is the same request. */
export class Sender {
  isBusy = false
  trouble: Trouble | null = null
  private readonly sent = new Map<string, string>()

  constructor(private readonly around: Pick<Surroundings, 'newId'>) {
    makeAutoObservable<this, 'around' | 'sent'>(this, { around: false, sent: false }, { autoBind: true })
  }

  /** Null where it was refused or not answered; `trouble` says which. `key` is what the act is, in full. */
  async run<Answer>(key: string, work: (id: string) => Promise<Answer>): Promise<Answer | null> {
    if (this.isBusy) return null
    this.isBusy = true
    this.trouble = null
    const id = this.sent.get(key) ?? this.around.newId()
    this.sent.set(key, id)
    try {
      const answer = await work(id)
      this.sent.delete(key)
      return answer
    } catch (error) {
      const trouble = troubleOf(error)
      if (isRefusal(error)) this.sent.delete(key)
      runInAction(() => {
        this.trouble = trouble
      })
      return null
    } finally {
      runInAction(() => {
        this.isBusy = false
      })
    }
  }

  clear(): void {
    this.trouble = null
  }

  /** The person signed out: what the next one does is never a second try of theirs. */
  forget(): void {
    this.clear()
    this.sent.clear()
  }
}
