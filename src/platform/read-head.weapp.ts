import type * as Common from './read-head'

/** WeChat takes place and time out of a photo that it makes smaller; what is left is read all the same. */
export const readHead: typeof Common.readHead = (filePath, bytesMax) =>
  new Promise((resolve) => {
    const files = wx.getFileSystemManager()
    files.getFileInfo({
      filePath,
      success: ({ size }) =>
        files.readFile({
          filePath,
          position: 0,
          length: Math.min(size, bytesMax),
          success: ({ data }) => resolve(data as ArrayBuffer),
          fail: () => resolve(null),
        }),
      fail: () => resolve(null),
    })
  })
