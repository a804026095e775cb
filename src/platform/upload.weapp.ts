import Taro from '@tarojs/taro'
import { imageTypeOf } from './image-bytes'
import { OfflineError, UPLOAD_TIMEOUT_MS } from './network-errors'
import { lowerCaseNames } from './request-types'
import type { UploadImage } from './upload-types'

const readBytes = (filePath: string) =>
  new Promise<ArrayBuffer>((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: ({ errMsg }) => reject(new Error(errMsg)),
    })
  })

/** wx.uploadFile only knows multipart POST, so the file is read and PUT as bytes. */
export const uploadImage: UploadImage = async ({ url, headers, path, contentType, onProgress }) => {
  const bytes = await readBytes(path)
  onProgress?.(0.1)
  return new Promise((resolve, reject) => {
    Taro.request<string, ArrayBuffer>({
      url,
      method: 'PUT',
      data: bytes,
      header: { ...headers, 'Content-Type': contentType ?? imageTypeOf(bytes) },
      dataType: 'text',
      responseType: 'text',
      timeout: UPLOAD_TIMEOUT_MS,
      success: ({ statusCode, header, data }) => {
        onProgress?.(1)
        resolve({ status: statusCode, headers: lowerCaseNames(header), body: data ?? '' })
      },
      fail: ({ errMsg }) => reject(new OfflineError(errMsg)),
    }).catch(() => {
      // Taro rejects as well as calling fail; fail has spoken already.
    })
  })
}
