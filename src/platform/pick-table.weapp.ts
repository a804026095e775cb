import Taro from '@tarojs/taro'
import type * as Common from './pick-table'

export const canPickTable: typeof Common.canPickTable = true

/** WeChat hands out files from chats alone: the table is sent to oneself first. */
export const pickTable: typeof Common.pickTable = async () => {
  try {
    const { tempFiles } = await Taro.chooseMessageFile({ count: 1, type: 'file', extension: ['xlsx', 'csv'] })
    const [file] = tempFiles
    return file ? { path: file.path, name: file.name, bytes: file.size } : null
  } catch {
    return null
  }
}
