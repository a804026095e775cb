import type { PageStack } from '../page-stack'
import type { Phone } from '../phone'
import type { ApiOptions, Plain } from '../types'

/** Moving between pages, and moving and measuring within one. */
export function navigationApis(phone: Phone, stack: PageStack): Plain {
  const move = (kind: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch') =>
    phone.api(kind, (options) => navigate(stack, kind, options))
  return {
    navigateTo: move('navigateTo'),
    redirectTo: move('redirectTo'),
    switchTab: move('switchTab'),
    reLaunch: move('reLaunch'),
    navigateBack: phone.api('navigateBack', (options) => stack.back(Number(options.delta) || 1)),
    preloadPage: phone.api('preloadPage'),
    exitMiniProgram: phone.api('exitMiniProgram'),
    startPullDownRefresh: phone.api('startPullDownRefresh', () => {
      if (stack.top)
        stack.startRefresh(stack.top).catch((error: unknown) => console.error('[pull-down refresh]', error))
    }),
    stopPullDownRefresh: phone.api('stopPullDownRefresh', () => {
      for (const page of stack.pages) page.refreshing?.()
    }),
    pageScrollTo: phone.api('pageScrollTo', (options) => {
      const page = stack.top
      if (!page) return
      const { scroller } = page.frame
      const target = options.selector ? page.view.query(String(options.selector), false)[0] : undefined
      const start = target
        ? target.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop
        : Number(options.scrollTop) || 0
      scroller.scrollTop = start + (Number(options.offsetTop) || 0)
    }),
    createSelectorQuery: () => new SelectorQuery(stack),
    createIntersectionObserver: (component: ComponentLike, options?: ObserverOptions) =>
      new Observer(stack, component, options ?? {}),
  }
}

function navigate(
  stack: PageStack,
  kind: 'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch',
  options: ApiOptions,
): Plain {
  const page = stack.navigate(kind, String(options.url))
  const silent = { emit: () => undefined, on: () => undefined, once: () => undefined, off: () => undefined }
  page.instance.getOpenerEventChannel = () => silent
  return kind === 'navigateTo' ? { eventChannel: silent } : {}
}

interface ComponentLike extends Plain {
  createSelectorQuery(): {
    select(selector: string): Fields
    selectAll(selector: string): Fields
    exec(): void
  }
}

interface Fields {
  fields(fields: Plain, done: (result: unknown) => void): unknown
}

type Done = (result: unknown) => void

/** `wx.createSelectorQuery`, over the framework's own query; only the viewport is answered here. */
class SelectorQuery {
  private component: ComponentLike | undefined
  private readonly tasks: { run: (done: Done) => void; told: Done | undefined }[] = []

  constructor(private readonly stack: PageStack) {}

  in(component: ComponentLike): this {
    this.component = component
    return this
  }

  select(selector: string): Plain {
    return this.node((query) => query.select(selector))
  }

  selectAll(selector: string): Plain {
    return this.node((query) => query.selectAll(selector))
  }

  selectViewport(): Plain {
    const scroller = this.stack.top?.frame.scroller
    const all = {
      id: '',
      dataset: {},
      left: 0,
      top: 0,
      right: scroller?.clientWidth,
      bottom: scroller?.clientHeight,
      width: scroller?.clientWidth,
      height: scroller?.clientHeight,
      scrollLeft: 0,
      scrollTop: scroller?.scrollTop,
      scrollHeight: scroller?.scrollHeight,
      scrollWidth: scroller?.scrollWidth,
    }
    return this.methods(() => (done) => done(all))
  }

  exec(told?: (results: unknown[]) => void): this {
    const tasks = this.tasks.splice(0)
    const results = tasks.map((task) => {
      return new Promise<unknown>((resolve) => task.run(resolve)).then((result) => {
        task.told?.(result)
        return result
      })
    })
    void Promise.all(results).then((all) => told?.(all))
    return this
  }

  private node(pick: (query: ReturnType<ComponentLike['createSelectorQuery']>) => Fields): Plain {
    const component = this.component ?? (this.stack.top?.instance as unknown as ComponentLike)
    const offset = this.stack.top?.frame.pane.getBoundingClientRect().top ?? 0
    return this.methods((fields) => (done) => {
      const query = component.createSelectorQuery()
      pick(query).fields(fields, (result) => done(fromPane(result, offset)))
      query.exec()
    })
  }

  private methods(run: (fields: Plain) => (done: Done) => void): Plain {
    const add = (fields: Plain, told?: Done): this => {
      this.tasks.push({ run: run(fields), told })
      return this
    }
    return {
      fields: (fields: Plain, told?: Done) => add(fields, told),
      boundingClientRect: (told?: Done) => add({ id: true, dataset: true, rect: true, size: true }, told),
      scrollOffset: (told?: Done) => add({ id: true, dataset: true, scrollOffset: true }, told),
      context: (told?: Done) => add({ context: true }, told),
      node: (told?: Done) => add({ context: true }, told),
    }
  }
}

/** A page's coordinates begin under the navigation bar. */
function fromPane(result: unknown, offset: number): unknown {
  if (Array.isArray(result)) return result.map((item) => fromPane(item, offset))
  const rect = result as { top?: number; bottom?: number } | null
  if (rect?.top === undefined || rect.bottom === undefined) return result
  return { ...rect, top: rect.top - offset, bottom: rect.bottom - offset }
}

interface ObserverOptions {
  thresholds?: number[]
  observeAll?: boolean
}

/** `createIntersectionObserver` within the page's window; the adapter's own swallows the first crossing. */
class Observer {
  private margins: Plain = {}
  private readonly running: IntersectionObserver[] = []

  constructor(
    private readonly stack: PageStack,
    private readonly component: ComponentLike | undefined,
    private readonly options: ObserverOptions,
  ) {}

  relativeTo(_selector: string, margins: Plain = {}): this {
    return this.relativeToViewport(margins)
  }

  relativeToViewport(margins: Plain = {}): this {
    this.margins = margins
    return this
  }

  observe(selector: string, told: (status: Plain) => void): void {
    const page = this.stack.top
    if (!page) return
    const side = (name: string): string => `${Number(this.margins[name]) || 0}px`
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const { intersectionRatio, boundingClientRect, intersectionRect, time } = entry
          told({
            id: entry.target.id,
            dataset: {},
            intersectionRatio,
            boundingClientRect,
            intersectionRect,
            relativeRect: entry.rootBounds,
            time,
          })
        }
      },
      {
        root: page.frame.scroller,
        rootMargin: `${side('top')} ${side('right')} ${side('bottom')} ${side('left')}`,
        threshold: this.options.thresholds ?? [0],
      },
    )
    this.running.push(observer)
    for (const node of this.targets(selector)) observer.observe(node)
  }

  disconnect(): void {
    for (const observer of this.running.splice(0)) observer.disconnect()
  }

  private targets(selector: string): Element[] {
    const all = Boolean(this.options.observeAll)
    const general = (
      this.component as { general?: () => { getShadowRoot(): ShadowLike | null } } | undefined
    )?.general?.()
    const shadow = general?.getShadowRoot()
    if (!shadow) return this.stack.top?.view.query(selector, all) ?? []
    const found = all ? shadow.querySelectorAll(selector) : [shadow.querySelector(selector)]
    return found.flatMap((node) => (node ? [node.getBackendElement()] : []))
  }
}

interface ShadowLike {
  querySelector(selector: string): { getBackendElement(): Element } | null
  querySelectorAll(selector: string): { getBackendElement(): Element }[]
}
