import Taro from '@tarojs/taro'

/** False where the person or the platform would not have it. */
export async function copyText(data: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data })
    return true
  } catch {
    return false
  }
}
