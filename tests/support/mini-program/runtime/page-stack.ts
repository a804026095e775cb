import { type Framework, joinPath, type RootView } from './framework'
import { ApiFailure } from './phone'
import type { Frame, Shell } from './shell'
import type { LoadedProgram, PageInstance, TabItem } from './types'

/** WeChat keeps no more than ten pages open. */
const STACK_MAX = 10
const REACH_BOTTOM_PX = 50
const REFRESH_WAIT_MS = 10_000

export interface OpenPage {
  path: string
  query: Record<string, string>
  view: RootView
  instance: PageInstance
  frame: Frame
  tabBar: RootView | null
  atBottom: boolean
  refreshing: (() => void) | null
}

export type NavigationKind = 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch'

/** The open pages in order, and the tab pages that stay alive while another tab is shown. */
export class PageStack {
  readonly pages: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()
  private framework!: Framework

  constructor(
    private readonly program: LoadedProgram,
    private readonly shell: Shell,
  ) {}

  use(framework: Framework): void {
    this.framework = framework
  }

  get top(): OpenPage | undefined {
    return this.pages.at(-1)
  }

  instances(): PageInstance[] {
    return this.pages.map((page) => page.instance)
  }

  /** Moves as the platform's navigation APIs do; throws an ApiFailure in the platform's words. */
  navigate(kind: NavigationKind, url: string): OpenPage {
    const { path, query } = this.parse(url)
    const isTab = this.shell.tabs.some((tab) => tab.pagePath === path)
    if (isTab && (kind === 'navigateTo' || kind === 'redirectTo')) throw new ApiFailure(`can not ${kind} a tabbar page`)
    if (!isTab && kind === 'switchTab') throw new ApiFailure('can not switch to no-tabBar page')
    if (kind === 'navigateTo' && this.pages.length >= STACK_MAX) throw new ApiFailure('webview count limit exceed')
    if (kind === 'switchTab') return this.switchTab(path)
    if (kind === 'navigateTo') this.hide(this.top)
    if (kind === 'redirectTo') this.unload(this.pages.pop())
    if (kind === 'reLaunch') this.clear()
    return this.push(path, query, isTab)
  }

  /** Closes the top pages; at the bottom of the stack nothing happens, as on a phone. */
  back(delta = 1): void {
    const count = Math.min(delta, this.pages.length - 1)
    if (count <= 0) return
    for (let index = 0; index < count; index++) this.unload(this.pages.pop())
    this.show(this.top)
  }

  /** Pulls the page down as a finger does; done when the program calls stopPullDownRefresh. */
  pullDownRefresh(): Promise<void> {
    const page = this.top
    if (!page) return Promise.resolve()
    const config = this.shell.windowConfig(page.path)
    const enabled = config.enablePullDownRefresh ?? config.pullRefresh
    if (!enabled || enabled === 'NO') return Promise.reject(new Error(`${page.path} does not enable pull-down refresh`))
    return this.startRefresh(page)
  }

