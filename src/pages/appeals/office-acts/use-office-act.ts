import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { type AppealAct, useStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import type { OfficeVerb } from './verbs'

/** What happened, and what comes next. */
function sayDone(verb: OfficeVerb, appeal: Appeal | null): string {
  if (verb === 'accept' && appeal?.dueAt) return t('casework.done.accept', { when: sayMoment(appeal.dueAt) })
  if (verb === 'accept') return t('casework.done.acceptPlain')
  return t(`casework.done.${verb}`, { handler: appeal?.handler.name ?? '' })
}

/** Does what staff asked for and says so. The handlers answer whether it was done; where not, the page says why. */
export function useOfficeAct() {
  const { desk, ui } = useStores()
  const store = useStore(appealStore)
  const finish = (done: boolean, verb: OfficeVerb): boolean => {
    if (done) ui.say(sayDone(verb, store.appeal))
    void desk.counts.load()
    return done
  }
  const handleAct = async (act: Extract<AppealAct, { action: OfficeVerb }>) => finish(await store.act(act), act.action)
  const handleAnswer = async () => finish(await store.sendAnswer(), 'answer')
  return { handleAct, handleAnswer }
}
