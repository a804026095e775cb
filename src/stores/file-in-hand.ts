import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import { type Trouble, troubleOf } from './trouble'

export interface FetchedFile {
  /** Where the platform put it: a temporary file, or an object URL in a browser. */
  path: string
  /** Under which the person keeps it. */
  name: string
}

/** A file that was fetched, until it is handed over. */
export class FileInHand {
  file: FetchedFile | null = null
  isFetching = false

  constructor() {
    makeAutoObservable(this, { file: observableRef }, { autoBind: true })
  }

  /** Null when it is at hand. */
  async fetch(work: () => Promise<FetchedFile>): Promise<Trouble | null> {
    this.isFetching = true
    try {
      const file = await work()
      runInAction(() => {
        this.file = file
      })
      return null
    } catch (error) {
      return troubleOf(error)
    } finally {
      runInAction(() => {
        this.isFetching = false
      })
    }
  }

  drop(): void {
    this.file = null
  }
}
