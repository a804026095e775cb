import { runInAction } from 'mobx'
import { type Trouble, troubleOf } from './trouble'

/** What a store shows of a work: whether it is under way, and what stood in its way. */
interface Attempted {
  isBusy: boolean
  trouble: Trouble | null
}

/** Null where it was refused or not answered; `trouble` says which. */
export async function attempt<Answer>(shown: Attempted, work: () => Promise<Answer>): Promise<Answer | null> {
  runInAction(() => {
    shown.isBusy = true
    shown.trouble = null
  })
  try {
    return await work()
  } catch (error) {
    runInAction(() => {
      shown.trouble = troubleOf(error)
    })
    return null
  } finally {
    runInAction(() => {
      shown.isBusy = false
    })
  }
}
