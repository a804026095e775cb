import type { TagProps } from './types'

const THEMES = { brand: 'primary', wait: 'warning', alert: 'danger', neutral: 'default' } as const

/** A state as a word in a tint; its size and colours come by styles/_tdesign.scss. */
export function Tag({ text, tone = 'neutral' }: TagProps) {
  return (
    <t-tag theme={THEMES[tone]} variant='light'>
      {text}
    </t-tag>
  )
}
