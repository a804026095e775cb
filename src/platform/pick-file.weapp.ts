import Taro from '@tarojs/taro'
import type * as Common from './pick-file'

export const canPickFile: typeof Common.canPickFile = true

/** WeChat gives files out of a chat alone: the sheet was sent there before. */
export const pickFile: typeof Common.pickFile = async (endings) => {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: [...endings] })
    const [file] = tempFiles
    return file ? { path: file.path, name: file.name, bytes: file.size } : null
  } catch {
    return null
  }
}
