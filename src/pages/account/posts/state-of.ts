import type { Post } from '@/contract'
import { t } from '@/i18n'
import type { Tone } from '@/ui'

export interface PostState {
  word: string
  tone: Tone
  /** Why, where there is a reason to tell. */
  note: string | null
}

/** How one's own post stands, as a word and, where it is not simply to be seen, what that means. */
export function stateOf({ state, moderation }: Pick<Post, 'state' | 'moderation'>): PostState {
  if (state === 'pending') return { word: t('post.pendingTag'), tone: 'wait', note: t('moderation.pending') }
  const because = moderation ? t('moderation.reason', { reason: moderation.reason }) : null
  if (state === 'hidden') {
    if (moderation?.state === 'appealed') return { word: t('account.appealed'), tone: 'wait', note: because }
    if (moderation?.state === 'hidden_finally')
      return { word: t('moderation.hiddenFinally'), tone: 'alert', note: because }
    return { word: t('post.hiddenTag'), tone: 'alert', note: because }
  }
  if (moderation?.state === 'warned') return { word: t('moderation.warned'), tone: 'wait', note: because }
  return { word: t('account.shown'), tone: 'neutral', note: null }
}
