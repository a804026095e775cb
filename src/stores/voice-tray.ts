import { makeAutoObservable, observableRef, runInAction } from 'mobx'
import type { MediaApi } from '../api/media-api'
import { LIMITS } from '../contract/limits'
import type { Surroundings } from './surroundings'
import { type Trouble, troubleOf } from './trouble'

export interface TrayVoice {
  /** The sound's id on the server; the same at every try. */
  id: string
  /** What can be played: the file on the phone, or once uploaded the server's. */
  src: string
  type: string
  seconds: number
  state: 'uploading' | 'done' | 'failed'
  trouble: Trouble | null
}

/** What of a sound a draft keeps. */
export type KeptVoice = Pick<TrayVoice, 'id' | 'src' | 'seconds'>

/** One sound on its way into something that is being written. It is uploaded as soon as it was spoken. */
export class VoiceTray {
  voice: TrayVoice | null = null
  /** Somebody is speaking: what is sent now would go without it. */
  isListening = false

  constructor(
    private readonly api: Pick<MediaApi, 'uploadVoice'>,
    private readonly around: Pick<Surroundings, 'newId'>,
    private readonly onChange: () => void = () => {},
  ) {
    makeAutoObservable<this, 'api' | 'around' | 'onChange'>(
      this,
      { voice: observableRef, api: false, around: false, onChange: false },
      { autoBind: true },
    )
  }

  /** Nothing that is still being said or on its way, and nothing that did not get there. */
  get isSettled(): boolean {
    return !this.isListening && (this.voice === null || this.voice.state === 'done')
  }

  get doneId(): string | null {
    return this.voice?.state === 'done' ? this.voice.id : null
  }

  get kept(): KeptVoice | null {
    if (this.voice?.state !== 'done') return null
    const { id, src, seconds } = this.voice
    return { id, src, seconds }
  }

  add({ path, bytes, seconds, type }: { path: string; bytes: number; seconds: number; type: string }): void {
    const isTooLarge = bytes > LIMITS.voiceBytes
    const trouble: Trouble | null = isTooLarge ? { kind: 'refused', code: 'too_large', detail: '' } : null
    const id = this.around.newId()
    this.voice = { id, src: path, type, seconds, state: isTooLarge ? 'failed' : 'uploading', trouble }
    if (!isTooLarge) void this.upload(this.voice)
  }

  listen(isListening: boolean): void {
    this.isListening = isListening
  }

  remove(): void {
    this.voice = null
    this.onChange()
  }

  retry(): void {
    if (this.voice?.state !== 'failed') return
    this.voice = { ...this.voice, state: 'uploading', trouble: null }
    void this.upload(this.voice)
  }

  /** After the network came back. What the server refused stays refused. */
  retryOffline(): void {
    if (this.voice?.trouble?.kind === 'offline') this.retry()
  }

  restore(kept: KeptVoice | null | undefined): void {
    this.voice = kept ? { ...kept, type: '', state: 'done', trouble: null } : null
  }

  clear(): void {
    this.voice = null
  }

  private async upload({ id, src, type }: TrayVoice): Promise<void> {
    try {
      const { url, seconds } = await this.api.uploadVoice(id, src, type)
      this.change(id, { state: 'done', src: url, seconds })
      runInAction(this.onChange)
    } catch (error) {
      this.change(id, { state: 'failed', trouble: troubleOf(error) })
    }
  }

  /** Whatever was thrown away meanwhile is not brought back. */
  private change(id: string, changes: Partial<TrayVoice>): void {
    if (this.voice?.id === id) this.voice = { ...this.voice, ...changes }
  }
}
