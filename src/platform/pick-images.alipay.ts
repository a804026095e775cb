import Taro from '@tarojs/taro'
import type * as Common from './pick-images'

export const pickImages: typeof Common.pickImages = async (count) => {
  try {
    const { tempFiles, tempFilePaths } = await Taro.chooseImage({ count, sizeType: ['compressed'] })
    return tempFilePaths.map((path, index) => ({ path, bytes: tempFiles?.[index]?.size ?? 0 }))
  } catch {
    return []
  }
}
