import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Councillor } from '@/contract'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { deliberationRulesStore } from '@/stores/deliberation-rules-store'
import { Avatar, Button, Card, Cell, Confirm, EmptyState, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { AppointForm } from './appoint-form'

const kindOf = ({ kind }: Councillor) => t(`deliberation.councillors.${kind}`)

const Line = observer(function Line({ councillor }: { councillor: Councillor }) {
  const { ui } = useStores()
  const store = useStore(deliberationRulesStore)
  const [isAsking, setAsking] = useState(false)
  const { person, can } = councillor
  const name = person.displayName
  const handleDismiss = async () => {
    const isGone = await store.dismiss(councillor)
    setAsking(false)
    if (isGone) ui.say(t('deliberation.council.dismissed', { name }))
  }
  return (
    <>
      <Cell
        leading={<Avatar name={name} src={person.avatarUrl} />}
        title={name}
        note={kindOf(councillor)}
        trailing={
          can.dismiss ? (
            <Button
              size='small'
              kind='text'
              text={t('deliberation.council.dismiss')}
              label={t('deliberation.council.dismissLabel', { name })}
              onPress={() => setAsking(true)}
            />
          ) : undefined
        }
      />
      <Confirm
        open={isAsking}
        danger
        busy={store.isBusy}
        title={t('deliberation.council.dismissTitle', { name, kind: kindOf(councillor) })}
        text={t('deliberation.council.dismissText')}
        confirmText={t('deliberation.council.dismiss')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleDismiss()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

const Lines = observer(function Lines() {
  const { councillors } = useStore(deliberationRulesStore)
  if (!councillors || councillors.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (councillors.isBroken)
    return <TroubleState trouble={councillors.trouble} onRetry={() => void councillors.refresh()} />
  if (councillors.items.length === 0)
    return (
      <EmptyState
        icon='group'
        title={t('deliberation.council.emptyTitle')}
        text={t('deliberation.council.emptyText')}
      />
    )
  return (
    <Card flush>
      {councillors.items.map((councillor) => (
        <Line key={councillor.id} councillor={councillor} />
      ))}
    </Card>
  )
})

/** Who was elected to speak for the residents of the community; its secretary enters them. */
const CouncilScreen = observer(function CouncilScreen() {
  const { session, ui } = useStores()
  const store = useStore(deliberationRulesStore)
  const [isAppointing, setAppointing] = useState(false)
  const placeId = session.grid?.community.id
  const read = async () => {
    if (placeId !== undefined) await store.openCouncillors(placeId)
  }
  useEffect(() => {
    store.clearTrouble()
    void read()
  }, [store, placeId])
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void store.councillors?.loadMore())
  if (session.standing !== 'member' && !session.isStaff)
    return (
      <Screen title={t('deliberation.council.title')}>
        <NotYet />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.council.title')}
      footer={
        store.mayChange && !isAppointing ? (
          <Button block icon='person-add' text={t('deliberation.council.add')} onPress={() => setAppointing(true)} />
        ) : undefined
      }
    >
      <Words text={t('deliberation.council.lead')} />
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
      {isAppointing && placeId !== undefined ? (
        <AppointForm placeId={placeId} onDone={() => setAppointing(false)} />
      ) : (
        <Lines />
      )}
    </Screen>
  )
})

export default CouncilScreen
