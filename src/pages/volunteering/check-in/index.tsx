import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Shift } from '@/contract'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { canScan, scanCode } from '@/platform/scan'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Card, Confirm, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { codeIn } from '../code-in'

/** Below half a quarter of an hour within the shift, rounding leaves none. */
const NOTHING_MS = 7.5 * 60_000

function countsAsNothing({ startsAt, endsAt, service }: Shift, now: number): boolean {
  const cameAt = service?.checkedInAt ?? null
  if (cameAt === null) return false
  return Math.min(now, Date.parse(endsAt)) - Math.max(Date.parse(cameAt), Date.parse(startsAt)) < NOTHING_MS
}

/** Coming or going, by the code on the organiser's phone: scanned, or six digits typed. Opened with `id` and `action`. */
const CheckInScreen = observer(function CheckInScreen() {
  const { ui } = useStores()
  const store = useStore(attendanceStore)
  const [{ id = '', action }] = useState(routeParams)
  const [code, setCode] = useState('')
  const [isAsking, setAsking] = useState(false)
  const isOut = action === 'check_out'
  const shift = useStore(volunteeringStore).shift?.value ?? null

  const handleSend = async (given: string) => {
    if ((await store.come(id, isOut ? 'check_out' : 'check_in', given)) !== 'sent') return
    const minutes = store.service?.minutes ?? 0
    ui.say(isOut ? t('volunteering.checkedOut', { minutes }) : t('volunteering.checkedIn'))
    await back()
  }
  /** What counts as nothing is done for good: who taps it by mistake is asked. */
  const handleCode = (given: string) => {
    if (isOut && shift?.id === id && countsAsNothing(shift, Date.now())) return setAsking(true)
    return void handleSend(given)
  }
  const handleScan = async () => {
    const scanned = codeIn((await scanCode()) ?? '')
    if (scanned === null) return ui.say(t('volunteering.noCode'))
    setCode(scanned)
    handleCode(scanned)
  }
  return (
    <Screen
      key={ui.language}
      title={t(isOut ? 'volunteering.checkOut' : 'volunteering.checkIn')}
      footer={
        <Button
          block
          text={t(isOut ? 'volunteering.checkOut' : 'volunteering.checkIn')}
          loading={store.isBusy}
          disabled={codeIn(code) === null}
          onPress={() => handleCode(code)}
        />
      }
    >
      <Card>
        <Stack>
          <Words text={t('volunteering.askCode')} />
          <TextField
            kind='number'
            label={t('volunteering.code')}
            placeholder={t('volunteering.codePlaceholder')}
            value={code}
            maxLength={7}
            onChange={setCode}
          />
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          {canScan ? (
            <Button
              block
              kind='secondary'
              icon='scan'
              text={t('volunteering.scan')}
              onPress={() => void handleScan()}
            />
          ) : null}
        </Stack>
      </Card>
      <Words tone='second' text={t('volunteering.codeNote')} />
      {isOut ? <Words tone='second' text={t('volunteering.rounding')} /> : null}
      <Confirm
        open={isAsking}
        danger
        title={t('volunteering.outEarlyTitle')}
        text={t('volunteering.outEarlyText')}
        confirmText={t('volunteering.outEarlyYes')}
        cancelText={t('common.cancel')}
        onConfirm={() => {
          setAsking(false)
          void handleSend(code)
        }}
        onCancel={() => setAsking(false)}
      />
    </Screen>
  )
})

export default CheckInScreen
