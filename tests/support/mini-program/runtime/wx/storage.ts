import { ApiFailure, type Phone } from '../phone'
import type { Plain } from '../types'

/** 1 MB a key and 10 MB in all. */
const KEY_BYTES_MAX = 1024 * 1024
const ALL_BYTES_MAX = 10 * 1024 * 1024

/** What the phone keeps for the program; a value is kept as JSON, so nothing is shared with who wrote it. */
export class Storage {
  private readonly values = new Map<string, string>()

  constructor(initial: Plain) {
    for (const [key, value] of Object.entries(initial)) this.set(key, value)
  }

  set(key: string, value: unknown): void {
    const text = JSON.stringify(value ?? '')
    if (text.length > KEY_BYTES_MAX || this.size - (this.values.get(key)?.length ?? 0) + text.length > ALL_BYTES_MAX) {
      throw new ApiFailure('exceed storage max size')
    }
    this.values.set(key, text)
  }

  has(key: string): boolean {
    return this.values.has(key)
  }

  /** The empty string where there is nothing, as WeChat answers. */
  get(key: string): unknown {
    const text = this.values.get(key)
    return text === undefined ? '' : JSON.parse(text)
  }

  remove(key: string): void {
    this.values.delete(key)
  }

  clear(): void {
    this.values.clear()
  }

  get size(): number {
    let size = 0
    for (const text of this.values.values()) size += text.length
    return size
  }

  info(): Plain {
    return { keys: [...this.values.keys()], currentSize: Math.ceil(this.size / 1024), limitSize: ALL_BYTES_MAX / 1024 }
  }

  all(): Plain {
    return Object.fromEntries([...this.values.keys()].map((key) => [key, this.get(key)]))
  }
}

export function storageApis(phone: Phone, storage: Storage): Plain {
  return {
    setStorageSync: (key: string, value: unknown) => storage.set(key, value),
    getStorageSync: (key: string) => storage.get(key),
    removeStorageSync: (key: string) => storage.remove(key),
    clearStorageSync: () => storage.clear(),
    getStorageInfoSync: () => storage.info(),
    setStorage: phone.api('setStorage', (options) => storage.set(String(options.key), options.data)),
    getStorage: phone.api('getStorage', (options) => {
      if (!storage.has(String(options.key))) throw new ApiFailure('data not found')
      return { data: storage.get(String(options.key)) }
    }),
    removeStorage: phone.api('removeStorage', (options) => storage.remove(String(options.key))),
    clearStorage: phone.api('clearStorage', () => storage.clear()),
    getStorageInfo: phone.api('getStorageInfo', () => storage.info()),
  }
}
