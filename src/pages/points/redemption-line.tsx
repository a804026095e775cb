import type { Redemption } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { Cell, Tag, type Tone } from '@/ui'

const tones: Record<Redemption['state'], Tone> = {
  reserved: 'wait',
  collected: 'brand',
  cancelled: 'neutral',
  expired: 'neutral',
}

export const toneOf = (state: Redemption['state']): Tone => tones[state]

export function RedemptionLine({ redemption, onPress }: { redemption: Redemption; onPress: () => void }) {
  const { title, points, state, createdAt } = redemption
  return (
    <Cell
      leading={<Tag tone={toneOf(state)} text={t(`points.states.${state}`)} />}
      title={typeset(title)}
      note={t('points.points', { count: points })}
      when={sayPast(createdAt)}
      onPress={onPress}
    />
  )
}
