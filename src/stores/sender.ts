import { makeAutoObservable } from 'mobx'
import { attempt } from './attempt'
import type { Surroundings } from './surroundings'
import { isRefusal, type Trouble } from './trouble'

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
    const id = this.sent.get(key) ?? this.around.newId()
    this.sent.set(key, id)
    return attempt(this, async () => {
      try {
        const answer = await work(id)
        this.sent.delete(key)
        return answer
      } catch (error) {
        if (isRefusal(error)) this.sent.delete(key)
        throw error
      }
    })
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
