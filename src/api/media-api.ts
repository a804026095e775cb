import type { Image, Voice } from '../contract'
import type { HttpClient } from './http-client'

export class MediaApi {
  constructor(private readonly http: HttpClient) {}

  /** The same id again is the same picture, so a broken upload is simply repeated. */
  uploadImage(id: string, filePath: string, onProgress: (fraction: number) => void): Promise<Image> {
    return this.http.upload(`/images/${id}`, filePath, onProgress)
  }

  uploadVoice(id: string, filePath: string, type: string): Promise<Voice> {
    return this.http.upload(`/voices/${id}`, filePath, () => {}, type)
  }
}
