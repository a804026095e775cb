import { useRef } from 'react'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { back, replace } from '@/platform/navigate'
import { type MyGrid, type RootStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { composeAppealStore } from '@/stores/compose-appeal-store'
import { sayOutcome } from '../../frame/trouble'

interface Reported {
  id: string
  text: string
  grid: MyGrid
}

/** Takes back what was just reported, wherever it is by now; its words go back into the draft. */
async function takeBack(stores: RootStore, reported: Reported): Promise<void> {
  const { pending, ui } = stores
  const appeal = stores.of(appealStore)
  const composeAppeal = stores.of(composeAppealStore)
  const isWaiting = pending.writes.some(({ id }) => id === reported.id)
  if (isWaiting) pending.discard(reported.id)
  else {
    if (appeal.appealId !== reported.id) await appeal.open(reported.id)
    if ((await appeal.withdraw()) === 'refused') {
      ui.say(t('appeals.report.undoFailed'))
      return
    }
  }
  composeAppeal.open(reported.grid)
  if (composeAppeal.isEmpty) composeAppeal.setText(reported.text)
  ui.say(t('appeals.report.undone'))
}

/** Who has it, and until when. */
function sayReported(appeal: Appeal | null): string {
  if (!appeal || appeal.dueAt === null) return t('appeals.report.sentPlain')
  return t('appeals.report.sent', { handler: appeal.handler.name, when: sayMoment(appeal.dueAt) })
}

/** Sends the case, says who has it, and leads to its page, with a way to undo it. */
export function useSubmit() {
  const stores = useStores()
  const isDone = useRef(false)
  const handleSubmit = async () => {
    const { ui } = stores
    const store = stores.of(composeAppealStore)
    const opened = stores.of(appealStore)
    const { grid, draft } = store
    if (!grid || !store.canSend) return
    const { outcome, appeal } = await store.submit()
    const said = sayOutcome(outcome, sayReported(appeal), ui.isOnline)
    if (said === null) return
    isDone.current = true
    ui.say(said, () => void takeBack(stores, { id: draft.id, text: draft.text, grid }))
    if (!appeal) return back()
    void opened.open(appeal.id, appeal)
    await replace('appeals/detail', { id: appeal.id })
  }
  return { isDone, handleSubmit }
}
