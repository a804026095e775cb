import { createElement, type KeyboardEvent, type ReactNode } from 'react'

/*
 * @tarojs/components for tests: plain DOM elements that take Taro's props and answer with Taro's events
 * ({ detail: { value } }), so that a page can be rendered and pressed in jsdom.
 */

type Props = Record<string, unknown> & { children?: ReactNode }

/** What a DOM element takes as it is; Taro's own props (hoverClass, catchMove …) stop here. */
const passes = (name: string) =>
  name === 'className' ||
  name === 'id' ||
  name === 'style' ||
  name === 'role' ||
  name === 'tabIndex' ||
  name === 'onClick' ||
  name === 'onKeyDown' ||
  name.startsWith('aria-') ||
  name.startsWith('data-')

const elementOf = (tag: string, { children, ...props }: Props) =>
  createElement(tag, Object.fromEntries(Object.entries(props).filter(([name]) => passes(name))), children)

export const View = (props: Props) => elementOf('div', props)
export const Text = (props: Props) => elementOf('span', props)
export const ScrollView = (props: Props) => elementOf('div', props)
export const Swiper = (props: Props) => elementOf('div', props)
export const SwiperItem = (props: Props) => elementOf('div', props)
export const Block = (props: Props) => elementOf('div', props)
export const Slot = (props: Props) => elementOf('div', props)
export const Button = (props: Props) => elementOf('button', props)

export const Image = ({ src, className }: { src?: string; className?: string }) => (
  <img src={src} className={className} alt='' />
)

type ValueEvent = { detail: { value: string } }

interface FieldProps {
  value?: string
  placeholder?: string
  className?: string
  maxlength?: number
  disabled?: boolean
  'aria-label'?: string
  onInput?: (event: ValueEvent) => void
  onBlur?: (event: ValueEvent) => void
  onConfirm?: (event: ValueEvent) => void
}

const said = (value: string): ValueEvent => ({ detail: { value } })

function fieldOf(tag: 'input' | 'textarea', props: FieldProps) {
  const { value, placeholder, className, disabled, maxlength, onInput, onBlur, onConfirm } = props
  return createElement(tag, {
    value,
    placeholder,
    className,
    disabled,
    maxLength: maxlength,
    'aria-label': props['aria-label'],
    onChange: (event: { target: HTMLInputElement }) => onInput?.(said(event.target.value)),
    onBlur: (event: { target: HTMLInputElement }) => onBlur?.(said(event.target.value)),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) =>
      event.key === 'Enter' ? onConfirm?.(said(event.currentTarget.value)) : undefined,
  })
}

export const Input = (props: FieldProps) => fieldOf('input', props)
export const Textarea = (props: FieldProps) => fieldOf('textarea', props)

interface PickerProps {
  mode: string
  value?: string
  className?: string
  children?: ReactNode
  onChange?: (event: ValueEvent) => void
}

/** The wheel of a day or an hour: here a field that takes what the wheel would say. */
export const Picker = ({ mode, value, className, children, onChange }: PickerProps) => (
  <div className={className}>
    {children}
    <input data-picker={mode} value={value} onChange={(event) => onChange?.(said(event.target.value))} />
  </div>
)
