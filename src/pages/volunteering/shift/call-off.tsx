import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Shift } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Confirm } from '@/ui'

const words = {
  shift: { button: 'volunteering.callOff', title: 'volunteering.callOffTitle', text: 'volunteering.callOffText' },
  series: {
    button: 'volunteering.callOffSeries',
    title: 'volunteering.callOffSeriesTitle',
    text: 'volunteering.callOffSeriesText',
  },
} as const

/** The organiser calls this shift off, or, where it comes again, all that are to come. */
export const CallOff = observer(function CallOff({ shift }: { shift: Shift }) {
  const { ui } = useStores()
  const store = useStore(volunteeringStore)
  const [asked, setAsked] = useState<keyof typeof words | null>(null)
  const { id, seriesId, activity } = shift
  const handleConfirm = async () => {
    const all = asked === 'series' && seriesId !== null
    setAsked(null)
    if ((await (all ? store.cancelSeries(seriesId) : store.cancelShift(id))) === 'sent')
      ui.say(t('volunteering.calledOff'))
  }
  const { button, title, text } = words[asked ?? 'shift']
  return (
    <>
      <Button block kind='text' text={t('volunteering.callOff')} onPress={() => setAsked('shift')} />
      {seriesId === null ? null : (
        <Button block kind='text' text={t('volunteering.callOffSeries')} onPress={() => setAsked('series')} />
      )}
      <Confirm
        open={asked !== null}
        danger
        title={t(title, { title: activity.title })}
        text={t(text)}
        confirmText={t(button)}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleConfirm()}
        onCancel={() => setAsked(null)}
      />
    </>
  )
})
