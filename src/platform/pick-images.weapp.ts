import Taro from '@tarojs/taro'
import type * as Common from './pick-images'

export const pickImages: typeof Common.pickImages = async (count) => {
  try {
    const { tempFiles } = await Taro.chooseMedia({ count, mediaType: ['image'], sizeType: ['compressed'] })
    return tempFiles.map(({ tempFilePath, size }) => ({ path: tempFilePath, bytes: size }))
  } catch {
    return []
  }
}
