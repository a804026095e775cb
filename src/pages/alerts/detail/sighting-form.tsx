import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { choosePoint, hasMap } from '@/platform/map-point'
import { type NamedPoint, useStores } from '@/stores'
import { Button, Card, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayOutcome } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const sayPoint = (point: NamedPoint | null): string => {
  if (point === null) return t('alerts.sawPoint')
  return point.name === '' ? t('alerts.sawPointNoName') : t('alerts.sawPointSet', { name: point.name })
}

/** "我看到了": where and when, in a sentence; a point where there is a map. */
export const SightingForm = observer(function SightingForm({ onDone }: { onDone: () => void }) {
  const { alerts, ui } = useStores()
  const [text, setText] = useState('')
  const [point, setPoint] = useState<NamedPoint | null>(null)
  const handlePoint = async () => {
    const chosen = await choosePoint()
    if (chosen) setPoint(chosen)
  }
  const handleSubmit = async () => {
    const said = sayOutcome(await alerts.reportSighting(text, point), t('alerts.sawSent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    onDone()
  }
  return (
    <Card>
      <Stack>
        <Words text={t('alerts.sawUrgent')} />
        <TextArea
          label={t('alerts.sawTitle')}
          placeholder={t('alerts.sawPlaceholder')}
          value={text}
          maxLength={LIMITS.reasonText}
          onChange={setText}
        />
        {hasMap ? (
          <Button block kind='secondary' icon='location' text={sayPoint(point)} onPress={() => void handlePoint()} />
        ) : null}
        <Button
          block
          text={t('alerts.sawSubmit')}
          disabled={text.trim() === ''}
          loading={alerts.isBusy}
          onPress={() => void handleSubmit()}
        />
        <Button block kind='text' text={t('alerts.cancel')} onPress={onDone} />
      </Stack>
    </Card>
  )
})
