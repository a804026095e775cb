import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { HttpClient } from '../api/http-client'
import { ApiError } from '../api/problems'
import { OfflineError } from '../platform/network-errors'
import type { Method } from '../platform/request-types'
import { isFresh, type KeptPictures, type OutgoingPicture } from './kept-pictures'
import type { Surroundings } from './surroundings'
import { NotKeptError, PictureGoneError, troubleOf } from './trouble'

export type PendingKind =
  | 'post'
  | 'comment'
  | 'membership'
  | 'report'
  | 'notice'
  | 'receipt'
  | 'appeal'
  | 'need'
  | 'alert'
  | 'sighting'
  | 'sign_up'
  | 'activity'
  | 'shift'
  | 'topic'
  | 'statement'
  | 'vote'
  | 'act'

/** A write that the server has not yet answered. Its id is the thing's own (or the act's), so a repeat does nothing twice. */
export interface PendingWrite {
  id: string
  kind: PendingKind
  method: Extract<Method, 'PUT' | 'POST'>
  path: string
  body?: unknown
  /** They go up first, from their copies on the phone. */
  pictures?: readonly OutgoingPicture[]
  /** A few words by which the writer knows it again. */
  title: string
  createdAt: string
  state: 'waiting' | 'refused'
  /** The server's sentence, where it refused. */
  detail: string | null
  /** Why, where it was not the server that refused. */
  code?: 'picture_gone'
  tries: number
}

export type NewWrite = Pick<PendingWrite, 'id' | 'kind' | 'method' | 'path' | 'body' | 'pictures' | 'title'>

/** `kept`: it is in the phone's keeping and goes out by itself. */
export type Sent<Answer> =
  | { outcome: 'sent'; answer: Answer }
  | { outcome: 'kept'; because: 'offline' | 'busy' | 'signed_out' }

type SentListener = (write: PendingWrite, answer: unknown) => void

interface Waiter {
  resolve: (sent: Sent<unknown>) => void
  reject: (error: ApiError | NotKeptError | PictureGoneError) => void
}

const BUSY_DELAY_MS = 30_000
/** A fault that stays a fault: after this many tries the writer is told instead. */
const FAULTS_MAX = 5

/** The outbox of the phone. Writes leave in the order they were made, and none is forgotten before it was answered. */
export class PendingStore {
  writes: PendingWrite[] = []
  isSending = false
  private ownerId: string | null = null
  /** The writes that a start of the app finds again. */
  private storedIds: ReadonlySet<string> = new Set()
  private readonly waiters = new Map<string, Waiter>()
  private readonly listeners = new Set<SentListener>()
  private timer: ReturnType<typeof setTimeout> | null = null

  constructor(
    private readonly http: HttpClient,
    private readonly around: Pick<Surroundings, 'storage' | 'now'>,
    private readonly pictures: KeptPictures,
  ) {
    makeAutoObservable<
      this,
      'http' | 'around' | 'pictures' | 'waiters' | 'listeners' | 'timer' | 'ownerId' | 'storedIds'
    >(
      this,
      {
        writes: observableRef,
        http: false,
        around: false,
        pictures: false,
        waiters: false,
        listeners: false,
        timer: false,
        ownerId: false,
        storedIds: false,
      },
      { autoBind: true },
    )
  }

  get waitingCount(): number {
    return this.writes.filter(({ state }) => state === 'waiting').length
  }

  get refused(): PendingWrite[] {
    return this.writes.filter(({ state }) => state === 'refused')
  }

  /** Each person has an outbox of their own on a shared phone; null when nobody is signed in. */
  openFor(personId: string | null): void {
    if (personId === this.ownerId) return
    this.ownerId = personId
    this.pictures.openFor(personId, this.writes.flatMap(pictureIdsOf))
    this.writes = personId === null ? [] : (this.around.storage.read<PendingWrite[]>(keyOf(personId)) ?? [])
    // Whoever is signed out on the way still has what they wrote on the phone.
    if (personId !== null) this.storedIds = new Set(this.writes.map(({ id }) => id))
  }

  /**
   * Keeps the write, then sends it after those before it. Throws ApiError where the server definitely refused it, NotKeptError where it
   * could not be sent now and the phone has no room for it.
   */
  send<Answer>(write: NewWrite): Promise<Sent<Answer>> {
    const kept: PendingWrite = {
      ...write,
      createdAt: this.around.now().toISOString(),
      state: 'waiting',
      detail: null,
      tries: 0,
    }
    this.keep([...this.writes.filter(({ id }) => id !== write.id), kept])
    const answer = new Promise<Sent<unknown>>((resolve, reject) => this.waiters.set(write.id, { resolve, reject }))
    void this.flush()
    return answer as Promise<Sent<Answer>>
  }

