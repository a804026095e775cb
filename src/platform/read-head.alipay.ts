import type * as Common from './read-head'

export const readHead: typeof Common.readHead = (filePath, bytesMax) =>
  new Promise((resolve) => {
    my.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve((data as ArrayBuffer).slice(0, bytesMax)),
      fail: () => resolve(null),
    })
  })
