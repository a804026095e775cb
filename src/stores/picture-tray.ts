import { makeAutoObservable, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import { LIMITS } from '../contract/limits'
import { isFresh, type KeptPictures, type OutgoingPicture } from './kept-pictures'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

export interface TrayPicture extends OutgoingPicture {
  /** What an image can show: the file on the phone, or once uploaded the server's thumb. */
  src: string
  bytes: number
  state: 'uploading' | 'done' | 'failed'
  progress: number
  trouble: Trouble | null
  /** It outlives the app's closing. */
  isKept: boolean
}

/** A picture as a draft remembers it. */
export type DraftPicture = Pick<TrayPicture, 'id' | 'src' | 'upAt' | 'isKept'>

const refusal = (code: string): Trouble => ({ kind: 'refused', code, detail: '' })

/** What goes up as soon as there is a network. */
export const isWaiting = ({ state, isKept, trouble }: TrayPicture): boolean =>
  state === 'failed' && isKept && trouble?.kind === 'offline'

/** Pictures on their way into something that is being written. They are uploaded while the person still writes. */
export class PictureTray {
  pictures: TrayPicture[] = []
  private isUploading = false

  /** With `kept` the pictures are copied on the phone: what is written without a network is then sent with them. */
  constructor(
    private readonly api: MediaApi,
    private readonly around: Pick<Surroundings, 'newId' | 'now'>,
    private readonly onChange: () => void,
    readonly max: number = LIMITS.postImages,
    private readonly kept: KeptPictures | null = null,
  ) {
    makeAutoObservable<this, 'api' | 'around' | 'onChange' | 'isUploading' | 'kept'>(
      this,
      { max: false, api: false, around: false, onChange: false, isUploading: false, kept: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.pictures.some(({ state }) => state === 'uploading')
  }

  get waiting(): TrayPicture[] {
    return this.pictures.filter(isWaiting)
  }

  get failed(): TrayPicture[] {
    return this.pictures.filter((picture) => picture.state === 'failed' && !isWaiting(picture))
  }

  get doneIds(): string[] {
    return this.pictures.filter(({ state }) => state === 'done').map(({ id }) => id)
  }

  /** What can be sent: what is up, and what goes up before it. */
  get outgoing(): OutgoingPicture[] {
    const ready = this.pictures.filter((picture) => picture.state === 'done' || isWaiting(picture))
    return ready.map(({ id, upAt }) => ({ id, upAt }))
  }

  get draft(): DraftPicture[] {
    const lasting = this.pictures.filter(({ state, isKept }) => state === 'done' || isKept)
    return lasting.map(({ id, src, upAt, isKept }) => ({ id, src, upAt, isKept }))
  }

  get room(): number {
    return this.max - this.pictures.length
  }

  /** While there still is a network: what copies pictures in a browser is loaded apart. */
  getReady(): void {
    this.kept?.getReady()
  }

  /** Refuses nothing silently: what is too large stands in the tray with its reason. */
  add(picked: ReadonlyArray<{ path: string; bytes: number }>): void {
    const added = picked.slice(0, this.room).map(({ path, bytes }): TrayPicture => {
      const isTooLarge = bytes > LIMITS.imageBytes
      return {
        id: this.around.newId(),
        src: path,
        bytes,
        state: isTooLarge ? 'failed' : 'uploading',
        progress: 0,
        trouble: isTooLarge ? refusal('too_large') : null,
        upAt: null,
        isKept: false,
      }
    })
    this.pictures.push(...added)
    void this.keepAll(added)
    void this.upload()
  }

  remove(id: string): void {
    this.pictures = this.pictures.filter((picture) => picture.id !== id)
    this.kept?.drop([id])
    this.onChange()
  }

  retry(id: string): void {
    this.change(id, { state: 'uploading', progress: 0, trouble: null })
    void this.upload()
  }

  /** After the network came back. What the server refused stays refused. */
  retryOffline(): void {
    for (const { id, state, trouble } of this.pictures)
      if (state === 'failed' && trouble?.kind === 'offline') this.retry(id)
  }

  /** Pictures that the server has for good. */
  restore(done: ReadonlyArray<{ id: string; src: string }>): void {
    const upAt = this.around.now().toISOString()
    this.takeUp(done.map(({ id, src }) => ({ id, src, upAt, isKept: false })))
  }

  /** Those of a draft: what is not up, or so long that the server has forgotten it, goes up from the copy on the phone. */
  takeUp(draft: readonly DraftPicture[]): void {
    const now = this.around.now()
    this.pictures = draft.map((picture) => {
      const isUp = isFresh(picture.upAt, now)
      return { ...picture, bytes: 0, state: isUp ? 'done' : 'uploading', progress: isUp ? 1 : 0, trouble: null }
    })
    void this.findCopies()
  }

  clear(): void {
    this.pictures = []
  }

  /** The draft was thrown away, and the copies with it. */
  discard(): void {
    this.kept?.drop(this.pictures.map(({ id }) => id))
    this.clear()
  }

  private async keepAll(added: readonly TrayPicture[]): Promise<void> {
    for (const { id, src, bytes, state } of added)
      if (state === 'uploading' && (await this.kept?.keep(id, src, bytes))) this.change(id, { isKept: true })
    runInAction(this.onChange)
  }

  private async findCopies(): Promise<void> {
    for (const { id, state, isKept } of this.pictures) {
      if (state === 'done' && !isKept) continue
      const src = await this.kept?.find(id).catch(() => null)
      if (src) this.change(id, { src, isKept: true })
      else
        this.change(id, {
          isKept: false,
          ...(state === 'done' ? {} : { state: 'failed', trouble: refusal('picture_gone') }),
        })
    }
    void this.upload()
  }

  /** One after another: on a poor line, nine at once all fail. */
  private async upload(): Promise<void> {
    if (this.isUploading) return
    this.isUploading = true
    for (let next = this.nextUp(); next; next = this.nextUp()) await this.uploadOne(next)
    this.isUploading = false
  }

  private nextUp(): TrayPicture | undefined {
    return this.pictures.find(({ state }) => state === 'uploading')
  }

  private async uploadOne({ id, src }: TrayPicture): Promise<void> {
    try {
      const image = await this.api.uploadImage(id, src, (progress) => this.change(id, { progress }))
      this.change(id, { state: 'done', progress: 1, src: image.urls.thumb, upAt: this.around.now().toISOString() })
      runInAction(this.onChange)
    } catch (error) {
      this.change(id, { state: 'failed', trouble: troubleOf(error) })
    }
  }

  private change(id: string, changes: Partial<TrayPicture>): void {
    this.pictures = this.pictures.map((picture) => (picture.id === id ? { ...picture, ...changes } : picture))
  }
}
