import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { serviceRecordStore } from '@/stores/service-record-store'
import { Button, Card, Cell, EmptyState, Skeleton, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const Answer = observer(function Answer({ number }: { number: string }) {
  const store = useStore(serviceRecordStore)
  const { check } = store
  if (check === null) return null
  if (check.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  if (check.trouble?.code === 'not_found')
    return <EmptyState icon='error' title={t('volunteering.checkUnknown')} text={t('volunteering.checkUnknownText')} />
  if (check.value === null) return <TroubleState trouble={check.trouble} onRetry={() => void store.openCheck(number)} />
  const { holder, hours, year, issuer, issuedAt } = check.value
  return (
    <Card flush title={t('volunteering.checkGood')}>
      <Cell title={t('volunteering.checkNumber')} note={check.value.number} />
      <Cell title={t('volunteering.checkHolder')} value={holder || t('volunteering.checkNameless')} />
      <Cell title={t('volunteering.checkYear')} value={String(year)} />
      <Cell title={t('volunteering.checkHours')} value={t('volunteering.hours', { count: hours })} />
      <Cell title={t('volunteering.checkIssuer')} value={issuer} />
      <Cell title={t('volunteering.checkDay')} value={sayDay(issuedAt)} />
    </Card>
  )
})

/** Whether a certificate is one of ours, for whoever holds it: signed in or not. Opened with `number`, from the QR on the paper. */
const CheckScreen = observer(function CheckScreen() {
  const { ui } = useStores()
  const store = useStore(serviceRecordStore)
  const [{ number: given = '' }] = useState(routeParams)
  const [number, setNumber] = useState(given)
  useEffect(() => void (given !== '' && store.openCheck(given)), [store, given])
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.checkTitle')}
      footer={
        <Button
          block
          text={t('volunteering.check')}
          disabled={number.trim() === ''}
          onPress={() => void store.openCheck(number.trim())}
        />
      }
    >
      <TextField
        label={t('volunteering.checkNumber')}
        placeholder={t('volunteering.checkNumberExample')}
        value={number}
        maxLength={40}
        onChange={setNumber}
      />
      <Answer number={number.trim()} />
      <Words tone='second' text={t('volunteering.checkNote')} />
    </Screen>
  )
})

export default CheckScreen
