import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { replace } from '@/platform/navigate'
import type { Trouble } from '@/stores'
import { EmptyState, Skeleton } from '@/ui'
import { TroubleState } from './trouble'

interface MissingStateProps {
  /** What the page asked the server for. */
  thing: { isBroken: boolean; trouble: Trouble | null } | null
  isSettled: boolean
  onRetry: () => void
}

/** In place of something that staff would decide on: it is being read, could not be read, or needs nobody any more. */
export const MissingState = observer(function MissingState({ thing, isSettled, onRetry }: MissingStateProps) {
  const isGone = isSettled || (thing?.isBroken && thing.trouble?.code === 'not_found')
  if (isGone)
    return (
      <EmptyState
        icon='check-circle'
        title={t('desk.gone')}
        text={t('desk.goneText')}
        action={{ text: t('desk.backToDesk'), onPress: () => void replace('desk/desk') }}
      />
    )
  if (thing?.isBroken) return <TroubleState trouble={thing.trouble} onRetry={onRetry} />
  return <Skeleton kind='card' count={2} label={t('common.loading')} />
})
