import { imageTypeOf } from './image-bytes'
import { OfflineError, UPLOAD_TIMEOUT_MS } from './network-errors'
import { lowerCaseNames } from './request-types'
import type { UploadImage } from './upload-types'

const readBytes = (filePath: string) =>
  new Promise<ArrayBuffer>((resolve, reject) => {
    my.getFileSystemManager().readFile({
      filePath,
      success: ({ data }) => resolve(data as ArrayBuffer),
      fail: ({ errorMessage }) => reject(new Error(errorMessage)),
    })
  })

/** my.uploadFile only knows multipart POST, so the file is read and PUT as bytes. */
export const uploadImage: UploadImage = async ({ url, headers, path, contentType, onProgress }) => {
  const bytes = await readBytes(path)
  onProgress?.(0.1)
  return new Promise((resolve, reject) => {
    my.request({
      url,
      method: 'PUT',
      data: bytes,
      headers: { ...headers, 'Content-Type': contentType ?? imageTypeOf(bytes) },
      dataType: 'text',
      timeout: UPLOAD_TIMEOUT_MS,
      success: ({ status = 200, headers: names, data }) => {
        onProgress?.(1)
        resolve({
          status,
          headers: lowerCaseNames(names),
          body: typeof data === 'string' ? data : JSON.stringify(data),
        })
      },
      fail: ({ status, headers: names, data, errorMessage }) =>
        status
          ? resolve({ status, headers: lowerCaseNames(names), body: typeof data === 'string' ? data : '' })
          : reject(new OfflineError(errorMessage ?? 'upload failed')),
    })
  })
}
