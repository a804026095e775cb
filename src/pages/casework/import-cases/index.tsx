import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { canPickTable, pickTable } from '@/platform/pick-table'
import { useStore, useStores } from '@/stores'
import { accountStore } from '@/stores/account-store'
import { type ImportChannel, importStore } from '@/stores/import-store'
import { Button, Card, Choice } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayTrouble } from '../../frame/trouble'
import { NoOffice, OfficeChips, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'
import { sayColumn } from './columns'
import { Report } from './report'

const MIB = 1024 * 1024
const channels = ['12345', 'hotline'] as const satisfies readonly ImportChannel[]

/** What the table has to look like: who mends it sits at a computer, with this beside them. */
function Shape() {
  return (
    <Card title={t('casework.import.shape')}>
      <Words text={t('casework.import.needed')} />
      <Words below text={t('casework.import.possible')} />
      <Words
        below
        tone='second'
        text={t('casework.import.limits', { rows: LIMITS.importRows, size: LIMITS.importBytes / MIB })}
      />
    </Card>
  )
}

/** Why it did not work, and which columns were wrong. */
const Faults = observer(function Faults() {
  const { fault, columns, sender } = useStore(importStore)
  return (
    <>
      {fault ? <Words tone='alert' text={t(`casework.import.faults.${fault}`)} /> : null}
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      {columns.length > 0 ? (
        <Words
          tone='alert'
          text={t('casework.import.badColumns', { columns: columns.map(sayColumn).join(t('casework.import.comma')) })}
        />
      ) : null}
    </>
  )
})

const Elsewhere = observer(function Elsewhere() {
  const { ui } = useStores()
  const account = useStore(accountStore)
  const handleCopy = async () => {
    if (await copyText(account.webAddress)) ui.say(t('casework.import.addressCopied'))
  }
  return (
    <Card title={t('casework.import.elsewhere')}>
      <Stack>
        <Words text={t('casework.import.elsewhereText')} />
        <Button block text={t('casework.import.copyAddress')} onPress={() => void handleCopy()} />
      </Stack>
    </Card>
  )
})

interface FormProps {
  channel: ImportChannel
  onChannel: (channel: ImportChannel) => void
}

/** Where the cases come from, and the file. */
const Form = observer(function Form({ channel, onChannel }: FormProps) {
  const store = useStore(importStore)
  const { file, sender } = store
  const handlePick = async () => {
    const picked = await pickTable()
    if (picked) store.choose(picked)
  }
  return (
    <>
      <Card title={t('casework.import.channelLabel')}>
        <Choice
          label={t('casework.import.channelLabel')}
          value={channel}
          disabled={sender.isBusy}
          options={channels.map((key) => ({ key, text: t(`casework.care.channels.${key}`) }))}
          onChange={onChannel}
        />
      </Card>
      <Shape />
      <Card title={file ? file.name : t('casework.import.noFile')}>
        <Button
          block
          kind='secondary'
          text={t(file ? 'casework.import.pickAgain' : 'casework.import.pick')}
          disabled={sender.isBusy}
          onPress={() => void handlePick()}
        />
      </Card>
      <Faults />
    </>
  )
})

/** Cases that another system wrote down, out of a table; every row that is not taken is named. */
const ImportCasesScreen = observer(function ImportCasesScreen() {
  const { ui } = useStores()
  const store = useStore(importStore)
  const offices = useOffice(['secretary', 'street_staff'])
  const [channel, setChannel] = useState<ImportChannel>('12345')
  useEffect(() => store.begin(), [store])
  const { file, batch, sender } = store
  const placeId = offices.office?.placeId
  const send = (
    <Button
      block
      text={t(sender.isBusy ? 'casework.import.sending' : 'casework.import.send')}
      disabled={file === null}
      loading={sender.isBusy}
      onPress={() => void (placeId !== undefined && store.send(placeId, channel))}
    />
  )
  const again = <Button block text={t('casework.import.again')} onPress={store.begin} />
  const foot = batch ? again : send
  return (
    <Screen
      key={ui.language}
      title={t('casework.import.title')}
      footer={placeId === undefined || !canPickTable ? undefined : foot}
    >
      {placeId === undefined ? (
        <NoOffice />
      ) : batch ? (
        <Report batch={batch} />
      ) : (
        <>
          <OfficeChips {...offices} />
          {canPickTable ? <Form channel={channel} onChannel={setChannel} /> : <Elsewhere />}
        </>
      )}
    </Screen>
  )
})

export default ImportCasesScreen
