import type { Builtin, BuiltinContext, BuiltinDefinition, PropertyKind } from './define'

const FIELD_PROPERTIES: Record<string, PropertyKind> = {
  value: 'text',
  type: 'text',
  name: 'text',
  placeholder: 'text',
  placeholderClass: 'text',
  placeholderStyle: 'text',
  disabled: 'flag',
  maxlength: 'number',
  focus: 'flag',
  autoFocus: 'flag',
  password: 'flag',
  autoHeight: 'flag',
  confirmType: 'text',
  confirmHold: 'flag',
  cursor: 'number',
  cursorSpacing: 'number',
  selectionStart: 'number',
  selectionEnd: 'number',
  adjustPosition: 'flag',
  holdKeyboard: 'flag',
  alwaysEmbed: 'flag',
  fixed: 'flag',
  showConfirmBar: 'flag',
  disableDefaultPadding: 'flag',
  controlled: 'flag',
}

const INPUT_MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text', tel: 'tel' }
const ENTER_KEY = 13

type Field = HTMLInputElement | HTMLTextAreaElement

/** The events a program hears of a field; the browser's own are kept inside, or it would hear each of them twice. */
function listen(field: Field, context: BuiltinContext, grow: () => void): void {
  field.addEventListener('input', (event) => {
    event.stopPropagation()
    context.set('value', field.value)
    grow()
    context.emit('input', { value: field.value, cursor: field.selectionStart ?? field.value.length, keyCode: 0 })
  })
  field.addEventListener('change', (event) => event.stopPropagation())
  field.addEventListener('focus', () => context.emit('focus', { value: field.value, height: 0 }))
  field.addEventListener('blur', () => {
    context.emit('blur', { value: field.value, cursor: field.selectionStart ?? 0 })
    if (context.get('type') === 'nickname') context.emit('nicknamereview', { pass: true, timeout: false })
  })
  field.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).keyCode !== ENTER_KEY || field instanceof HTMLTextAreaElement) return
    context.emit('confirm', { value: field.value })
    if (!context.get('confirmHold')) field.blur()
  })
}

/** A placeholder's style is given as text; only its colour matters to the picture. */
function colourOf(style: unknown): string | null {
  return /(?:^|;)\s*color\s*:\s*([^;]+)/.exec(String(style ?? ''))?.[1] ?? null
}

function mountField(context: BuiltinContext, field: Field): Builtin {
  const grow = (): void => {
    if (!context.get('autoHeight') || !(field instanceof HTMLTextAreaElement)) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
    context.emit('linechange', {
      height: field.scrollHeight,
      heightRpx: field.scrollHeight * (750 / window.innerWidth),
      lineCount: field.value.split('\n').length,
    })
  }
  context.host.append(field)
  listen(field, context, grow)
  const updates: Record<string, (value: unknown) => void> = {
    value: (value) => {
      const text = value === null || value === undefined ? '' : String(value)
      // Writing the same text again would throw the caret to the end while somebody types.
      if (field.value !== text) field.value = text
      grow()
    },
    type: (value) => {
      if (field instanceof HTMLInputElement) field.inputMode = INPUT_MODES[String(value)] ?? 'text'
    },
    password: (value) => {
      if (field instanceof HTMLInputElement) field.type = value ? 'password' : 'text'
    },
    placeholder: (value) => {
      field.placeholder = String(value ?? '')
    },
    placeholderStyle: (value) => void context.host.style.setProperty('--mp-placeholder', colourOf(value)),
    disabled: (value) => {
      field.disabled = Boolean(value)
    },
    maxlength: (value) =>
      Number(value) >= 0 ? field.setAttribute('maxlength', String(value)) : field.removeAttribute('maxlength'),
    focus: (value) => {
      if (!context.host.isConnected) return
      if (value) field.focus()
      else if (document.activeElement === field) field.blur()
    },
    autoHeight: grow,
    ariaLabel: (value) => void field.setAttribute('aria-label', String(value ?? '')),
  }
  return {
    update: (name, value) => updates[name]?.(value),
    attached: () => {
      if (context.get('focus') || context.get('autoFocus')) field.focus()
      requestAnimationFrame(grow)
    },
    activate: () => field.focus(),
    formValue: () => field.value,
    formReset: () => {
      field.value = ''
      context.set('value', '')
    },
  }
}

const DEFAULTS = { maxlength: 140, placeholderClass: 'input-placeholder' }

export const input: BuiltinDefinition = {
  template: 'leaf',
  properties: FIELD_PROPERTIES,
  defaults: DEFAULTS,
  mount: (context) => mountField(context, document.createElement('input')),
}

export const textarea: BuiltinDefinition = {
  template: 'leaf',
  properties: FIELD_PROPERTIES,
  defaults: DEFAULTS,
  mount: (context) => mountField(context, document.createElement('textarea')),
}
