import { element } from '../shell'
import { type BuiltinContext, type BuiltinDefinition, mounted, triggerOn } from './define'

export const switchControl: BuiltinDefinition = {
  template: 'leaf',
  properties: { checked: 'flag', disabled: 'flag', color: 'text', type: 'text', name: 'text' },
  mount(context) {
    const knob = element('mp-switch')
    context.host.append(knob)
    return {
      update(name, value) {
        if (name === 'checked') knob.classList.toggle('on', Boolean(value))
        if (name === 'color' && value) knob.style.setProperty('--mp-control', String(value))
      },
      activate() {
        if (context.get('disabled')) return
        const value = !context.get('checked')
        context.set('checked', value)
        context.emit('change', { value })
      },
      formValue: () => Boolean(context.get('checked')),
      formReset: () => context.set('checked', false),
    }
  },
}

/** The values of the ticked boxes of a group, in their order on the page. */
function tickedIn(group: Element, tag: string): string[] {
  return [...group.querySelectorAll(tag)]
    .filter((node) => node.hasAttribute('checked'))
    .map((node) => node.getAttribute('value') ?? '')
}

function mark(context: BuiltinContext, round: boolean): HTMLElement {
  const box = element(round ? 'mp-mark round' : 'mp-mark')
  context.host.prepend(box)
  return box
}

export const checkbox: BuiltinDefinition = {
  template: 'slot',
  properties: { checked: 'flag', disabled: 'flag', value: 'text', color: 'text' },
  mount(context) {
    const box = mark(context, false)
    return {
      update: (name, value) => void (name === 'checked' && box.classList.toggle('on', Boolean(value))),
      activate() {
        if (context.get('disabled')) return
        context.set('checked', !context.get('checked'))
        const group = context.host.closest('wx-checkbox-group')
        if (group) triggerOn(group, 'change', { value: tickedIn(group, 'wx-checkbox') })
      },
    }
  },
}

export const radio: BuiltinDefinition = {
  template: 'slot',
  properties: { checked: 'flag', disabled: 'flag', value: 'text', color: 'text' },
  mount(context) {
    const box = mark(context, true)
    return {
      update: (name, value) => void (name === 'checked' && box.classList.toggle('on', Boolean(value))),
      activate() {
        if (context.get('disabled') || context.get('checked')) return
        const group = context.host.closest('wx-radio-group')
        for (const other of group?.querySelectorAll('wx-radio[checked]') ?? []) mounted.get(other)?.formReset?.()
        context.set('checked', true)
        if (group) triggerOn(group, 'change', { value: context.get('value') })
      },
      formReset: () => context.set('checked', false),
    }
  },
}

export const slider: BuiltinDefinition = {
  template: 'leaf',
  properties: { value: 'number', min: 'number', max: 'number', step: 'number', disabled: 'flag', name: 'text' },
  defaults: { max: 100, step: 1 },
  mount(context) {
    const range = document.createElement('input')
    range.type = 'range'
    context.host.append(range)
    for (const [event, told] of [
      ['input', 'changing'],
      ['change', 'change'],
    ] as const) {
      range.addEventListener(event, (raw) => {
        raw.stopPropagation()
        context.set('value', Number(range.value))
        context.emit(told, { value: Number(range.value) })
      })
    }
    return {
      update(name, value) {
        if (name === 'disabled') range.disabled = Boolean(value)
        else if (['value', 'min', 'max', 'step'].includes(name)) range.setAttribute(name, String(value))
        if (name === 'value') range.value = String(value)
      },
      formValue: () => Number(range.value),
    }
  },
}

/** What a choice of a picker is called: ranges hold words, or objects with `rangeKey`. */
function labelsOf(context: BuiltinContext, range: unknown): string[] {
  const key = String(context.get('rangeKey') ?? '')
  return (Array.isArray(range) ? range : []).map((item) =>
    String(key && item ? (item as Record<string, unknown>)[key] : item),
  )
}

/** Picker wheels are drawn as plain sheets, one column after another; dates and times are typed. */
async function choose(context: BuiltinContext): Promise<unknown> {
  const mode = String(context.get('mode') || 'selector')
  const range = context.get('range')
  if (mode === 'selector') return context.shell.sheet(labelsOf(context, range), '取消')
  if (mode === 'multiSelector') {
    const chosen: number[] = []
    for (const column of (range as unknown[]) ?? []) {
      const index = await context.shell.sheet(labelsOf(context, column), '取消')
      if (index === null) return null
      chosen.push(index)
    }
    return chosen
  }
  const answer = await context.shell.dialog(
    '',
    String(context.get('value') ?? ''),
    [{ text: '取消' }, { text: '确定' }],
    { placeholder: mode },
  )
  return answer.index === 1 ? answer.text : null
}

export const picker: BuiltinDefinition = {
  template: 'slot',
  properties: {
    mode: 'text',
    range: 'any',
    rangeKey: 'text',
    value: 'any',
    disabled: 'flag',
    start: 'text',
    end: 'text',
    fields: 'text',
    headerText: 'text',
    name: 'text',
  },
  mount(context) {
    return {
      activate() {
        if (context.get('disabled')) return
        void choose(context).then((value) => {
          if (value === null) return context.emit('cancel', {})
          context.set('value', value)
          context.emit('change', { value })
        })
      },
      formValue: () => context.get('value'),
    }
  },
}
