/*
 * Alipay's own object, for what Taro does not map, typed as far as src/platform uses it; what an older client may lack
 * is optional. WeChat's comes with its own types.
 */

import type { FolderCalls } from './picture-shelf-mini'
import type { InnerAudio } from './play-mini'
import type { RecorderManager } from './record-mini'

type Callback<Detail = Record<string, unknown>> = (detail: Detail) => void

interface Calls<Answer, Failure = { errMsg?: string; errorMessage?: string }> {
  success?: Callback<Answer>
  fail?: Callback<Failure>
  complete?: () => void
}

interface FileSystem extends FolderCalls {
  readFile(options: { filePath: string } & Calls<{ data: ArrayBuffer | string }>): void
}

interface AlipayRequest {
  url: string
  method: string
  headers: Record<string, string>
  data?: string | ArrayBuffer
  dataType: string
  timeout: number
}

interface AlipayAnswer {
  status?: number
  headers?: Record<string, unknown>
  data?: unknown
  errorMessage?: string
}

export interface Alipay {
  request(options: AlipayRequest & Calls<AlipayAnswer, AlipayAnswer>): void
  getFileSystemManager(): FileSystem
  env: { USER_DATA_PATH: string }
  getAuthCode(options: { scopes: string } & Calls<{ authCode: string }>): void
  requestSubscribeMessage?(options: { entityIds: string[] } & Calls<{ subscribedEntityIds?: string[] }>): void
  getRecorderManager?(): RecorderManager
  createInnerAudioContext(): InnerAudio
  getSystemInfoSync(): { fontSizeSetting?: number; colorScheme?: string; language?: string }
}

declare global {
  /** Alipay's; there only in *.alipay.ts. */
  const my: Alipay
}
