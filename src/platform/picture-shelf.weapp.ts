import type * as Common from './picture-shelf'
import { shelfIn } from './picture-shelf-mini'

export const openShelf: typeof Common.openShelf = async () => shelfIn(wx.getFileSystemManager(), wx.env.USER_DATA_PATH)
