import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { openTab, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { appealStore } from '@/stores/appeal-store'
import { Button, Card, EmptyState, Skeleton, Timeline } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { mainVerbOf, OfficeActs, type OfficeVerb, useOfficeAct } from '../office-acts'
import { Head } from './head'
import { RatingForm, RatingGiven, useRating } from './rating'
import { ResidentActs, useJoin } from './resident-acts'
import { timelineItems } from './timeline'
import { Who } from './who'
import './index.scss'

/** In place of a case that is not here: still coming, gone, or not for this reader. */
const Missing = observer(function Missing() {
  const { session } = useStores()
  const store = useStore(appealStore)
  const trouble = store.loading?.trouble ?? null
  if (!session.isSignedIn) return <NotYet />
  if (trouble?.code === 'not_found' || trouble?.code === 'not_allowed')
    return (
      <EmptyState
        icon='info'
        title={t('appeals.detail.goneTitle')}
        text={t('appeals.detail.goneText')}
        action={{ text: t('appeals.detail.backHome'), onPress: () => void openTab('home/home') }}
      />
    )
  if (!store.loading?.isBroken) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  return <TroubleState trouble={trouble} onRetry={() => void store.refresh()} />
})

/** What stands at the thumb: the reader's stars, else what staff do first, else joining in. */
const Foot = observer(function Foot({ appeal, rating }: { appeal: Appeal; rating: ReturnType<typeof useRating> }) {
  const store = useStore(appealStore)
  const { handleAct } = useOfficeAct()
  const handleJoin = useJoin()
  const main = mainVerbOf(appeal)
  if (appeal.can.rate)
    return (
      <Button
        block
        text={rating.submitText}
        disabled={rating.stars === 0}
        loading={store.isBusy}
        onPress={() => void rating.handleSubmit()}
      />
    )
  if (main)
    return (
      <Button
        block
        text={t(`casework.verbs.${main}`)}
        loading={store.isBusy}
        onPress={() => void handleAct({ action: main })}
      />
    )
  return <Button block text={t('appeals.detail.join')} loading={store.isBusy} onPress={() => void handleJoin()} />
})

const hasFoot = (appeal: Appeal) => appeal.can.rate || mainVerbOf(appeal) !== null || appeal.can.join

const Parts = observer(function Parts({ appeal, rating, verb, onVerb }: PartsProps) {
  const store = useStore(appealStore)
  const { trouble, waitingActs } = store
  return (
    <>
      <Head appeal={appeal} />
      {waitingActs.length > 0 ? <Words tone='second' text={t('appeals.detail.waitingAct')} /> : null}
      <Who appeal={appeal} />
      {appeal.can.rate ? <RatingForm appeal={appeal} rating={rating} /> : <RatingGiven appeal={appeal} />}
      {trouble ? (
        <Words tone='alert' text={isOutrun(trouble.code) ? t('appeals.detail.changed') : sayTrouble(trouble)} />
      ) : null}
      <OfficeActs appeal={appeal} verb={verb} onVerb={onVerb} />
      <Card title={t('appeals.detail.timeline')}>
        <Timeline items={timelineItems(appeal)} />
      </Card>
      <ResidentActs appeal={appeal} />
    </>
  )
})

interface PartsProps {
  appeal: Appeal
  rating: ReturnType<typeof useRating>
  verb: OfficeVerb | null
  onVerb: (verb: OfficeVerb | null) => void
}

/** Somebody was quicker; the page shows the new state already. */
const isOutrun = (code: string) => code === 'wrong_state' || code === 'already_handled' || code === 'already_joined'

/** One case: what it is, who has it and until when, what happened, and what the reader can do. Opened with `id`. */
const AppealScreen = observer(function AppealScreen() {
  const { session, ui } = useStores()
  const store = useStore(appealStore)
  const [{ id = '' }] = useState(routeParams)
  const [verb, setVerb] = useState<OfficeVerb | null>(null)
  const rating = useRating()
  const { isSignedIn } = session
  useEffect(() => {
    store.clearTrouble()
    if (isSignedIn) void store.open(id)
  }, [store, id, isSignedIn])
  useShownAgain(() => void (isSignedIn && store.open(id)))
  usePullDownRefresh(async () => {
    await store.refresh()
    Taro.stopPullDownRefresh()
  })
  const isGone = store.loading?.trouble?.code === 'not_found'
  const appeal = store.appealId === id && !isGone ? store.appeal : null
  const isActing = verb !== null && appeal?.can[verb] === true
  return (
    <Screen
      key={ui.language}
      title={t('appeals.detail.title')}
      footer={appeal && !isActing && hasFoot(appeal) ? <Foot appeal={appeal} rating={rating} /> : undefined}
    >
      {appeal ? <Parts appeal={appeal} rating={rating} verb={verb} onVerb={setVerb} /> : <Missing />}
    </Screen>
  )
})

export default AppealScreen
