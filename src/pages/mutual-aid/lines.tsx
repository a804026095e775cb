import { observer } from 'mobx-react-lite'
import type { Match, Need } from '@/contract'
import { t } from '@/i18n'
import { sayRange } from '@/i18n/time'
import { firstWords, typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import type { Tone } from '@/ui'
import { Cell, Tag } from '@/ui'

export const needTone = (state: Need['state']): Tone =>
  state === 'open' ? 'wait' : state === 'met' ? 'brand' : 'neutral'

export const matchTone = (state: Match['state']): Tone =>
  state === 'asked' ? 'wait' : state === 'accepted' || state === 'thanked' ? 'brand' : 'neutral'

/** A request for help in a list. */
export const NeedLine = observer(function NeedLine({ need }: { need: Need }) {
  const aid = useStore(aidStore)
  const { id, category, text, from, to, state, kind, met, quantity } = need
  const when = sayRange(from, to)
  return (
    <Cell
      title={`${aid.nameOf(category)} · ${typeset(firstWords(text))}`}
      note={kind === 'item' ? `${when} · ${t('aid.pieces', { met, quantity })}` : when}
      trailing={<Tag tone={needTone(state)} text={t(`aid.needStates.${state}`)} />}
      onPress={() => void open('mutual-aid/need', { id })}
    />
  )
})

/** A question to a neighbour, or to me. */
export const MatchLine = observer(function MatchLine({ match }: { match: Match }) {
  const aid = useStore(aidStore)
  const { id, category, text, from, to, state, distance, isMine, contacts } = match
  const title = isMine.offer
    ? `${aid.nameOf(category)} · ${typeset(firstWords(text))}`
    : (contacts?.helper.displayName ?? t('aid.need.neighbour'))
  return (
    <Cell
      title={title}
      note={`${t(`aid.distances.${distance}`)} · ${sayRange(from, to)}`}
      trailing={<Tag tone={matchTone(state)} text={t(`aid.matchStates.${state}`)} />}
      onPress={() => void open('mutual-aid/match', { id })}
    />
  )
})
