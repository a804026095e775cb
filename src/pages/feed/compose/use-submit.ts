import { useRef } from 'react'
import { t } from '@/i18n'
import { back } from '@/platform/navigate'
import { type RootStore, useStores } from '@/stores'
import { type ComposeStore, composeStore } from '@/stores/compose-store'
import { sayOutcome } from '../../frame/trouble'
import { useTelling } from '../../frame/use-telling'

/** Takes back what was just posted, wherever it is by now; its words go back into the draft. */
async function takeBack(stores: RootStore, posted: Posted): Promise<void> {
  const { feed, pending, ui } = stores
  const compose = stores.of(composeStore)
  const isWaiting = pending.writes.some(({ id }) => id === posted.id)
  if (isWaiting) pending.discard(posted.id)
  else if (await feed.deletePost(posted.id)) {
    ui.say(t('compose.undoFailed'))
    return
  }
  compose.open(posted.placeId)
  if (compose.isEmpty) {
    compose.setKind(posted.kind)
    compose.setText(posted.text)
  }
  ui.say(t('compose.undone'))
}

type Posted = Pick<ComposeStore, 'id' | 'kind' | 'text'> & { placeId: string }

/** Sends the post, says what became of it, and goes back with a way to undo it. */
export function useSubmit() {
  const stores = useStores()
  const isDone = useRef(false)
  const { ask } = useTelling(['reply'])
  const handleSubmit = async () => {
    const { posts, ui } = stores
    const compose = stores.of(composeStore)
    const { id, kind, text, placeId } = compose
    if (placeId === null || !compose.canSend) return
    void ask()
    const outcome = await compose.submit()
    const isReviewed = posts.find(id)?.state === 'pending'
    const said = sayOutcome(outcome, t(isReviewed ? 'compose.reviewing' : 'compose.sent'), ui.isOnline)
    if (said === null) return
    isDone.current = true
    ui.say(said, () => void takeBack(stores, { id, kind, text, placeId }))
    await back()
  }
  return { isDone, handleSubmit }
}
