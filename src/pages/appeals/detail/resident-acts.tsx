import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { Button, Confirm } from '@/ui'
import { TellMe } from '../../frame/TellMe'
import { sayOutcome } from '../../frame/trouble'
import { nameOf } from '../words'

/** "It concerns me too". */
export function useJoin() {
  const { ui } = useStores()
  const store = useStore(appealStore)
  return async () => {
    const said = sayOutcome(await store.join(), t('appeals.detail.joined'), ui.isOnline)
    if (said !== null) ui.say(said)
  }
}

/** What the reporter alone can do besides rating: take it back, or open again what closed by itself. */
export const ResidentActs = observer(function ResidentActs({ appeal }: { appeal: Appeal }) {
  const { ui } = useStores()
  const store = useStore(appealStore)
  const [isAsking, setAsking] = useState(false)
  const handleWithdraw = async () => {
    const said = sayOutcome(await store.withdraw(), t('appeals.detail.withdrawnDone'), ui.isOnline)
    setAsking(false)
    if (said !== null) ui.say(said)
  }
  const handleUndo = async () => {
    const said = sayOutcome(await store.undoTimeOut(), t('appeals.detail.undoTimeOutDone'), ui.isOnline)
    if (said !== null) ui.say(said)
  }
  return (
    <>
      {appeal.isMine && appeal.dueAt !== null ? (
        <TellMe
          templates={['appeal']}
          wechatText={t('appeals.detail.tellMe')}
          alipayText={t('appeals.detail.tellMeAlipay')}
          doneText={t('appeals.detail.willTell')}
        />
      ) : null}
      {appeal.can.undo_time_out ? (
        <Button
          block
          kind='secondary'
          text={t('appeals.detail.undoTimeOut')}
          loading={store.isBusy}
          onPress={() => void handleUndo()}
        />
      ) : null}
      {appeal.can.withdraw ? (
        <Button block kind='text' text={t('appeals.detail.withdraw')} onPress={() => setAsking(true)} />
      ) : null}
      <Confirm
        open={isAsking}
        danger
        busy={store.isBusy}
        title={t('appeals.detail.withdrawTitle', { text: nameOf(appeal) })}
        text={t('appeals.detail.withdrawText')}
        confirmText={t('appeals.detail.withdrawYes')}
        cancelText={t('appeals.detail.withdrawNo')}
        onConfirm={() => void handleWithdraw()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})
