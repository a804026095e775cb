import { type Activation, activate, useForPrivacy } from './builtins/activation'
import { candidates, findField, findSpot, hasMissed, type Spot, visibleText } from './find'
import { Framework } from './framework'
import { PageStack } from './page-stack'
import { Phone } from './phone'
import { Shell } from './shell'
import type { ApiCall, LoadedProgram, PhoneState, Plain, StartOptions } from './types'
import { createPlatformApi } from './wx'
import { Privacy } from './wx/account'
import { Storage } from './wx/storage'

/** What the test's side of the harness calls in the page. */
export interface Control {
  open(url: string): void
  back(): void
  path(): string
  query(): Record<string, string>
  stack(): string[]
  text(): string
  spot(target: string, nth: number): Promise<Spot | null>
  hasMissed(): boolean
  count(target: string): number
  field(target: string): Element | null
  set(state: Partial<PhoneState>): void
  pick(images: { base64: string; type: string }[]): void
  /** In base64. */
  speak(sound: string): void
  failNext(api: string, message: string): void
  pullDownRefresh(): Promise<void>
  scrollToBottom(): Promise<void>
  scrollTo(top: number): void
  calls(): ApiCall[]
  unknownApis(): string[]
  storage(): Plain
  share(): unknown
}

declare global {
  interface Window {
    __MINI_PROGRAM__: LoadedProgram
    startMiniProgram(options: StartOptions): void
    control: Control
  }
}

/** A refused platform call rejects with plain data, which a browser would report as an error without words. */
window.addEventListener('unhandledrejection', (event) => {
  const { reason } = event
  if (reason instanceof Error) return
  event.preventDefault()
  console.error('[unhandled rejection]', typeof reason === 'object' ? JSON.stringify(reason) : String(reason))
})

window.startMiniProgram = (options) => {
  const program = window.__MINI_PROGRAM__
  const phone = new Phone(options)
  const shell = new Shell(program, () => phone.state.theme)
  const stack = new PageStack(program, shell)
  const privacy = new Privacy(phone, shell)
  const storage = new Storage(options.storage)
  useForPrivacy(() => (program.alipay ? Promise.resolve() : privacy.ask('button')))
  const api = createPlatformApi({ program, phone, shell, stack, storage, privacy })
  const activation = createActivation(phone, stack)
  const framework = new Framework(
    program,
    api,
    () => stack.instances(),
    phone,
    shell,
    (node) => activate(node, phone, activation),
  )
  stack.use(framework)
  if ((program.json.app as { style?: string } | undefined)?.style === 'v2') document.body.classList.add('mp-style-v2')
  window.control = createControl(phone, shell, stack, storage)
  framework.loadApp()
  callApp(framework, 'onLaunch', phone)
  callApp(framework, 'onShow', phone)
  const { path, query } = phone.state.launch
  const search = Object.entries(query).map(([key, value]) => `${key}=${value}`)
  stack.navigate('reLaunch', `/${path || program.pages[0]}${search.length > 0 ? `?${search.join('&')}` : ''}`)
}

function callApp(framework: Framework, method: 'onLaunch' | 'onShow', phone: Phone): void {
  const act = framework.app?.[method]
  const { launch } = phone.state
  if (typeof act === 'function')
    act.call(framework.app, { ...launch, query: { ...launch.query }, referrerInfo: {}, shareTicket: '' })
}

function createActivation(phone: Phone, stack: PageStack): Activation {
  return {
    navigate(kind, url) {
      const kinds: Record<string, 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'> = {
        navigate: 'navigateTo',
        redirect: 'redirectTo',
        switchTab: 'switchTab',
        reLaunch: 'reLaunch',
      }
      const name = kinds[kind]
      if (kind === 'navigateBack') stack.back()
      else if (name) stack.navigate(name, url)
    },
    share: (button) => void shareFrom(phone, stack, button),
  }
}

function shareFrom(phone: Phone, stack: PageStack, button: Element | null): unknown {
  const target = button ? { id: button.id, dataset: {} } : undefined
  const content = stack.call(stack.top, 'onShareAppMessage', { from: button ? 'button' : 'menu', target })
  phone.record('shareAppMessage', content)
  return content
}

function createControl(phone: Phone, shell: Shell, stack: PageStack, storage: Storage): Control {
  const page = (): Element | undefined => stack.top?.frame.root
  const scroller = (): HTMLElement | undefined => stack.top?.frame.scroller
  return {
    open(url) {
      const path = url.replace(/^\//, '').split('?')[0] ?? ''
      const isTab = isTabPage(path)
      stack.navigate(isTab ? 'switchTab' : 'navigateTo', `/${url.replace(/^\//, '')}`)
    },
    back: () => stack.back(),
    path: () => stack.top?.path ?? '',
    query: () => ({ ...stack.top?.query }),
    stack: () => stack.pages.map((open) => open.path),
    text: () => visibleText(page()),
    spot: (target, nth) => findSpot(page(), target, nth),
    hasMissed,
    count: (target) => candidates(page(), target).length,
    field: (target) => findField(page(), target),
    set: (state) => applyState(phone, shell, state),
    pick(images) {
      phone.state.pickedImages = images.map((image) => {
        return phone.keepFile(
          Uint8Array.from(atob(image.base64), (letter) => letter.charCodeAt(0)),
          image.type,
        )
      })
    },
    speak(sound) {
      const bytes = Uint8Array.from(atob(sound), (letter) => letter.charCodeAt(0))
      phone.state.spoken = phone.keepFile(bytes, 'audio/mp3')
    },
    failNext: (api, message) => {
      phone.state.failures[api] = message
    },
    pullDownRefresh: () => stack.pullDownRefresh(),
    async scrollToBottom() {
      const node = scroller()
      if (!node) return
      // A page that already lies at its end is moved first, so that reaching the end is an event.
      if (node.scrollTop + node.clientHeight >= node.scrollHeight - 1) {
        node.scrollTop = Math.max(0, node.scrollTop - 200)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      node.scrollTop = node.scrollHeight
      await new Promise((resolve) => setTimeout(resolve, 50))
    },
    scrollTo(top) {
      const node = scroller()
      if (node) node.scrollTop = top
    },
    calls: () => phone.calls,
    unknownApis: () => [...phone.unknownApis],
    storage: () => storage.all(),
    share: () => shareFrom(phone, stack, null),
  }
}

function isTabPage(path: string): boolean {
  const app = window.__MINI_PROGRAM__.json.app as {
    tabBar?: { list?: { pagePath: string }[]; items?: { pagePath: string }[] }
  }
  return (app.tabBar?.list ?? app.tabBar?.items ?? []).some((item) => item.pagePath === path)
}

/** A change of the phone's state, told to the program where the platform tells it. */
function applyState(phone: Phone, shell: Shell, change: Partial<PhoneState>): void {
  const before = { ...phone.state }
  Object.assign(phone.state, change)
  if (phone.state.offline !== before.offline) {
    const isConnected = !phone.state.offline
    phone.emit('NetworkStatusChange', {
      isConnected,
      networkType: isConnected ? 'wifi' : 'none',
      networkAvailable: isConnected,
    })
  }
  if (phone.state.theme !== before.theme) {
    shell.repaint()
    phone.emit('ThemeChange', { theme: phone.state.theme, colorScheme: phone.state.theme })
  }
}
