import type { PageStack } from '../page-stack'
import type { Phone } from '../phone'
import { NAVIGATION_BAR_PX, STATUS_BAR_PX } from '../shell'
import type { Plain } from '../types'

const FONT_PX = 16
const BASE_LIBRARY = '3.8.0'

/** What the phone says about itself. */
export function systemInfo(phone: Phone, stack: PageStack): Plain {
  const pane = stack.top?.frame.pane
  const windowHeight = pane?.clientHeight || window.innerHeight - STATUS_BAR_PX - NAVIGATION_BAR_PX
  const { innerWidth: width, innerHeight: height } = window
  return {
    SDKVersion: BASE_LIBRARY,
    version: '8.0.50',
    platform: 'android',
    system: 'Android 14',
    model: 'harness',
    brand: 'harness',
    language: 'zh_CN',
    pixelRatio: window.devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight,
    screenTop: height - windowHeight,
    statusBarHeight: STATUS_BAR_PX,
    titleBarHeight: NAVIGATION_BAR_PX,
    safeArea: { left: 0, right: width, top: STATUS_BAR_PX, bottom: height, width, height: height - STATUS_BAR_PX },
    fontSizeSetting: FONT_PX * phone.state.fontScale,
    fontSizeScaleFactor: phone.state.fontScale,
    theme: phone.state.theme,
    colorScheme: phone.state.theme,
    host: { env: 'WeChat', appId: '', version: 0 },
    enableDebug: false,
    benchmarkLevel: 30,
    app: 'alipay',
  }
}

const SILENT_EVENTS =
  'AppShow AppHide Error UnhandledRejection PageNotFound LazyLoadError AudioInterruptionBegin AudioInterruptionEnd WindowResize ' +
  'KeyboardHeightChange MemoryWarning MenuButtonBoundingClientRectWeightChange UserCaptureScreen BeforeUnload ComponentError'

export function systemApis(phone: Phone, stack: PageStack, launch: () => Plain): Plain {
  const info = (): Plain => systemInfo(phone, stack)
  const nothing = (): void => undefined
  const listeners = SILENT_EVENTS.split(' ').map((event) => phone.listenerPair(event))
  return {
    getSystemInfoSync: info,
    getSystemInfo: phone.api('getSystemInfo', info),
    getSystemInfoAsync: phone.api('getSystemInfoAsync', info),
    getWindowInfo: info,
    getDeviceInfo: info,
    getDeviceBaseInfo: info,
    getAppBaseInfo: info,
    getSystemSetting: () => ({
      bluetoothEnabled: false,
      locationEnabled: true,
      wifiEnabled: true,
      deviceOrientation: 'portrait',
    }),
    getAppAuthorizeSetting: () => ({
      cameraAuthorized: 'authorized',
      albumAuthorized: 'authorized',
      locationAuthorized: 'not determined',
    }),
    getMenuButtonBoundingClientRect: () => ({ width: 87, height: 32, top: 52, right: 384, bottom: 84, left: 297 }),
    getLaunchOptionsSync: launch,
    getEnterOptionsSync: launch,
    nextTick: (act: () => void) => void Promise.resolve().then(act),
    ...Object.assign({}, ...listeners),
    ...phone.listenerPair('ThemeChange'),
    getUpdateManager: () => ({
      onCheckForUpdate: nothing,
      onUpdateReady: nothing,
      onUpdateFailed: nothing,
      applyUpdate: nothing,
    }),
    getLogManager: silentLog,
    getRealtimeLogManager: silentLog,
    getPerformance: () => ({
      now: () => performance.now(),
      getEntries: () => [],
      createObserver: () => ({ observe: nothing, disconnect: nothing }),
    }),
    reportEvent: nothing,
    reportAnalytics: nothing,
    reportPerformance: nothing,
    getRandomValues: phone.api('getRandomValues', (options) => ({
      randomValues: crypto.getRandomValues(new Uint8Array(Number(options.length))).buffer,
    })),
    createAnimation: () => chain(),
    createInnerAudioContext: () => chain(),
    arrayBufferToBase64: (buffer: ArrayBuffer) =>
      btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')),
    base64ToArrayBuffer: (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer,
  }
}

function silentLog(): Plain {
  const nothing = (): void => undefined
  return {
    debug: nothing,
    log: nothing,
    info: nothing,
    warn: nothing,
    error: nothing,
    setFilterMsg: nothing,
    addFilterMsg: nothing,
  }
}

/** An object whose every method answers with itself; animations and sounds are not imitated. */
function chain(): Plain {
  const self: Plain = new Proxy({} as Plain, {
    get: (_target, name) => (name === 'export' ? () => ({ actions: [] }) : name === 'then' ? undefined : () => self),
  })
  return self
}
