import { element } from '../shell'
import type { BuiltinContext, BuiltinDefinition } from './define'

const REACH_PX = 50
const SWIPE_PX = 50

/** Tells scrolling as WeChat does, and the two ends once each time they are reached. */
function watchScroll(context: BuiltinContext): void {
  const { host } = context
  let lastTop = 0
  let atEnd = false
  let atStart = true
  host.addEventListener('scroll', () => {
    const { scrollTop, scrollLeft, scrollHeight, scrollWidth } = host
    context.emit('scroll', { scrollTop, scrollLeft, scrollHeight, scrollWidth, deltaY: lastTop - scrollTop, deltaX: 0 })
    const sideways = Boolean(context.get('scrollX')) && !context.get('scrollY')
    const rest = sideways ? scrollWidth - scrollLeft - host.clientWidth : scrollHeight - scrollTop - host.clientHeight
    const gone = sideways ? scrollLeft : scrollTop
    const lower = rest <= (Number.parseFloat(String(context.get('lowerThreshold'))) || REACH_PX)
    const upper = gone <= (Number.parseFloat(String(context.get('upperThreshold'))) || REACH_PX)
    if (lower && !atEnd) context.emit('scrolltolower', { direction: sideways ? 'right' : 'bottom' })
    if (upper && !atStart) context.emit('scrolltoupper', { direction: sideways ? 'left' : 'top' })
    atEnd = lower
    atStart = upper
    lastTop = scrollTop
  })
}

export const scrollView: BuiltinDefinition = {
  template: 'slot',
  properties: {
    scrollX: 'flag',
    scrollY: 'flag',
    scrollTop: 'any',
    scrollLeft: 'any',
    scrollIntoView: 'text',
    scrollWithAnimation: 'flag',
    upperThreshold: 'any',
    lowerThreshold: 'any',
    refresherEnabled: 'flag',
    refresherTriggered: 'flag',
    refresherBackground: 'text',
    refresherDefaultStyle: 'text',
    refresherThreshold: 'number',
    enhanced: 'flag',
    bounces: 'flag',
    showScrollbar: 'flag',
    pagingEnabled: 'flag',
    fastDeceleration: 'flag',
    enableBackToTop: 'flag',
    enableFlex: 'flag',
    scrollAnchoring: 'flag',
    type: 'text',
  },
  mount(context) {
    watchScroll(context)
    const { host } = context
    return {
      update(name, value) {
        // New content has to be laid out before there is anything to scroll to.
        requestAnimationFrame(() => {
          if (name === 'scrollTop' && value !== '' && value !== undefined && value !== null)
            host.scrollTop = Number.parseFloat(String(value))
          if (name === 'scrollLeft' && value !== '' && value !== undefined && value !== null)
            host.scrollLeft = Number.parseFloat(String(value))
          if (name === 'scrollIntoView' && value)
            host
              .querySelector(`[id$="${CSS.escape(String(value))}"]`)
              ?.scrollIntoView({ block: 'start', inline: 'start' })
        })
        if (name === 'enableFlex' && value) host.style.display = 'flex'
      },
    }
  },
}

export const swiper: BuiltinDefinition = {
  template: 'track',
  properties: {
    current: 'number',
    currentItemId: 'text',
    autoplay: 'flag',
    interval: 'number',
    duration: 'number',
    circular: 'flag',
    vertical: 'flag',
    indicatorDots: 'flag',
    indicatorColor: 'text',
    indicatorActiveColor: 'text',
    previousMargin: 'text',
    nextMargin: 'text',
    displayMultipleItems: 'number',
    snapToEdge: 'flag',
    easingFunction: 'text',
  },
  // Autoplay is not imitated: a picture that moves by itself makes a journey depend on the clock.
  mount(context) {
    const { host } = context
    const dots = element('mp-dots')
    const track = (): HTMLElement | null => host.querySelector(':scope > .mp-track')
    const draw = (): void => {
      const line = track()
      const current = Number(context.get('current')) || 0
      if (!line) return
      line.style.transform = `translate${context.get('vertical') ? 'Y' : 'X'}(${-100 * current}%)`
      const show = Boolean(context.get('indicatorDots'))
      dots.replaceChildren(...(show ? [...line.children].map((_child, index) => dot(context, index === current)) : []))
    }
    const move = (by: number): void => {
      const count = track()?.children.length ?? 0
      let next = (Number(context.get('current')) || 0) + by
      if (context.get('circular') && count > 0) next = (next + count) % count
      if (next < 0 || next >= count) return
      context.set('current', next)
      context.emit('change', { current: next, currentItemId: '', source: 'touch' })
      context.emit('animationfinish', { current: next, currentItemId: '', source: 'touch' })
    }
    let startX = 0
    let startY = 0
    host.addEventListener('touchstart', (event) => {
      startX = event.touches[0]?.clientX ?? 0
      startY = event.touches[0]?.clientY ?? 0
    })
    host.addEventListener('touchend', (event) => {
      const touch = event.changedTouches[0]
      const way = context.get('vertical') ? (touch?.clientY ?? 0) - startY : (touch?.clientX ?? 0) - startX
      if (Math.abs(way) > SWIPE_PX) move(way < 0 ? 1 : -1)
    })
    return {
      update: draw,
      attached() {
        host.append(dots)
        draw()
      },
    }
  },
}

function dot(context: BuiltinContext, active: boolean): HTMLElement {
  const node = document.createElement('i')
  if (active) node.className = 'on'
  const colour = context.get(active ? 'indicatorActiveColor' : 'indicatorColor')
  if (colour) node.style.background = String(colour)
  return node
}

/** Wheels are not imitated: the columns stand side by side and scroll. */
export const pickerView: BuiltinDefinition = {
  template: 'slot',
  properties: { value: 'any', indicatorStyle: 'text', indicatorClass: 'text', maskStyle: 'text', maskClass: 'text' },
  mount: () => ({}),
}
