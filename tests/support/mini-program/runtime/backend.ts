import * as glassEasel from 'glass-easel'
import type { LoadedProgram } from './types'

const LONG_PRESS_MS = 350
const TAP_SLIP_PX = 10

/** The browser backend of the component framework, with the few things a phone does otherwise than a browser window. */
export function createBackend(
  program: LoadedProgram,
  afterTap: (node: Element | null) => void,
): glassEasel.CurrentWindowBackendContext {
  const backend = new glassEasel.CurrentWindowBackendContext()
  backend.onEvent((target, type, detail, options) => {
    const original = (options as { originalEvent?: Event }).originalEvent
    // A scroll-view tells its scrolling itself, with the numbers WeChat gives.
    if (type === 'scroll' && original?.target instanceof Element && original.target.localName === 'wx-scroll-view')
      return
    const event = new glassEasel.Event(type, detail, options)
    glassEasel.Event.dispatchEvent(target, event)
    if (type === 'tap') afterTap(original?.target instanceof Element ? original.target : null)
    return event.getEventBubbleStatus()
  })
  backend.document = {
    createElement: (tag: string) => prepareElement(document.createElement(tag)),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  } as unknown as typeof backend.document
  orderSheets(backend, program)
  listenForLongPress()
  return backend
}

/** rpx and vh mean the page's window in inline styles too. */
function prepareElement(node: HTMLElement): HTMLElement {
  const setAttribute = node.setAttribute.bind(node)
  node.setAttribute = (name: string, value: string) => {
    if (name === 'style') setAttribute(name, translateInline(String(value)))
    else if (name === 'aria-role') setAttribute('role', value)
    else setAttribute(name, value)
  }
  return node
}

function translateInline(style: string): string {
  if (!/rpx|vh|safe-area/.test(style)) return style
  return style
    .replace(/(-?\d*\.?\d+)rpx\b/g, (_all, number: string) => `${Number((Number(number) / 7.5).toFixed(5))}vw`)
    .replace(/(-?\d*\.?\d+)vh\b/g, (_all, number: string) => `calc(var(--mp-vh) * ${number})`)
    .replace(/(?:env|constant)\(\s*safe-area-inset-(top|right|bottom|left)\s*(?:,[^)]*)?\)/g, 'var(--mp-safe-$1)')
}

/**
 * The framework adds a page's sheets each time the page opens. In one shared document that would lay app.wxss over an
 * older page's sheet, so each sheet is kept once, the app's first, then the components', then the pages'.
 */
function orderSheets(backend: glassEasel.CurrentWindowBackendContext, program: LoadedProgram): void {
  const kinds = ['app', 'component', 'page'] as const
  const places = kinds.map((kind) => {
    const end = document.createComment(`end of ${kind} sheets`)
    document.head.append(end)
    return [kind, end] as const
  })
  const placeOf = new Map(places)
  const known = new Map<string, number>()
  backend.appendStyleSheetPath = (path: string): number => {
    const before = known.get(path)
    if (before !== undefined) return before
    const sheet = program.sheets[path]
    const style = document.createElement('style')
    style.dataset.sheet = path
    style.textContent = sheet?.css ?? ''
    document.head.insertBefore(style, placeOf.get(sheet?.kind ?? 'component') ?? null)
    known.set(path, known.size)
    return known.size - 1
  }
}

/** The framework knows taps only; a long press is held still for 350 ms. */
function listenForLongPress(): void {
  let timer = 0
  let startX = 0
  let startY = 0
  const stop = (): void => window.clearTimeout(timer)
  document.body.addEventListener(
    'touchstart',
    (event) => {
      const touch = event.touches[0]
      startX = touch?.clientX ?? 0
      startY = touch?.clientY ?? 0
      stop()
      timer = window.setTimeout(() => {
        let node = event.target as (Node & { __wxElement?: glassEasel.Element }) | null
        while (node && !node.__wxElement) node = node.parentNode
        if (!node?.__wxElement) return
        for (const type of ['longpress', 'longtap']) {
          glassEasel.triggerEvent(
            node.__wxElement,
            type,
            { x: startX, y: startY },
            { bubbles: true, composed: true, originalEvent: event },
          )
        }
      }, LONG_PRESS_MS)
    },
    { capture: true },
  )
  document.body.addEventListener(
    'touchmove',
    (event) => {
      const touch = event.touches[0]
      if (Math.hypot((touch?.clientX ?? 0) - startX, (touch?.clientY ?? 0) - startY) > TAP_SLIP_PX) stop()
    },
    { capture: true },
  )
  for (const type of ['touchend', 'touchcancel']) document.body.addEventListener(type, stop, { capture: true })
}