  /** Sends what waits, oldest first, until all is answered or nothing gets through. */
  async flush(): Promise<void> {
    if (this.isSending) return
    this.isSending = true
    try {
      for (let next = this.firstWaiting(); next; next = this.firstWaiting()) {
        const because = await this.sendOne(next)
        if (because === null) continue
        this.settleAllAsKept(because)
        if (because === 'busy') this.flushLater()
        break
      }
    } finally {
      runInAction(() => {
        this.isSending = false
      })
    }
  }

  /** Tries a refused one again, when the writer thinks the reason has gone. */
  retry(id: string): Promise<void> {
    this.change(id, { state: 'waiting', detail: null, code: undefined, tries: 0 })
    return this.flush()
  }

  /** Only by the writer's own wish. */
  discard(id: string): void {
    for (const write of this.writes) if (write.id === id) this.pictures.drop(pictureIdsOf(write))
    this.remove(id)
  }

  /** Tells of everything that arrived, also of what had waited since before the app was opened. */
  onSent(listener: SentListener): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private firstWaiting(): PendingWrite | undefined {
    return this.writes.find(({ state }) => state === 'waiting')
  }

  /** Null when the write is settled; else why nothing more can be sent for now. */
  private async sendOne(write: PendingWrite): Promise<'offline' | 'busy' | 'signed_out' | null> {
    try {
      await this.sendPictures(write)
      // While they went up its writer may have thought better of it, or have left.
      if (!this.writes.some(({ id }) => id === write.id)) return null
      const answer = await this.http.send<unknown>(write.method, write.path, write.body)
      this.discard(write.id)
      runInAction(() => {
        for (const listener of this.listeners) listener(write, answer)
      })
      this.takeWaiter(write.id)?.resolve({ outcome: 'sent', answer })
      return null
    } catch (error) {
      if (error instanceof OfflineError) return 'offline'
      if (error instanceof PictureGoneError) {
        this.settleRefused(write, error)
        return null
      }
      if (!(error instanceof ApiError)) {
        troubleOf(error)
        return 'busy'
      }
      if (error.status === 401) return 'signed_out'
      this.change(write.id, { tries: write.tries + 1 })
      if (error.isPassing && write.tries + 1 < FAULTS_MAX) return 'busy'
      this.settleRefused(write, error)
      return null
    }
  }

  /** Those that are not up, or were so long ago that the server has forgotten them. */
  private async sendPictures(write: PendingWrite): Promise<void> {
    let { pictures = [] } = write
    for (const { id, upAt } of pictures) {
      if (isFresh(upAt, this.around.now())) continue
      const src = await this.pictures.find(id)
      // One that was up once the server may still have.
      if (src === null && upAt === null) throw new PictureGoneError(id)
      if (src === null) continue
      await this.http.upload(`/images/${id}`, src, () => {})
      const now = this.around.now().toISOString()
      pictures = pictures.map((picture) => (picture.id === id ? { id, upAt: now } : picture))
      this.change(write.id, { pictures })
    }
  }

  /** Somebody who looks at the screen is told at once and still has the text there; otherwise it stays here with the reason. */
  private settleRefused(write: PendingWrite, error: ApiError | PictureGoneError): void {
    const waiter = this.takeWaiter(write.id)
    if (waiter) {
      this.remove(write.id)
      waiter.reject(error)
    } else if (error instanceof PictureGoneError) this.change(write.id, { state: 'refused', code: 'picture_gone' })
    else this.change(write.id, { state: 'refused', detail: error.detail })
  }

  private settleAllAsKept(because: 'offline' | 'busy' | 'signed_out'): void {
    for (const [id, { resolve, reject }] of this.waiters) {
      if (this.storedIds.has(id)) resolve({ outcome: 'kept', because })
      else {
        this.remove(id)
        reject(new NotKeptError('no room on the phone'))
      }
    }
    this.waiters.clear()
  }

  private remove(id: string): void {
    this.keep(this.writes.filter((write) => write.id !== id))
  }

  private takeWaiter(id: string): Waiter | undefined {
    const waiter = this.waiters.get(id)
    this.waiters.delete(id)
    return waiter
  }

  private flushLater(): void {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), BUSY_DELAY_MS)
  }

  private change(id: string, changes: Partial<PendingWrite>): void {
    this.keep(this.writes.map((write) => (write.id === id ? { ...write, ...changes } : write)))
  }

  private keep(writes: PendingWrite[]): void {
    this.writes = writes
    if (this.ownerId === null) return
    const kept = this.around.storage.write(keyOf(this.ownerId), writes)
    if (kept === 'kept') this.storedIds = new Set(writes.map(({ id }) => id))
  }
}

const pictureIdsOf = ({ pictures = [] }: PendingWrite): string[] => pictures.map(({ id }) => id)

const keyOf = (personId: string) => `linli.outbox.${personId}`
