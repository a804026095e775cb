import { makeAutoObservable, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import { LIMITS } from '../contract/limits'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

export interface TrayPicture {
  /** The image's id on the server; the same at every try. */
  id: string
  /** What an image can show: the file on the phone, or once uploaded the server's thumb. */
  src: string
  state: 'uploading' | 'done' | 'failed'
  progress: number
  trouble: Trouble | null
}

/** Pictures on their way into something that is being written. They are uploaded while the person still writes. */
export class PictureTray {
  pictures: TrayPicture[] = []
  private isUploading = false

  constructor(
    private readonly api: MediaApi,
    private readonly around: Pick<Surroundings, 'newId'>,
    private readonly onChange: () => void,
    readonly max: number = LIMITS.postImages,
  ) {
    makeAutoObservable<this, 'api' | 'around' | 'onChange' | 'isUploading'>(
      this,
      { max: false, api: false, around: false, onChange: false, isUploading: false },
      { autoBind: true },
    )
  }

  get isBusy(): boolean {
    return this.pictures.some(({ state }) => state === 'uploading')
  }

  get failed(): TrayPicture[] {
    return this.pictures.filter(({ state }) => state === 'failed')
  }

  get doneIds(): string[] {
    return this.pictures.filter(({ state }) => state === 'done').map(({ id }) => id)
  }

  get room(): number {
    return this.max - this.pictures.length
  }

  /** Refuses nothing silently: what is too large stands in the tray with its reason. */
  add(picked: ReadonlyArray<{ path: string; bytes: number }>): void {
    for (const { path, bytes } of picked.slice(0, this.room)) {
      const isTooLarge = bytes > LIMITS.imageBytes
      this.pictures.push({
        id: this.around.newId(),
        src: path,
        state: isTooLarge ? 'failed' : 'uploading',
        progress: 0,
        trouble: isTooLarge ? { kind: 'refused', code: 'too_large', detail: '' } : null,
      })
    }
    void this.upload()
  }

  remove(id: string): void {
    this.pictures = this.pictures.filter((picture) => picture.id !== id)
    this.onChange()
  }

  retry(id: string): void {
    this.change(id, { state: 'uploading', progress: 0, trouble: null })
    void this.upload()
  }

  /** After the network came back. What the server refused stays refused. */
  retryOffline(): void {
    for (const { id, trouble } of this.failed) if (trouble?.kind === 'offline') this.retry(id)
  }

  restore(done: ReadonlyArray<{ id: string; src: string }>): void {
    this.pictures = done.map(({ id, src }) => ({ id, src, state: 'done', progress: 1, trouble: null }))
  }

  clear(): void {
    this.pictures = []
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
      this.change(id, { state: 'done', progress: 1, src: image.urls.thumb })
      runInAction(this.onChange)
    } catch (error) {
      this.change(id, { state: 'failed', trouble: troubleOf(error) })
    }
  }

  private change(id: string, changes: Partial<TrayPicture>): void {
    this.pictures = this.pictures.map((picture) => (picture.id === id ? { ...picture, ...changes } : picture))
  }
}
