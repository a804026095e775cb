import type { PackedProgram } from '../pack'

/** The packed program as the browser sees it: the template texts have been evaluated by then. */
export interface LoadedProgram extends Omit<PackedProgram, 'templates' | 'builtins'> {
  templates: Record<string, unknown>
  builtins: Record<string, unknown>
}

export type Plain = Record<string, unknown>

/** The options a mini program gives to an asynchronous API. */
export interface ApiOptions extends Plain {
  success?: (result: Plain) => void
  fail?: (error: Plain) => void
  complete?: (result: Plain) => void
}

export interface TempFile {
  path: string
  bytes: Uint8Array<ArrayBuffer>
  type: string
  /** An object URL under which the page can show it. */
  url: string
}

/** What a test decides and the imitated phone obeys. */
export interface PhoneState {
  offline: boolean
  theme: 'light' | 'dark'
  fontScale: number
  scanResult: string | null
  loginCode: string
  phoneCode: string
  pickedImages: TempFile[]
  /** What is said into the microphone; null is a person who says nothing. */
  spoken: TempFile | null
  privacy: 'agreed' | 'needed'
  subscribeAnswer: 'accept' | 'reject' | 'ban'
  clipboard: string
  /** API name → why its next call fails. */
  failures: Record<string, string>
  launch: LaunchOptions
}

export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
}

export interface StartOptions extends LaunchOptions {
  theme: 'light' | 'dark'
  fontScale: number
  privacy: 'agreed' | 'needed'
  storage: Record<string, unknown>
}

export interface ApiCall {
  name: string
  options: unknown
}

/** A page's or the app's window settings, WeChat's and Alipay's names side by side. */
export interface WindowConfig {
  navigationBarTitleText?: string
  defaultTitle?: string
  navigationBarBackgroundColor?: string
  titleBarColor?: string
  navigationBarTextStyle?: string
  navigationStyle?: string
  backgroundColor?: string
  enablePullDownRefresh?: boolean
  pullRefresh?: boolean | string
  onReachBottomDistance?: number
  disableScroll?: boolean
}

export interface TabItem {
  pagePath: string
  text: string
  icon?: string
  activeIcon?: string
}

/** The methods of a page instance that the page stack calls. */
export interface PageInstance extends Plain {
  onLoad?(query: Plain): void
  onShow?(): void
  onReady?(): void
  onHide?(): void
  onUnload?(): void
  onPullDownRefresh?(): void
  onReachBottom?(): void
  onPageScroll?(event: { scrollTop: number }): void
  onTabItemTap?(item: Plain): void
  onShareAppMessage?(event: Plain): unknown
  createSelectorQuery(): PlainQuery
  setData(data: Plain): void
}

export interface PlainQuery {
  select(selector: string): { fields(fields: Plain, done: (result: unknown) => void): PlainQuery }
  selectAll(selector: string): { fields(fields: Plain, done: (result: unknown) => void): PlainQuery }
  exec(): void
}
