import type { WireResponse } from './request-types'

export interface Upload {
  url: string
  /** A `Content-Type` among them stands; without one the file is a picture, and its kind is seen from its bytes. */
  headers: Record<string, string>
  /** From pickImages, pickTable or record: a temporary file on a mini program, an object URL on h5. */
  path: string
  /** 0 to 1. Mini programs cannot tell more than begun, sent, done. */
  onProgress?: (fraction: number) => void
}

export type UploadImage = (upload: Upload) => Promise<WireResponse>
