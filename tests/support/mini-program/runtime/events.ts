import * as glassEasel from 'glass-easel'
import type { Plain } from './types'

interface NodeLike {
  id?: string
  dataset?: Plain
}

function plainNode(node: NodeLike | null | undefined): Plain | undefined {
  return node ? { id: node.id ?? '', dataset: { ...node.dataset }, offsetLeft: 0, offsetTop: 0 } : undefined
}

function plainTouches(list: TouchList | undefined): Plain[] | undefined {
  if (!list) return undefined
  return [...list].map(({ identifier, clientX, clientY, pageX, pageY }) => ({
    identifier,
    clientX,
    clientY,
    pageX,
    pageY,
  }))
}

/** WeChat gives handlers plain data, never the framework's event object. */
function plainEvent(value: unknown): unknown {
  if (!(value instanceof glassEasel.Event)) return value
  const event = value as unknown as Plain & {
    target: NodeLike
    currentTarget: NodeLike
    getOriginalEvent(): unknown
    stopPropagation(): void
    preventDefault(): void
  }
  const original = event.getOriginalEvent() as Partial<TouchEvent> | undefined
  return {
    type: event.type,
    timeStamp: event.timeStamp,
    detail: event.detail,
    target: plainNode(event.target),
    currentTarget: plainNode(event.currentTarget),
    mark: event.mark,
    bubbles: event.bubbles,
    composed: event.composed,
    touches: plainTouches(original?.touches),
    changedTouches: plainTouches(original?.changedTouches),
    stopPropagation: () => event.stopPropagation(),
    preventDefault: () => event.preventDefault(),
  }
}

/** Makes every function of a definition receive plain events. */
export function takePlainEvents(methods: Plain | undefined): void {
  for (const [name, method] of Object.entries(methods ?? {})) {
    if (typeof method !== 'function' || !methods) continue
    methods[name] = function (this: unknown, ...args: unknown[]) {
      return method.apply(this, args.map(plainEvent))
    }
  }
}
