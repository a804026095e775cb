import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Transfer } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { useStore, useStores } from '@/stores'
import { ledgerStore } from '@/stores/ledger-store'
import { Button, Card, Cell, Confirm, Section, Skeleton, TextField } from '@/ui'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import '../points.scss'

function sayTo({ to }: Transfer): string {
  return to.name ?? t(`points.kinds.${to.kind}`)
}

/** Why it is taken back, which the resident reads too, and whether really. */
const TakeBack = observer(function TakeBack({ transfer, onDone }: { transfer: Transfer; onDone: () => void }) {
  const { ui } = useStores()
  const ledger = useStore(ledgerStore)
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const handleConfirm = async () => {
    const made = await ledger.takeBack(transfer, reason.trim())
    setAsking(false)
    if (made === null) return
    ui.say(t('points.give.takenBack'))
    onDone()
  }
  return (
    <Card title={t('points.give.takeBackTitle', { name: sayTo(transfer), points: transfer.points })}>
      <TextField
        label={t('points.give.takeBackReason')}
        placeholder={t('points.give.takeBackHint')}
        value={reason}
        maxLength={LIMITS.reasonText}
        onChange={setReason}
      />
      {ledger.corrections.trouble ? <Words tone='alert' text={sayTrouble(ledger.corrections.trouble)} /> : null}
      <View className='points__acts'>
        <Button kind='text' text={t('common.cancel')} onPress={onDone} />
        <Button
          kind='danger'
          text={t('points.give.takeBack')}
          disabled={reason.trim() === ''}
          onPress={() => setAsking(true)}
        />
      </View>
      <Confirm
        open={isAsking}
        danger
        busy={ledger.corrections.isBusy}
        title={t('points.give.takeBackAsk', { name: sayTo(transfer), points: transfer.points })}
        text={t('points.give.takeBackText')}
        confirmText={t('points.give.takeBack')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleConfirm()}
        onCancel={() => setAsking(false)}
      />
    </Card>
  )
})

/** What went from the budget, or came to it, newest first; a mistake is taken back whole, by an entry that goes the other way. */
export const Sent = observer(function Sent() {
  const { sent } = useStore(ledgerStore)
  const [chosen, setChosen] = useState<string | null>(null)
  if (!sent || sent.isEmpty) return null
  if (sent.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (sent.isBroken) return <TroubleState trouble={sent.trouble} onRetry={() => void sent.refresh()} />
  return (
    <Section title={t('points.give.sentTitle')}>
      {sent.items.map((transfer) =>
        transfer.id === chosen ? (
          <TakeBack key={transfer.id} transfer={transfer} onDone={() => setChosen(null)} />
        ) : (
          <Card flush key={transfer.id}>
            <Cell
              title={`${sayTo(transfer)} · ${typeset(transfer.reason)}`}
              note={transfer.reversedById === null ? undefined : t('points.entry.reversed')}
              when={sayPast(transfer.createdAt)}
              value={t('points.points', { count: transfer.points })}
              trailing={
                transfer.can.reverse ? (
                  <Button
                    size='small'
                    kind='text'
                    text={t('points.give.takeBack')}
                    onPress={() => setChosen(transfer.id)}
                  />
                ) : undefined
              }
            />
          </Card>
        ),
      )}
      {sent.nextCursor !== null ? (
        <Button block kind='text' text={t('points.give.sentMore')} onPress={() => void sent.loadMore()} />
      ) : null}
    </Section>
  )
})
