import { ApiFailure, type Phone } from '../phone'
import type { Plain } from '../types'
import { frameworkNode, mounted, triggerOn } from './define'

/** What taps on forms, labels, links and buttons with an open-type do beyond their tap event. */
export interface Activation {
  navigate(kind: string, url: string): void
  share(button: Element): void
}

/** Alipay's form of some open-types, and the scope that says what is asked for. */
const ALIPAY_AUTHORIZE = 'getAuthorize'

let lastAgreedButton: string | null = null

/** The id of the privacy button that was tapped last; asked once by a program's `resolve`. */
export function takeAgreedButton(): string | null {
  const id = lastAgreedButton
  lastAgreedButton = null
  return id
}

/** Called after a tap has been told to the program: the built-in's own act, from the touched node outwards. */
export function activate(start: Element | null, phone: Phone, activation: Activation): void {
  for (let node = start; node; node = node.parentElement) {
    const act = actOf(node, phone, activation)
    if (!act) continue
    act()
    return
  }
}

function actOf(node: Element, phone: Phone, activation: Activation): (() => void) | undefined {
  if (node.localName === 'wx-button') return () => void pressButton(node, phone, activation)
  if (node.localName === 'wx-label') return () => activateLabel(node)
  if (node.localName === 'wx-navigator') {
    return () => activation.navigate(node.getAttribute('open-type') || 'navigate', node.getAttribute('url') ?? '')
  }
  const builtin = mounted.get(node)
  return builtin?.activate && (() => builtin.activate?.())
}

function activateLabel(label: Element): void {
  const wanted = label.getAttribute('for')
  const inside = [...label.querySelectorAll('*')]
  const named = wanted ? [...document.querySelectorAll(`[id$="${CSS.escape(wanted)}"]`)] : []
  const control = [...named, ...inside].find((node) => mounted.get(node)?.activate)
  if (control) mounted.get(control)?.activate?.()
}

async function pressButton(button: Element, phone: Phone, activation: Activation): Promise<void> {
  if (button.hasAttribute('disabled')) return
  const formType = button.getAttribute('form-type')
  if (formType) return submitOrReset(button, formType)
  const openType = button.getAttribute('open-type')
  if (!openType) return
  phone.record(`button.${openType}`, { id: frameworkNode(button)?.id })
  try {
    await OPEN_TYPES[openType]?.(button, phone, activation)
  } catch (error) {
    console.error(`[button ${openType}]`, error)
  }
}

type OpenType = (button: Element, phone: Phone, activation: Activation) => void | Promise<void>

const OPEN_TYPES: Record<string, OpenType> = {
  share: (button, _phone, activation) => activation.share(button),
  chooseAvatar: async (button, phone) => {
    if (!(await privacyAllows(phone))) return
    const picture = phone.state.pickedImages[0]
    if (picture) triggerOn(button, 'chooseavatar', { avatarUrl: picture.path })
  },
  agreePrivacyAuthorization: (button, phone) => agree(button, phone),
  'getPhoneNumber|agreePrivacyAuthorization': (button, phone) => {
    agree(button, phone)
    triggerOn(button, 'getphonenumber', phoneDetail(phone))
  },
  getPhoneNumber: async (button, phone) => {
    const allowed = await privacyAllows(phone)
    triggerOn(
      button,
      'getphonenumber',
      allowed ? phoneDetail(phone) : { errMsg: 'getPhoneNumber:fail privacy permission is not authorized' },
    )
  },
  getRealtimePhoneNumber: (button, phone) => triggerOn(button, 'getrealtimephonenumber', phoneDetail(phone)),
  [ALIPAY_AUTHORIZE]: (button, phone) => {
    triggerOn(button, 'getauthorize', {
      errMsg: 'getAuthorize:ok',
      scope: button.getAttribute('scope') ?? '',
      code: phone.state.phoneCode,
    })
  },
  openSetting: (button) => triggerOn(button, 'opensetting', { errMsg: 'openSetting:ok', authSetting: {} }),
  contact: (button) => triggerOn(button, 'contact', { errMsg: 'enterContact:ok', path: '', query: {} }),
  feedback: () => undefined,
}

function agree(button: Element, phone: Phone): void {
  lastAgreedButton = frameworkNode(button)?.id ?? ''
  phone.state.privacy = 'agreed'
  triggerOn(button, 'agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' })
}

function phoneDetail(phone: Phone): Plain {
  const failure = phone.state.failures.getPhoneNumber
  if (failure !== undefined) {
    delete phone.state.failures.getPhoneNumber
    return { errMsg: `getPhoneNumber:fail ${failure}` }
  }
  return { errMsg: 'getPhoneNumber:ok', code: phone.state.phoneCode, encryptedData: 'harness', iv: 'harness' }
}

let askPrivacy: (phone: Phone) => Promise<void> = () => Promise.resolve()

/** The privacy question is asked by the account APIs; buttons with an open-type ask the same one. */
export function useForPrivacy(ask: (phone: Phone) => Promise<void>): void {
  askPrivacy = ask
}

async function privacyAllows(phone: Phone): Promise<boolean> {
  try {
    await askPrivacy(phone)
    return true
  } catch (error) {
    if (error instanceof ApiFailure) return false
    throw error
  }
}

function submitOrReset(button: Element, formType: string): void {
  const form = button.closest('wx-form')
  if (!form) return
  const fields = [...form.querySelectorAll('*')].flatMap((node) => {
    const builtin = mounted.get(node)
    return builtin?.formValue ? [{ name: node.getAttribute('name') ?? '', builtin }] : []
  })
  if (formType === 'reset') {
    for (const field of fields) field.builtin.formReset?.()
    triggerOn(form, 'reset', {})
    return
  }
  const value = Object.fromEntries(
    fields.filter((field) => field.name).map((field) => [field.name, field.builtin.formValue?.()]),
  )
  for (const [name, chosen] of groupValues(form)) value[name] = chosen
  triggerOn(form, 'submit', { value, formId: '' })
}

function groupValues(form: Element): [string, unknown][] {
  const values: [string, unknown][] = []
  for (const group of form.querySelectorAll('wx-radio-group[name]')) {
    values.push([
      group.getAttribute('name') ?? '',
      group.querySelector('wx-radio[checked]')?.getAttribute('value') ?? '',
    ])
  }
  for (const group of form.querySelectorAll('wx-checkbox-group[name]')) {
    const ticked = [...group.querySelectorAll('wx-checkbox[checked]')].map((node) => node.getAttribute('value') ?? '')
    values.push([group.getAttribute('name') ?? '', ticked])
  }
  return values
}
