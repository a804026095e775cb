import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Choice, TextArea } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const reasons = ['rude', 'privacy', 'rumour', 'advert', 'other'] as const
type Reason = (typeof reasons)[number]

/** Opened with `kind` (post or comment) and `id`. */
function Report() {
  const { moderation, ui } = useStores()
  const [params] = useState(routeParams)
  const [reason, setReason] = useState<Reason | null>(null)
  const [more, setMore] = useState('')
  const isComplete = reason !== null && (reason !== 'other' || more.trim() !== '')

  useEffect(() => moderation.clearTrouble(), [moderation])

  const handleSubmit = async () => {
    if (reason === null) return
    const subject = { kind: params.kind === 'comment' ? 'comment' : 'post', id: params.id ?? '' } as const
    const outcome = await moderation.report(subject, wordsOf(reason, more))
    const said = sayOutcome(outcome, t('moderation.sent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    await back()
  }

  return (
    <Screen
      title={t('moderation.reportTitle')}
      footer={
        <Button
          block
          text={t('moderation.submit')}
          disabled={!isComplete}
          loading={moderation.isBusy}
          onPress={() => void handleSubmit()}
        />
      }
    >
      <Words text={t('moderation.reportIntro')} />
      <Card>
        <Choice
          label={t('moderation.reasonLabel')}
          value={reason}
          onChange={setReason}
          options={reasons.map((key) => ({ key, text: t(`moderation.reasons.${key}`) }))}
        />
      </Card>
      {reason ? (
        <TextArea
          label={t('moderation.more')}
          value={more}
          placeholder={t(reason === 'other' ? 'moderation.otherPlaceholder' : 'moderation.morePlaceholder')}
          maxLength={LIMITS.reasonText - LABEL_ROOM}
          onChange={setMore}
        />
      ) : null}
      {moderation.trouble ? <Words tone='alert' text={sayTrouble(moderation.trouble)} /> : null}
    </Screen>
  )
}

/** Kept free for the reason's own name, which goes in front. */
const LABEL_ROOM = 40

const wordsOf = (reason: Reason, more: string): string => {
  const own = more.trim()
  if (reason === 'other') return own
  const name = t(`moderation.reasons.${reason}`)
  return own === '' ? name : t('moderation.reasonWithMore', { reason: name, more: own })
}

export default observer(Report)
