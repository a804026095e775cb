import type { LoadedProgram, TabItem, WindowConfig } from './types'

/** Heights of the imitated phone, in CSS px: a common iPhone's, which is also what WeChat's own simulator draws. */
export const STATUS_BAR_PX = 47
export const NAVIGATION_BAR_PX = 44
export const TAB_BAR_PX = 50

export function element(className: string, text = ''): HTMLElement {
  const node = document.createElement('div')
  node.className = className
  if (text) node.textContent = text
  return node
}

/** The parts of the screen that belong to the phone and not to the page: bars, toasts, dialogs, sheets. */
export class Shell {
  readonly host = element('mp-host')
  readonly overlay = element('mp-overlay')
  private toast: HTMLElement | null = null
  private toastTimer = 0
  private readonly painters: (() => void)[] = []

  constructor(
    private readonly program: LoadedProgram,
    private readonly theme: () => string,
  ) {
    document.body.append(this.host, this.overlay)
  }

  /** Colours of the bars, set now and again each time the theme changes. */
  private paint(act: () => void): void {
    act()
    this.painters.push(act)
  }

  repaint(): void {
    for (const act of this.painters) act()
  }

  /** theme.json's word for `@name`, for the theme of now. */
  colour(value: string | undefined, fallback: string): string {
    if (!value?.startsWith('@')) return value || fallback
    const themes = this.program.json.theme as unknown as Record<string, Record<string, string>> | undefined
    return themes?.[this.theme()]?.[value.slice(1)] ?? fallback
  }

  windowConfig(page: string): WindowConfig {
    const app = this.program.json.app as { window?: WindowConfig }
    return { ...app.window, ...(this.program.json[page] as WindowConfig | undefined) }
  }

  get tabs(): TabItem[] {
    const bar = (this.program.json.app as { tabBar?: { list?: RawTab[]; items?: RawTab[] } }).tabBar
    return (bar?.list ?? bar?.items ?? []).map((raw) => ({
      pagePath: raw.pagePath,
      text: raw.text ?? raw.name ?? '',
      icon: raw.iconPath ?? raw.icon,
      activeIcon: raw.selectedIconPath ?? raw.activeIcon,
    }))
  }

  get tabBarIsCustom(): boolean {
    return Boolean((this.program.json.app as { tabBar?: { custom?: boolean } }).tabBar?.custom)
  }

  /** A page's frame: bars around the window in which the page lives and scrolls. */
  frame(page: string, canGoBack: boolean, back: () => void, openTab: (item: TabItem, index: number) => void): Frame {
    const config = this.windowConfig(page)
    const root = element('mp-page')
    const custom = config.navigationStyle === 'custom' && !this.program.alipay
    const bar = this.navigationBar(config, canGoBack, back, custom)
    const pane = element('mp-pane')
    const scroller = element('mp-scroll')
    scroller.dataset.page = page
    pane.append(scroller)
    root.append(pane, bar)
    let top = custom ? 0 : STATUS_BAR_PX + NAVIGATION_BAR_PX
    const isTab = this.tabs.some((tab) => tab.pagePath === page)
    const bottom = isTab && !this.tabBarIsCustom ? TAB_BAR_PX : 0
    if (bottom) root.append(this.tabBar(page, openTab))
    top = Math.max(0, top)
    pane.style.inset = `${top}px 0 ${bottom}px 0`
    pane.style.setProperty('--mp-vh', `${(window.innerHeight - top - bottom) / 100}px`)
    this.paint(() => {
      pane.style.background = this.colour(config.backgroundColor, 'transparent')
    })
    this.host.append(root)
    return { root, pane, scroller, isTab, bar }
  }

  private navigationBar(config: WindowConfig, canGoBack: boolean, back: () => void, custom: boolean): HTMLElement {
    const bar = element(custom ? 'mp-bar mp-bar-custom' : 'mp-bar')
    this.paint(() => {
      const dark = this.theme() === 'dark'
      const background = config.navigationBarBackgroundColor ?? config.titleBarColor
      const style = this.colour(config.navigationBarTextStyle, dark ? 'white' : 'black')
      bar.style.color = style === 'white' ? '#fff' : '#000'
      bar.dataset.tone = style === 'white' ? 'white' : 'black'
      if (!custom) bar.style.background = this.colour(background, dark ? '#191919' : '#ededed')
    })
    const status = element('mp-status')
    status.append(element('mp-clock', '9:41'), element('mp-battery'))
    bar.append(status, element('mp-capsule'))
    if (!custom) {
      const title = element('mp-title', config.navigationBarTitleText ?? config.defaultTitle ?? '')
      bar.append(title)
      if (canGoBack) {
        const arrow = element('mp-back')
        arrow.setAttribute('aria-label', '返回')
        arrow.addEventListener('click', back)
        bar.append(arrow)
      }
    }
    return bar
  }

