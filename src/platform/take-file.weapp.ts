import { OfflineError, UPLOAD_TIMEOUT_MS } from './network-errors'
import type * as Common from './take-file'

export const fileWay: typeof Common.fileWay = 'share'

export const downloadFile: typeof Common.downloadFile = ({ url, headers }) =>
  new Promise((resolve, reject) => {
    wx.downloadFile({
      url,
      header: headers,
      timeout: UPLOAD_TIMEOUT_MS,
      success: ({ statusCode, tempFilePath }) =>
        // What a refusal says lies in the file, and is not worth the reading: the screen has words of its own.
        resolve({ status: statusCode, body: '', path: statusCode === 200 ? tempFilePath : null }),
      fail: ({ errMsg }) => reject(new OfflineError(errMsg)),
    })
  })

export const handOver: typeof Common.handOver = (filePath, fileName) =>
  new Promise((resolve) => {
    if (!wx.shareFileMessage) return resolve(false)
    wx.shareFileMessage({ filePath, fileName, success: () => resolve(true), fail: () => resolve(false) })
  })
