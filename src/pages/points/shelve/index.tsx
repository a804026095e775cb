import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { rewardsStore } from '@/stores/rewards-store'
import { Button, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { amountOf } from '../amount'

/** A new reward on the shelf of the community (secretary, partner). */
function Shelve() {
  const { session, ui } = useStores()
  const rewards = useStore(rewardsStore)
  const [title, setTitle] = useState('')
  const [points, setPoints] = useState('')
  const [stock, setStock] = useState('')
  const [pickup, setPickup] = useState('')
  const placeId = session.grid?.id ?? null
  const [price, pieces] = [amountOf(points, LIMITS.rewardPoints), amountOf(stock, LIMITS.rewardStock)]
  const isComplete = title.trim() !== '' && price !== null && pieces !== null
  useEffect(() => rewards.clearTrouble(), [rewards])

  const handlePut = async () => {
    if (placeId === null || price === null || pieces === null) return
    const where = pickup.trim()
    const reward = { placeId, title: title.trim(), points: price, stock: pieces, ...(where ? { pickup: where } : {}) }
    if ((await rewards.shelve(reward)) === null) return
    ui.say(t('points.shelve.done'))
    await back()
  }

  const footer = (
    <Button
      block
      text={t('points.shelve.put')}
      disabled={!isComplete}
      loading={rewards.isBusy}
      onPress={() => void handlePut()}
    />
  )
  return (
    <Screen key={ui.language} title={t('points.shelve.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <TextField
            label={t('points.shelve.name')}
            value={title}
            placeholder={t('points.shelve.namePlaceholder')}
            maxLength={LIMITS.rewardTitle}
            onChange={setTitle}
          />
          <TextField
            label={t('points.shelve.points')}
            kind='number'
            value={points}
            maxLength={6}
            onChange={setPoints}
          />
          <TextField label={t('points.shelve.stock')} kind='number' value={stock} maxLength={6} onChange={setStock} />
          <TextField
            label={t('points.shelve.pickup')}
            value={pickup}
            placeholder={t('points.shelve.pickupPlaceholder')}
            maxLength={LIMITS.rewardPickup}
            onChange={setPickup}
          />
          {rewards.trouble ? <Words tone='alert' text={sayTrouble(rewards.trouble)} /> : null}
        </>
      )}
    </Screen>
  )
}

export default observer(Shelve)
