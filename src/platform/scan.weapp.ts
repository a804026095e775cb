import Taro from '@tarojs/taro'
import type * as Common from './scan'

export const canScan: typeof Common.canScan = true

export const scanCode: typeof Common.scanCode = async () => {
  try {
    const { result, path } = await Taro.scanCode({ onlyFromCamera: false })
    // Our own mini program codes come back as a path, with the text empty.
    return result || path || null
  } catch {
    return null
  }
}
