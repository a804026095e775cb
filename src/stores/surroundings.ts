import type { HttpWire } from '../api/http-client'
import type { OpenShelf } from '../platform/picture-shelf-types'
import type { Kept } from '../platform/storage'

/** Where things outlive the app's closing. platform/storage on a phone, a Map in a test. */
export interface Storage {
  read<Value>(key: string): Value | null
  write(key: string, value: unknown): Kept
  remove(key: string): void
}

/** All that the stores need of the world; handed in, so that they run anywhere. */
export interface Surroundings {
  transport: HttpWire['transport']
  upload: HttpWire['upload']
  download: HttpWire['download']
  wait?: HttpWire['wait']
  baseUrl: string
  storage: Storage
  openShelf: OpenShelf
  network: {
    isOnline(): Promise<boolean>
    /** Calls back when the network goes or comes. Answers how to stop. */
    onChange(listener: (online: boolean) => void): () => void
  }
  /** A new UUIDv7. */
  newId(): string
  now(): Date
  appearance: { dark: boolean; fontScale: number; language: 'zh-CN' | 'en' }
}
