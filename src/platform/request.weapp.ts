import Taro from '@tarojs/taro'
import { OfflineError, REQUEST_TIMEOUT_MS } from './network-errors'
import type * as Common from './request'
import { lowerCaseNames, withoutPatch } from './request-types'

export const request: typeof Common.request = (wire) =>
  new Promise((resolve, reject) => {
    const { method, headers } = withoutPatch(wire)
    Taro.request<string, string>({
      method,
      header: headers,
      url: wire.url,
      data: wire.body,
      // Any other word would have WeChat parse the body for us, and guess.
      dataType: 'text',
      responseType: 'text',
      timeout: REQUEST_TIMEOUT_MS,
      success: ({ statusCode, header, data }) =>
        resolve({ status: statusCode, headers: lowerCaseNames(header), body: data ?? '' }),
      fail: ({ errMsg }) => reject(new OfflineError(errMsg)),
    }).catch(() => {
      // Taro rejects as well as calling fail; fail has spoken already.
    })
  })
