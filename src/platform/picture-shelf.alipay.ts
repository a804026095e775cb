import type * as Common from './picture-shelf'
import { shelfIn } from './picture-shelf-mini'

export const openShelf: typeof Common.openShelf = async () => shelfIn(my.getFileSystemManager(), my.env.USER_DATA_PATH)
