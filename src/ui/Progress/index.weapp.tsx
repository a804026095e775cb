import { Frame, percentOf } from './Frame'
import type { ProgressProps } from './types'

const COLOURS = { brand: 'var(--linli-brand)', wait: 'var(--linli-wait)', alert: 'var(--linli-alert)' } as const

export function Progress(props: ProgressProps) {
  const { value, mark, label, text, tone = 'brand' } = props
  return (
    <Frame value={value} mark={mark} label={label} text={text}>
      <t-progress percentage={percentOf(value)} label={false} color={COLOURS[tone]} />
    </Frame>
  )
}
