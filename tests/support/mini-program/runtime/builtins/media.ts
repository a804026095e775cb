import { element } from '../shell'
import type { BuiltinContext, BuiltinDefinition } from './define'

const FITS: Record<string, string> = { aspectFit: 'contain', aspectFill: 'cover', scaleToFill: 'fill' }

/** widthFix and heightFix let the picture decide one side of its host; all other modes fit it into the host. */
function applyMode(host: HTMLElement, picture: HTMLImageElement, mode: string): void {
  host.style.height = mode === 'widthFix' ? 'auto' : host.style.height === 'auto' ? '' : host.style.height
  if (mode === 'heightFix') host.style.width = 'auto'
  picture.style.height = mode === 'widthFix' ? 'auto' : ''
  picture.style.width = mode === 'heightFix' ? 'auto' : ''
  picture.style.objectFit = FITS[mode] ?? (mode === 'widthFix' || mode === 'heightFix' ? 'fill' : 'none')
  picture.style.objectPosition = FITS[mode] ? '' : mode
}

function mountImage(context: BuiltinContext): ReturnType<BuiltinDefinition['mount']> {
  const picture = document.createElement('img')
  picture.decoding = 'sync'
  picture.alt = ''
  context.host.append(picture)
  picture.addEventListener('load', () =>
    context.emit('load', { width: picture.naturalWidth, height: picture.naturalHeight }),
  )
  picture.addEventListener('error', () => context.emit('error', { errMsg: `GET ${context.get('src')} failed` }))
  return {
    update(name, value) {
      if (name === 'mode') applyMode(context.host, picture, String(value || 'scaleToFill'))
      if (name === 'ariaLabel') picture.alt = String(value ?? '')
      if (name !== 'src') return
      const url = context.phone.pictureUrl(String(value ?? ''))
      if (url) picture.src = url
      else picture.removeAttribute('src')
    },
    // A style set later by the program overwrites the host's height; the mode has the last word.
    attached: () => applyMode(context.host, picture, String(context.get('mode') || 'scaleToFill')),
  }
}

export const image: BuiltinDefinition = {
  template: 'leaf',
  properties: {
    src: 'text',
    mode: 'text',
    lazyLoad: 'flag',
    webp: 'flag',
    showMenuByLongpress: 'flag',
    defaultSource: 'text',
  },
  defaults: { mode: 'scaleToFill' },
  mount: mountImage,
}

export const progress: BuiltinDefinition = {
  template: 'leaf',
  properties: {
    percent: 'number',
    showInfo: 'flag',
    strokeWidth: 'any',
    color: 'text',
    activeColor: 'text',
    backgroundColor: 'text',
    active: 'flag',
  },
  mount(context) {
    const track = element('mp-progress')
    const bar = document.createElement('i')
    track.append(bar)
    context.host.append(track)
    return {
      update(name, value) {
        if (name === 'percent') bar.style.width = `${Math.min(100, Math.max(0, Number(value)))}%`
        if ((name === 'color' || name === 'activeColor') && value) bar.style.background = String(value)
        if (name === 'backgroundColor' && value) track.style.background = String(value)
        if (name === 'strokeWidth' && value) track.style.height = `${Number.parseFloat(String(value))}px`
      },
    }
  },
}

export const icon: BuiltinDefinition = {
  template: 'leaf',
  properties: { type: 'text', size: 'any', color: 'text' },
  mount: (context) => ({
    update(name, value) {
      if (name === 'size' && value)
        context.host.style.width = context.host.style.height = `${Number.parseFloat(String(value))}px`
    },
  }),
}

interface RichNode {
  type?: string
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

function drawRich(parent: Node, nodes: RichNode[]): void {
  for (const node of nodes) {
    if (node.type === 'text') {
      parent.appendChild(document.createTextNode(node.text ?? ''))
      continue
    }
    const child = document.createElement(node.name ?? 'span')
    for (const [name, value] of Object.entries(node.attrs ?? {})) child.setAttribute(name, value)
    drawRich(child, node.children ?? [])
    parent.appendChild(child)
  }
}

export const richText: BuiltinDefinition = {
  template: 'leaf',
  properties: { nodes: 'any', space: 'text', userSelect: 'flag' },
  mount: (context) => ({
    update(name, value) {
      if (name !== 'nodes') return
      context.host.textContent = ''
      if (typeof value === 'string') context.host.innerHTML = value
      else if (Array.isArray(value)) drawRich(context.host, value as RichNode[])
    },
  }),
}
