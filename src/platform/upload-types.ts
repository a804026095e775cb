import type { WireResponse } from './request-types'

export interface Upload {
  url: string
  headers: Record<string, string>
  /** From pickImages or pickFile: a temporary file on a mini program, an object URL on h5. */
  path: string
  /** What the file is; of a picture it is told by its bytes. */
  contentType?: string
  /** 0 to 1. Mini programs cannot tell more than begun, sent, done. */
  onProgress?: (fraction: number) => void
}

export type UploadImage = (upload: Upload) => Promise<WireResponse>
