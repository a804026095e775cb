import type { PageStack } from '../page-stack'
import { type Api, ApiFailure, type Phone } from '../phone'
import type { Shell } from '../shell'
import type { ApiOptions, Plain } from '../types'
import { performRequest } from './network'
import type { Storage } from './storage'

const TOAST_MS = 2000
/** Alipay's codes for a missing network and for a person's refusal. */
const ERROR_NETWORK = 12
const ERROR_CANCELLED = 11

/** Alipay's `my`, where it differs from what the phone offers to both platforms. */
export function alipayApis(phone: Phone, shell: Shell, stack: PageStack, storage: Storage, common: Plain): Plain {
  const { state } = phone
  const cancelled = (): never => {
    throw new ApiFailure('cancel', { error: ERROR_CANCELLED })
  }
  const request = phone.api('request', async (options) => {
    const answer = await performRequest(
      phone,
      { ...options, header: options.headers ?? options.header },
      new AbortController().signal,
    ).catch((error: unknown) => {
      throw error instanceof ApiFailure ? new ApiFailure(error.message, { error: ERROR_NETWORK }) : error
    })
    return { status: answer.statusCode, data: answer.data, headers: answer.header }
  })
  return {
    ...common,
    SDKVersion: '2.9.0',
    ap: {},
    request,
    httpRequest: request,
    getAuthCode: phone.api('getAuthCode', () => ({ authCode: state.loginCode, authSuccessScopes: ['auth_base'] })),
    getPhoneNumber: phone.api('getPhoneNumber', () => ({
      response: JSON.stringify({ response: state.phoneCode, sign: 'harness' }),
    })),
    ...alipayStorage(phone, storage),
    showToast: phone.api('showToast', (options) => {
      const icon = { success: 'success', fail: 'error', exception: 'error' }[String(options.type)] ?? 'none'
      shell.showToast(String(options.content ?? ''), icon, Number(options.duration) || TOAST_MS)
    }),
    showLoading: phone.api('showLoading', (options) => shell.showToast(String(options.content ?? ''), 'loading', null)),
    alert: phone.api('alert', async (options) => {
      await shell.dialog(String(options.title ?? ''), String(options.content ?? ''), [
        { text: String(options.buttonText ?? '确定') },
      ])
      return { success: true }
    }),
    confirm: phone.api('confirm', async (options) => {
      const buttons = [
        { text: String(options.cancelButtonText ?? '取消'), colour: '#000' },
        { text: String(options.confirmButtonText ?? '确定') },
      ]
      return {
        confirm: (await shell.dialog(String(options.title ?? ''), String(options.content ?? ''), buttons)).index === 1,
      }
    }),
    prompt: phone.api('prompt', async (options) => {
      const buttons = [
        { text: String(options.cancelButtonText ?? '取消') },
        { text: String(options.okButtonText ?? '确定') },
      ]
      const answer = await shell.dialog(String(options.title ?? ''), '', buttons, {
        placeholder: String(options.placeholder ?? ''),
      })
      return { ok: answer.index === 1, inputValue: answer.text }
    }),
    showActionSheet: phone.api('showActionSheet', async (options) => {
      const index = await shell.sheet(
        (options.items ?? options.itemList) as string[],
        String(options.cancelButtonText ?? '取消'),
      )
      return { index: index ?? -1 }
    }),
    scan: phone.api('scan', () =>
      state.scanResult === null ? cancelled() : { code: state.scanResult, qrCode: state.scanResult, barCode: '' },
    ),
    setNavigationBar: phone.api('setNavigationBar', (options) => setNavigationBar(stack, options)),
    setClipboard: phone.api('setClipboard', (options) => {
      state.clipboard = String(options.text)
    }),
    getClipboard: phone.api('getClipboard', () => ({ text: state.clipboard })),
    vibrate: phone.api('vibrate'),
    getServerTime: phone.api('getServerTime', () => ({ time: Date.now() })),
    getAppIdSync: () => ({ appId: '2021000000000000' }),
    ...absentApis(),
  }
}

/** These exist on WeChat only; a build that calls one on Alipay must fail here as it would there. */
const WECHAT_ONLY = [
  'login',
  'chooseMedia',
  'chooseMessageFile',
  'getPrivacySetting',
  'onNeedPrivacyAuthorization',
  'requirePrivacyAuthorize',
  'openPrivacyContract',
  'scanCode',
  'setClipboardData',
  'getClipboardData',
  'showModal',
  'setNavigationBarTitle',
  'setNavigationBarColor',
  'getAppBaseInfo',
  'getDeviceInfo',
]

function absentApis(): Plain {
  return Object.fromEntries(WECHAT_ONLY.map((name) => [name, undefined]))
}

function alipayStorage(phone: Phone, storage: Storage): Plain {
  const get = (options: ApiOptions): Plain => ({
    data: storage.has(String(options.key)) ? storage.get(String(options.key)) : null,
  })
  const set = (options: ApiOptions): void => storage.set(String(options.key), options.data)
  const remove = (options: ApiOptions): void => storage.remove(String(options.key))
  const apis: Record<string, Api | ((options: ApiOptions) => unknown)> = {
    getStorageSync: get,
    setStorageSync: set,
    removeStorageSync: remove,
    getStorage: phone.api('getStorage', get),
    setStorage: phone.api('setStorage', set),
    removeStorage: phone.api('removeStorage', remove),
  }
  return apis
}

function setNavigationBar(stack: PageStack, options: ApiOptions): void {
  const bar = stack.top?.frame.bar
  const title = bar?.querySelector('.mp-title')
  if (title && options.title !== undefined) title.textContent = String(options.title)
  if (bar && options.backgroundColor) bar.style.background = String(options.backgroundColor)
  if (bar && options.frontColor) bar.style.color = String(options.frontColor)
}
