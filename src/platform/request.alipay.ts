import { OfflineError, REQUEST_TIMEOUT_MS } from './network-errors'
import type * as Common from './request'
import { lowerCaseNames, withoutPatch } from './request-types'

interface Answer {
  status?: number
  headers?: Record<string, unknown>
  data?: unknown
  errorMessage?: string
}

const textOf = (data: unknown) => (typeof data === 'string' ? data : data == null ? '' : JSON.stringify(data))

export const request: typeof Common.request = (wire) =>
  new Promise((resolve, reject) => {
    const handleAnswer = ({ status, headers, data, errorMessage }: Answer) => {
      // Alipay calls every status but 2xx a failure, and still brings the answer.
      if (!status) return reject(new OfflineError(errorMessage ?? 'no status'))
      resolve({ status, headers: lowerCaseNames(headers), body: textOf(data) })
    }
    my.request({
      ...withoutPatch(wire),
      url: wire.url,
      data: wire.body,
      dataType: 'text',
      timeout: REQUEST_TIMEOUT_MS,
      success: handleAnswer,
      fail: handleAnswer,
    })
  })
