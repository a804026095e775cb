import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import type { GiftShare } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { giftsStore } from '@/stores/gifts-store'
import { Button, Card, Tag } from '@/ui'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'
import '../mutual-aid.scss'

/** A part of a gift: for whom, and the receipt of its hand-over. */
export const ShareCard = observer(function ShareCard({ share, isMine }: { share: GiftShare; isMine: boolean }) {
  const { ui } = useStores()
  const gifts = useStore(giftsStore)
  const { quantity, giver, receiver, purpose, address, state, receipt, can } = share
  const handleOver = async () => {
    const handed = await gifts.actOnShare(share, 'hand_over')
    if (handed?.receipt) ui.say(t('aid.gifts.handed', { number: handed.receipt.number }))
  }
  const handleCancel = async () => {
    if (await gifts.actOnShare(share, 'cancel')) ui.say(t('aid.gifts.cancelled'))
  }
  return (
    <Card
      title={
        isMine
          ? t('aid.gifts.shareMine', { name: giver, count: quantity })
          : t('aid.gifts.share', { name: receiver ?? t('aid.need.neighbour'), count: quantity })
      }
    >
      <Words tone='second' text={address ?? purpose} />
      <View className='aid__row'>
        <Tag tone={state === 'waiting' ? 'wait' : 'neutral'} text={t(`aid.gifts.states.${state}`)} />
      </View>
      {receipt === null ? null : <Words tone='second' text={t('aid.gifts.receipt', { number: receipt.number })} />}
      {can.hand_over && !isMine ? (
        <View className='aid__acts'>
          <Button
            size='small'
            text={t('aid.gifts.handOver')}
            disabled={gifts.sender.isBusy}
            onPress={() => void handleOver()}
          />
        </View>
      ) : null}
      {can.cancel && isMine ? (
        <View className='aid__acts'>
          <AskOnce
            size='small'
            text={t('aid.gifts.cancel')}
            title={t('aid.gifts.cancelAsk')}
            note={t('aid.gifts.cancelText')}
            busy={gifts.sender.isBusy}
            onConfirm={handleCancel}
          />
        </View>
      ) : null}
    </Card>
  )
})
