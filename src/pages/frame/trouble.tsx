import { View } from '@tarojs/components'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import type { Outcome, Trouble } from '@/stores'
import { ErrorState } from '@/ui'
import './words.scss'

/** What happened, whether anything was lost, and what to do now. */
export function sayTrouble(trouble: Trouble): string {
  if (trouble.kind === 'offline') return t('frame.offlineText')
  if (trouble.code === 'not_kept') return t('account.notKept')
  if (trouble.code === 'picture_gone') return t('compose.pictureGone')
  return trouble.detail || t('frame.failedText')
}

/** As `sayTrouble`, with words of the page's own where the server gave none. */
export function sayTroubleOr(trouble: Trouble, otherwise: string): string {
  return trouble.detail || trouble.code === 'not_kept' || trouble.code === 'picture_gone'
    ? sayTrouble(trouble)
    : otherwise
}

/** In place of what could not be read. */
export function TroubleState({ trouble, onRetry }: { trouble: Trouble | null; onRetry: () => void }) {
  const isOffline = trouble?.kind === 'offline'
  return (
    <ErrorState
      offline={isOffline}
      title={isOffline ? t('frame.offlineTitle') : t('common.failedTitle')}
      text={trouble ? sayTrouble(trouble) : t('frame.failedText')}
      retryText={t('common.retry')}
      onRetry={onRetry}
    />
  )
}

/** Above what comes from the phone and not from the server: how old it is. */
export function KeptNote({ keptAt }: { keptAt: string | null }) {
  if (keptAt === null) return null
  return <View className='linli-words linli-words--second'>{t('frame.offlineKept', { when: sayPast(keptAt) })}</View>
}

/** After a write: `done` when it arrived, else where it is now. Null when it was refused: the screen then shows why. */
export function sayOutcome(outcome: Outcome, done: string, isOnline: boolean): string | null {
  if (outcome === 'refused') return null
  return outcome === 'sent' ? done : t(isOnline ? 'frame.keptBusy' : 'frame.keptOffline')
}
