import type { PageStack } from '../page-stack'
import { ApiFailure, type Phone } from '../phone'
import type { Shell } from '../shell'
import type { ApiOptions, Plain } from '../types'

const TOAST_MS = 1500

/** Dialogs, toasts and bars. */
export function interfaceApis(phone: Phone, shell: Shell, stack: PageStack): Plain {
  const bar = (): HTMLElement | undefined => stack.top?.frame.bar
  const toast = (options: ApiOptions): void => {
    shell.showToast(
      String(options.title ?? ''),
      String(options.icon ?? 'success'),
      Number(options.duration) || TOAST_MS,
      Boolean(options.mask),
    )
  }
  return {
    showToast: phone.api('showToast', toast),
    hideToast: phone.api('hideToast', () => shell.hideToast()),
    showLoading: phone.api('showLoading', (options) =>
      shell.showToast(String(options.title ?? ''), 'loading', null, Boolean(options.mask)),
    ),
    hideLoading: phone.api('hideLoading', () => shell.hideToast()),
    showModal: phone.api('showModal', (options) => showModal(shell, options)),
    showActionSheet: phone.api('showActionSheet', async (options) => {
      const index = await shell.sheet(options.itemList as string[], '取消')
      if (index === null) throw new ApiFailure('cancel')
      return { tapIndex: index }
    }),
    setNavigationBarTitle: phone.api('setNavigationBarTitle', (options) => {
      const title = bar()?.querySelector('.mp-title')
      if (title) title.textContent = String(options.title ?? '')
    }),
    setNavigationBarColor: phone.api('setNavigationBarColor', (options) => {
      const node = bar()
      if (!node) return
      if (options.backgroundColor) node.style.background = String(options.backgroundColor)
      if (options.frontColor) node.style.color = String(options.frontColor)
      node.dataset.tone = options.frontColor === '#ffffff' ? 'white' : 'black'
    }),
    showNavigationBarLoading: phone.api('showNavigationBarLoading'),
    hideNavigationBarLoading: phone.api('hideNavigationBarLoading'),
    hideHomeButton: phone.api('hideHomeButton'),
    setBackgroundColor: phone.api('setBackgroundColor', (options) => {
      if (stack.top && options.backgroundColor) stack.top.frame.pane.style.background = String(options.backgroundColor)
    }),
    setBackgroundTextStyle: phone.api('setBackgroundTextStyle'),
    ...tabBarApis(phone, stack),
    ...shareApis(phone),
  }
}

async function showModal(shell: Shell, options: ApiOptions): Promise<Plain> {
  const confirm = { text: String(options.confirmText ?? '确定'), colour: options.confirmColor as string | undefined }
  const cancel = {
    text: String(options.cancelText ?? '取消'),
    colour: (options.cancelColor as string | undefined) ?? '#000',
  }
  const buttons = options.showCancel === false ? [confirm] : [cancel, confirm]
  const editable = options.editable ? { placeholder: String(options.placeholderText ?? '') } : undefined
  const answer = await shell.dialog(String(options.title ?? ''), String(options.content ?? ''), buttons, editable)
  const confirmed = answer.index === buttons.length - 1
  return { confirm: confirmed, cancel: !confirmed, content: editable && confirmed ? answer.text : null }
}

function tabBarApis(phone: Phone, stack: PageStack): Plain {
  const show = (visible: boolean): void => {
    for (const page of stack.pages) {
      const tabs = page.frame.root.querySelector<HTMLElement>('.mp-tabs')
      if (!tabs) continue
      tabs.style.display = visible ? '' : 'none'
      page.frame.pane.style.bottom = visible ? `${tabs.offsetHeight}px` : '0px'
    }
  }
  const badge = (options: ApiOptions, text: string): void => {
    const tab = stack.top?.frame.root.querySelectorAll<HTMLElement>('.mp-tab')[Number(options.index)]
    if (tab) tab.dataset.badge = text
  }
  return {
    hideTabBar: phone.api('hideTabBar', () => show(false)),
    showTabBar: phone.api('showTabBar', () => show(true)),
    setTabBarBadge: phone.api('setTabBarBadge', (options) => badge(options, String(options.text))),
    removeTabBarBadge: phone.api('removeTabBarBadge', (options) => badge(options, '')),
    showTabBarRedDot: phone.api('showTabBarRedDot', (options) => badge(options, '•')),
    hideTabBarRedDot: phone.api('hideTabBarRedDot', (options) => badge(options, '')),
    setTabBarItem: phone.api('setTabBarItem'),
    setTabBarStyle: phone.api('setTabBarStyle'),
  }
}

function shareApis(phone: Phone): Plain {
  const names = [
    'showShareMenu',
    'hideShareMenu',
    'updateShareMenu',
    'vibrateShort',
    'vibrateLong',
    'hideKeyboard',
    'setKeepScreenOn',
    'loadFontFace',
    'enableAlertBeforeUnload',
    'disableAlertBeforeUnload',
    'openDocument',
    'openLocation',
    'navigateToMiniProgram',
    'openCustomerServiceChat',
  ]
  return Object.fromEntries(names.map((name) => [name, phone.api(name)]))
}
