import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { canScan, scanCode } from '@/platform/scan'
import { useStore, useStores } from '@/stores'
import { attendanceStore } from '@/stores/attendance-store'
import { Button, Card, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { codeIn } from '../code-in'

/** Coming or going, by the code on the organiser's phone: scanned, or six digits typed. Opened with `id` and `action`. */
const CheckInScreen = observer(function CheckInScreen() {
  const { ui } = useStores()
  const store = useStore(attendanceStore)
  const [{ id = '', action }] = useState(routeParams)
  const [code, setCode] = useState('')
  const isOut = action === 'check_out'

  const handleSend = async (given: string) => {
    if ((await store.come(id, isOut ? 'check_out' : 'check_in', given)) !== 'sent') return
    const minutes = store.service?.minutes ?? 0
    ui.say(isOut ? t('volunteering.checkedOut', { minutes }) : t('volunteering.checkedIn'))
    await back()
  }
  const handleScan = async () => {
    const scanned = codeIn((await scanCode()) ?? '')
    if (scanned === null) return ui.say(t('volunteering.noCode'))
    setCode(scanned)
    await handleSend(scanned)
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
          onPress={() => void handleSend(code)}
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
    </Screen>
  )
})

export default CheckInScreen
