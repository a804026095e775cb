import { OfflineError, UPLOAD_TIMEOUT_MS } from './network-errors'
import type { WireResponse } from './request-types'
import type { UploadImage } from './upload-types'

export type { Upload } from './upload-types'

function headersOf(xhr: XMLHttpRequest): Record<string, string> {
  const lines = xhr.getAllResponseHeaders().trim().split(/\r?\n/)
  return Object.fromEntries(
    lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*:\s*/, '')]),
  )
}

/** PUTs one file as raw bytes. fetch cannot tell how far an upload is, XMLHttpRequest can. */
export const uploadImage: UploadImage = async ({ url, headers, path, contentType, onProgress }) => {
  const blob = await (await fetch(path)).blob()
  return new Promise<WireResponse>((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    xhr.open('PUT', url)
    xhr.timeout = UPLOAD_TIMEOUT_MS
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    xhr.setRequestHeader('Content-Type', contentType ?? (blob.type || 'image/jpeg'))
    xhr.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    xhr.onload = () => resolve({ status: xhr.status, headers: headersOf(xhr), body: xhr.responseText })
    xhr.onerror = () => reject(new OfflineError('upload failed'))
    xhr.ontimeout = () => reject(new OfflineError('upload timed out'))
    xhr.send(blob)
  })
}