  private tabBar(page: string, openTab: (item: TabItem, index: number) => void): HTMLElement {
    const raw = (this.program.json.app as { tabBar?: Record<string, string> }).tabBar ?? {}
    const bar = element('mp-tabs')
    const dark = this.theme() === 'dark'
    bar.style.background = this.colour(raw.backgroundColor, dark ? '#191919' : '#fff')
    this.tabs.forEach((item, index) => {
      const active = item.pagePath === page
      const tab = element(active ? 'mp-tab mp-tab-active' : 'mp-tab')
      tab.style.color = this.colour(
        active ? raw.selectedColor : (raw.color ?? raw.textColor),
        active ? '#07c160' : '#888',
      )
      const icon = active ? (item.activeIcon ?? item.icon) : item.icon
      if (icon) {
        const picture = document.createElement('img')
        picture.src = `/${icon.replace(/^\.?\//, '')}`
        tab.append(picture)
      }
      tab.append(element('mp-tab-text', item.text))
      tab.addEventListener('click', () => openTab(item, index))
      bar.append(tab)
    })
    return bar
  }

  showToast(text: string, icon: string, durationMs: number | null, mask = false): void {
    this.hideToast()
    this.toast = element(`mp-toast mp-toast-${icon}${mask ? ' mp-toast-mask' : ''}`)
    const box = element('mp-toast-box')
    if (icon !== 'none') box.append(element(`mp-toast-icon mp-icon-${icon}`))
    box.append(element('mp-toast-text', text))
    this.toast.append(box)
    this.overlay.append(this.toast)
    if (durationMs !== null) this.toastTimer = window.setTimeout(() => this.hideToast(), durationMs)
  }

  hideToast(): void {
    window.clearTimeout(this.toastTimer)
    this.toast?.remove()
    this.toast = null
  }

  /** A dialog in the phone's own style; resolves with the chosen button's index, and the text where it may be edited. */
  dialog(
    title: string,
    content: string,
    buttons: { text: string; colour?: string }[],
    editable?: { placeholder: string },
  ): Promise<{ index: number; text: string }> {
    return new Promise((resolve) => {
      const mask = element('mp-mask')
      const box = element('mp-dialog')
      if (title) box.append(element('mp-dialog-title', title))
      const field = document.createElement('textarea')
      if (editable) {
        field.placeholder = editable.placeholder
        field.value = content
        field.className = 'mp-dialog-field'
        box.append(field)
      } else if (content) box.append(element('mp-dialog-content', content))
      const row = element('mp-dialog-buttons')
      buttons.forEach((button, index) => {
        const node = element('mp-dialog-button', button.text)
        if (button.colour) node.style.color = button.colour
        node.addEventListener('click', () => {
          mask.remove()
          resolve({ index, text: field.value })
        })
        row.append(node)
      })
      box.append(row)
      mask.append(box)
      this.overlay.append(mask)
    })
  }

  /** A sheet of choices from below; resolves with the index, or null where it was cancelled. */
  sheet(items: string[], cancelText: string): Promise<number | null> {
    return new Promise((resolve) => {
      const mask = element('mp-mask mp-mask-bottom')
      const sheet = element('mp-sheet')
      const close = (index: number | null): void => {
        mask.remove()
        resolve(index)
      }
      items.forEach((text, index) => {
        const row = element('mp-sheet-item', text)
        row.addEventListener('click', () => close(index))
        sheet.append(row)
      })
      const cancel = element('mp-sheet-item mp-sheet-cancel', cancelText)
      cancel.addEventListener('click', () => close(null))
      sheet.append(cancel)
      mask.append(sheet)
      this.overlay.append(mask)
    })
  }

  showPicture(url: string): void {
    const mask = element('mp-preview')
    const picture = document.createElement('img')
    picture.src = url
    mask.append(picture)
    mask.addEventListener('click', () => mask.remove())
    this.overlay.append(mask)
  }
}

interface RawTab {
  pagePath: string
  text?: string
  name?: string
  iconPath?: string
  icon?: string
  selectedIconPath?: string
  activeIcon?: string
}

export interface Frame {
  root: HTMLElement
  pane: HTMLElement
  scroller: HTMLElement
  bar: HTMLElement
  isTab: boolean
}
