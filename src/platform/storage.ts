import Taro from '@tarojs/taro'

/** WeChat holds 1 MB a key, Alipay 200 KB; the smaller, since what is kept must be kept everywhere. In characters. */
export const STORED_VALUE_MAX = 190_000

export type Kept = 'kept' | 'too_large' | 'refused'

/** What was kept under the key, or null where there is nothing, or nothing that can be read. */
export function readStored<Value>(key: string): Value | null {
  try {
    const text: unknown = Taro.getStorageSync(key)
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as Value) : null
  } catch {
    return null
  }
}

/** Keeps a value as JSON. A caller that must not lose it (a ballot, a draft) looks at the answer. */
export function writeStored(key: string, value: unknown): Kept {
  const text = JSON.stringify(value)
  if (text.length > STORED_VALUE_MAX) return 'too_large'
  try {
    Taro.setStorageSync(key, text)
    return 'kept'
  } catch {
    return 'refused'
  }
}

export function removeStored(key: string): void {
  try {
    Taro.removeStorageSync(key)
  } catch {
    // What cannot be removed cannot be read either; there is nothing more to do.
  }
}
