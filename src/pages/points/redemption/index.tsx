import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Redemption } from '@/contract'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { rewardsStore } from '@/stores/rewards-store'
import { Button, Card, Cell, Confirm, Skeleton, Tag } from '@/ui'
import { QrCode } from '@/ui/QrCode'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { KeptNote, sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { groupedCode } from '../grouped-code'
import { toneOf } from '../redemption-line'
import '../points.scss'

/** The code as a picture for a scanner and as digits for a person. */
function Code({ redemption }: { redemption: Redemption }) {
  const { title, pickup, pickupCode, state, expiresAt } = redemption
  if (state !== 'reserved' || pickupCode === null)
    return (
      <Card title={typeset(title)}>
        <Tag tone={toneOf(state)} text={t(`points.states.${state}`)} />
        {state === 'reserved' ? null : <Words below text={t(`points.stateTexts.${state}`)} />}
      </Card>
    )
  const code = groupedCode(pickupCode)
  return (
    <>
      <Card title={typeset(title)}>
        <Stack>
          <Words text={t('points.redemption.say')} />
          <QrCode text={pickupCode} label={t('points.redemption.code', { code })} />
          <View className='points__code'>{code}</View>
        </Stack>
      </Card>
      <Card flush>
        <Cell title={t('points.redemption.until', { date: sayDay(expiresAt) })} note={t('points.redemption.offline')} />
        {pickup === null ? null : <Cell title={t('points.redemption.where')} note={typeset(pickup)} />}
      </Card>
    </>
  )
}

/** Asks once before a redemption is taken back. */
const Cancel = observer(function Cancel({ redemption }: { redemption: Redemption }) {
  const { ui } = useStores()
  const rewards = useStore(rewardsStore)
  const [isAsking, setAsking] = useState(false)
  const handleCancel = async () => {
    const ended = await rewards.cancel(redemption)
    setAsking(false)
    if (ended) ui.say(t('points.redemption.cancelled'))
  }
  return (
    <>
      <Button block kind='text' text={t('points.redemption.cancel')} onPress={() => setAsking(true)} />
      <Confirm
        open={isAsking}
        busy={rewards.isBusy}
        title={t('points.redemption.cancelAsk', { title: redemption.title })}
        text={t('points.redemption.cancelText', { points: redemption.points })}
        confirmText={t('points.redemption.cancel')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleCancel()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** What I redeemed, to be shown at the desk. Opened with its `id`. */
function RedemptionScreen() {
  const { ui } = useStores()
  const rewards = useStore(rewardsStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => void rewards.openRedemption(id), [rewards, id])
  const loadable = rewards.redemption
  const redemption = loadable?.value ?? null
  return (
    <Screen key={ui.language} title={t('points.redemption.title')}>
      {redemption ? (
        <>
          <KeptNote keptAt={loadable?.keptAt ?? null} />
          <Code redemption={redemption} />
          {rewards.trouble ? <Words tone='alert' text={sayTrouble(rewards.trouble)} /> : null}
          {redemption.can.cancel ? <Cancel redemption={redemption} /> : null}
        </>
      ) : loadable?.isBroken ? (
        <TroubleState trouble={loadable.trouble} onRetry={() => void rewards.openRedemption(id)} />
      ) : (
        <Skeleton kind='card' label={t('common.loading')} />
      )}
    </Screen>
  )
}

export default observer(RedemptionScreen)
