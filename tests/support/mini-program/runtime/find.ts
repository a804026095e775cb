const SETTLE_FRAMES_MAX = 60

export interface Spot {
  x: number
  y: number
}

function wordsOf(node: Element): string {
  return (node.textContent ?? '').replace(/\s+/g, ' ').trim()
}

function isShown(node: Element): boolean {
  const box = node.getBoundingClientRect()
  if (box.width === 0 || box.height === 0) return false
  return (node as HTMLElement).checkVisibility?.({ visibilityProperty: true, opacityProperty: true }) ?? true
}

/** A button that is greyed out is not touched: a person waits until it is ready. */
function isGreyedOut(node: Element): boolean {
  return node.closest('[disabled]:not([disabled="false"]), .t-button--disabled, [aria-disabled="true"]') !== null
}

/** Where a person would look: what the phone lays over the page first, then the page and its bars. */
export function visibleRoots(page: Element | undefined): Element[] {
  const overlay = document.querySelector('.mp-overlay')
  return [overlay, page].flatMap((node) => (node ? [node] : []))
}

const CONTROLS = ['button', 'tab', 'radio', 'checkbox', 'switch', 'link', 'option']
const CONTROL = ['wx-button', ...CONTROLS.flatMap((role) => [`[role="${role}"]`, `[aria-role="${role}"]`])].join(', ')

/** Of the same words, those on something that can be pressed are meant before those that can only be read. */
function controlsFirst(nodes: Element[]): Element[] {
  const isControl = (node: Element) => node.closest(CONTROL) !== null
  return [...nodes.filter(isControl), ...nodes.filter((node) => !isControl(node))]
}

/** The innermost nodes that carry a text, exactly or as an accessible name, else anywhere within. */
function withText(roots: Element[], wanted: string): Element[] {
  const all = roots.flatMap((root) => [...root.querySelectorAll('*')])
  const innermost = (matches: (node: Element) => boolean): Element[] => {
    const found = all.filter(matches)
    return found.filter(
      (node) => ![...node.children].some(matches) && !found.some((other) => other !== node && node.contains(other)),
    )
  }
  const exact = innermost((node) => wordsOf(node) === wanted || node.getAttribute('aria-label') === wanted)
  const holdsExact = (node: Element) => exact.some((found) => node.contains(found))
  const partly = innermost((node) => wordsOf(node).includes(wanted) && !holdsExact(node))
  return [...controlsFirst(exact), ...controlsFirst(partly)]
}

export function candidates(page: Element | undefined, target: string): Element[] {
  const roots = visibleRoots(page)
  if (!/^[.#[]|^wx-|^(input|textarea)\b/.test(target)) return withText(roots, target)
  // The framework writes ids and scoped classes with a prefix, so both are also tried by their ending.
  const selector = target.replace(/#([\w-]+)/g, '[id$="$1"]')
  return roots.flatMap((root) => [...root.querySelectorAll(selector)])
}

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()))

/** The middle of the first match that can really be touched, scrolled into sight and at rest; null where there is none. */
export async function findSpot(page: Element | undefined, target: string, nth: number): Promise<Spot | null> {
  let skip = nth
  for (const node of candidates(page, target)) {
    if (!isShown(node)) continue
    if (isGreyedOut(node)) return null
    node.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const box = await atRest(node)
    const spot = { x: box.left + box.width / 2, y: box.top + box.height / 2 }
    if (!isOnTop(node, spot)) {
      node.scrollIntoView({ block: 'center', inline: 'nearest' })
      const again = await atRest(node)
      spot.x = again.left + again.width / 2
      spot.y = again.top + again.height / 2
      if (!isOnTop(node, spot)) continue
    }
    if (skip-- > 0) continue
    awaited = { node, target, page }
    isMissed = false
    return spot
  }
  return null
}

/** What the next touch is meant for, and whether the last one met something else. */
let awaited: { node: Element; target: string; page: Element | undefined } | null = null
let isMissed = false

/** Whether a finger is on the node itself, or on what was drawn in its place since. */
function meets({ node, target, page }: NonNullable<typeof awaited>, { clientX: x, clientY: y }: Touch): boolean {
  const meant = node.isConnected ? [node] : candidates(page, target)
  return meant.some((one) => {
    const box = one.getBoundingClientRect()
    return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom && isOnTop(one, { x, y })
  })
}

document.addEventListener(
  'touchstart',
  (event) => {
    const [finger] = event.touches
    isMissed = awaited !== null && finger !== undefined && !meets(awaited, finger)
    awaited = null
    // A slip is not let through: what it met by chance would lead the story elsewhere.
    if (isMissed) swallow(event)
  },
  { capture: true, passive: false },
)
for (const type of ['touchend', 'click'])
  document.addEventListener(type, (event) => isMissed && swallow(event), { capture: true, passive: false })

function swallow(event: Event): void {
  event.preventDefault()
  event.stopImmediatePropagation()
}

/** Whether the page moved under the finger: what was looked for had slid away by the time it was touched. */
export const hasMissed = (): boolean => isMissed

function isOnTop(node: Element, spot: Spot): boolean {
  const hit = document.elementFromPoint(spot.x, spot.y)
  return hit !== null && (node.contains(hit) || hit.contains(node))
}

/** A node that is still sliding in is not yet where a finger would meet it. */
async function atRest(node: Element): Promise<DOMRect> {
  let box = node.getBoundingClientRect()
  for (let frame = 0; frame < SETTLE_FRAMES_MAX; frame++) {
    await nextFrame()
    await nextFrame()
    const next = node.getBoundingClientRect()
    if (Math.abs(next.top - box.top) < 0.5 && Math.abs(next.left - box.left) < 0.5) return next
    box = next
  }
  return box
}

const STEPS_TO_ROW_MAX = 4

/** The field itself, or the first one of the row that a label stands in. */
function fieldBeside(label: Element): Element | null {
  let row: Element | null = label
  for (let step = 0; row && step < STEPS_TO_ROW_MAX; step++) {
    const field = row.matches('input, textarea') ? row : row.querySelector('input, textarea')
    if (field) return field
    row = row.parentElement
  }
  return null
}

/** The field with a placeholder, a label in its row, or a selector. */
export function findField(page: Element | undefined, target: string): Element | null {
  const fields = visibleRoots(page)
    .flatMap((root) => [...root.querySelectorAll<HTMLInputElement>('input, textarea')])
    .filter(isShown)
  const exact = fields.find((field) => field.placeholder === target || field.getAttribute('aria-label') === target)
  if (exact) return exact
  const partly = fields.find((field) => field.placeholder.includes(target))
  if (partly) return partly
  for (const node of candidates(page, target)) {
    const inside = fieldBeside(node)
    if (inside) return inside
  }
  return null
}

export function visibleText(page: Element | undefined): string {
  return (
    visibleRoots(page)
      .reverse()
      // innerText, because textContent would also give what cannot be seen.
      .map((root) => (root as HTMLElement).innerText)
      .join('\n')
      .replace(/[ \t]+/g, ' ')
      .replace(/\n\s*\n+/g, '\n')
      .trim()
  )
}