  startRefresh(page: OpenPage): Promise<void> {
    const dots = document.createElement('div')
    dots.className = 'mp-refreshing'
    page.frame.scroller.prepend(dots)
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        page.refreshing?.()
        reject(new Error(`${page.path} did not call stopPullDownRefresh within ${REFRESH_WAIT_MS} ms`))
      }, REFRESH_WAIT_MS)
      page.refreshing = () => {
        window.clearTimeout(timer)
        dots.remove()
        page.refreshing = null
        resolve()
      }
      this.call(page, 'onPullDownRefresh')
    })
  }

  openTab(item: TabItem, index: number): void {
    if (this.top?.path !== item.pagePath) this.navigate('switchTab', `/${item.pagePath}`)
    this.call(this.top, 'onTabItemTap', { index: String(index), pagePath: item.pagePath, text: item.text })
  }

  /** Calls a page's method as the framework would: an error surfaces in the console and stops nothing. */
  call(page: OpenPage | undefined, method: string, ...args: unknown[]): unknown {
    const act = page?.instance[method]
    if (typeof act !== 'function') return undefined
    try {
      return act.apply(page?.instance, args)
    } catch (error) {
      console.error(`[${page?.path} ${method}]`, error)
      return undefined
    }
  }

  private parse(url: string): { path: string; query: Record<string, string> } {
    const [place = '', search = ''] = url.split('?')
    const path = joinPath(place.startsWith('/') ? '' : (this.top?.path ?? ''), place)
    if (!this.program.pages.includes(path)) throw new ApiFailure(`page "${path}" is not found`)
    // WeChat hands the query over as it is written: decoding is the page's own work.
    const pairs = search.split('&').filter(Boolean)
    return {
      path,
      query: Object.fromEntries(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.slice(pair.indexOf('=') + 1)])),
    }
  }

  private switchTab(path: string): OpenPage {
    const kept = this.tabs.get(path)
    if (kept && this.top === kept) return kept
    this.hideOrUnloadAbove()
    if (!kept) return this.push(path, {}, true)
    this.pages.push(kept)
    this.show(kept)
    return kept
  }

  /** Leaving for a tab unloads every page above the tab page, and hides the tab page if it was the one in sight. */
  private hideOrUnloadAbove(): void {
    while (this.pages.length > 0) {
      const page = this.pages.pop()
      if (!page || !this.tabs.has(page.path)) this.unload(page)
      else if (page.frame.root.style.display !== 'none') this.hide(page)
    }
  }

  private clear(): void {
    for (const page of this.pages.splice(0).reverse()) {
      this.tabs.delete(page.path)
      this.unload(page)
    }
    for (const page of this.tabs.values()) this.unload(page)
    this.tabs.clear()
  }

  private push(path: string, query: Record<string, string>, isTab: boolean): OpenPage {
    const view = this.framework.createRoot('wx-page', path)
    const { instance } = view
    Object.assign(instance, { route: path, __route__: path, options: query })
    const canGoBack = this.pages.length > 0
    const frame = this.shell.frame(
      path,
      canGoBack,
      () => this.back(),
      (item, index) => this.openTab(item, index),
    )
    const page: OpenPage = { path, query, view, instance, frame, tabBar: null, atBottom: false, refreshing: null }
    this.pages.push(page)
    if (isTab) this.tabs.set(path, page)
    if (isTab && this.shell.tabBarIsCustom) this.addTabBar(page)
    view.attach(frame.scroller)
    frame.scroller.querySelector('wx-page')?.setAttribute('data-page', path)
    this.watchScroll(page)
    this.call(page, 'onLoad', query)
    this.call(page, 'onShow')
    view.pageLifetime('show')
    this.call(page, 'onReady')
    return page
  }

  private addTabBar(page: OpenPage): void {
    const host = document.createElement('div')
    host.className = 'mp-custom-tabs'
    page.frame.pane.append(host)
    const bar = this.framework.createRoot('wx-custom-tab-bar', 'custom-tab-bar/index')
    page.tabBar = bar
    page.instance.getTabBar = (then?: (bar: PageInstance) => void) => {
      then?.(bar.instance)
      return bar.instance
    }
    bar.attach(host)
  }

  private watchScroll(page: OpenPage): void {
    const { scroller } = page.frame
    const distance = this.shell.windowConfig(page.path).onReachBottomDistance ?? REACH_BOTTOM_PX
    scroller.addEventListener('scroll', () => {
      if (page !== this.top) return
      this.call(page, 'onPageScroll', { scrollTop: scroller.scrollTop })
      const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= distance
      if (near && !page.atBottom) this.call(page, 'onReachBottom')
      page.atBottom = near
    })
  }

  private hide(page: OpenPage | undefined): void {
    if (!page) return
    this.call(page, 'onHide')
    page.view.pageLifetime('hide')
    page.frame.root.style.display = 'none'
  }

  private show(page: OpenPage | undefined): void {
    if (!page) return
    page.frame.root.style.display = ''
    this.call(page, 'onShow')
    page.view.pageLifetime('show')
  }

  private unload(page: OpenPage | undefined): void {
    if (!page) return
    this.call(page, 'onUnload')
    page.refreshing?.()
    page.tabBar?.release()
    page.view.release()
    page.frame.root.remove()
  }
}
