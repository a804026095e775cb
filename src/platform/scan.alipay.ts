import Taro from '@tarojs/taro'
import type * as Common from './scan'

export const canScan: typeof Common.canScan = true

export const scanCode: typeof Common.scanCode = async () => {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: false })
    return result || null
  } catch {
    return null
  }
}
