import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { LedgerHead, LedgerTotals, PointsRule } from '@/contract'
import { t } from '@/i18n'
import { copyText } from '@/platform/clipboard'
import { useStore, useStores } from '@/stores'
import { ledgerStore } from '@/stores/ledger-store'
import { pointsStore } from '@/stores/points-store'
import { Avatar, Button, Card, Cell, EmptyState, Section, Skeleton, Switch } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { sayLedgerDay } from '../days'
import '../points.scss'

function Row({ name, value }: { name: string; value: number }) {
  return (
    <View className='points__row'>
      <View>{name}</View>
      <View className='points__figure'>{value}</View>
    </View>
  )
}

function Totals({ totals }: { totals: LedgerTotals }) {
  const { place, issued, inBudget, withResidents, inRewards, sum, transfers, quarter } = totals
  return (
    <Card title={place.name}>
      <Row name={t('points.ledger.issued')} value={-issued} />
      <Row name={t('points.ledger.inBudget')} value={inBudget} />
      <Row name={t('points.ledger.withResidents')} value={withResidents} />
      <Row name={t('points.ledger.inRewards')} value={inRewards} />
      <Row name={t('points.ledger.sum')} value={sum} />
      <Words tone='second' text={t('points.ledger.zero')} />
      <Words
        tone='second'
        below
        text={t('points.ledger.quarter', {
          quarter: quarter.name,
          issued: quarter.issued,
          awarded: quarter.awarded,
          redeemed: quarter.redeemed,
        })}
      />
      <Words tone='second' below text={t('points.ledger.transfers', { count: transfers })} />
    </Card>
  )
}

/** The newest head, short enough to be compared with the notice board. */
const Newest = observer(function Newest({ head }: { head: LedgerHead | null }) {
  const { ui } = useStores()
  if (head === null)
    return <EmptyState icon='time' title={t('points.ledger.noHead')} text={t('points.ledger.noHeadText')} />
  const handleCopy = async () => {
    if (await copyText(`${head.date} ${head.fingerprint}`)) ui.say(t('points.ledger.copied'))
  }
  return (
    <Card title={t('points.ledger.head', { date: sayLedgerDay(head.date) })}>
      <View className='points__fingerprint'>{head.fingerprint}</View>
      <Words tone='second' text={t('points.ledger.headText')} />
      <View className='points__acts'>
        <Button size='small' kind='text' icon='copy' text={t('points.ledger.copy')} onPress={() => void handleCopy()} />
      </View>
    </Card>
  )
})

const Heads = observer(function Heads() {
  const { heads } = useStore(ledgerStore)
  const earlier = heads?.items.slice(1) ?? []
  if (!heads || earlier.length === 0) return null
  return (
    <Section title={t('points.ledger.heads')}>
      <Card flush>
        {earlier.map(({ id, date, size, fingerprint }) => (
          <Cell
            key={id}
            title={sayLedgerDay(date)}
            note={fingerprint}
            value={t('points.ledger.headSize', { count: size })}
          />
        ))}
      </Card>
      {heads.nextCursor !== null ? (
        <Button block kind='text' text={t('points.ledger.more')} onPress={() => void heads.loadMore()} />
      ) : null}
    </Section>
  )
})

function sayRule({ pointsPerHour, weeklyCap, version }: PointsRule): string {
  const parts = [
    pointsPerHour > 0 ? t('points.ledger.anHour', { count: pointsPerHour }) : null,
    weeklyCap === null ? t('points.ledger.noCap') : t('points.ledger.cap', { count: weeklyCap }),
    t('points.ledger.version', { version }),
  ]
  return parts.filter(Boolean).join(' · ')
}

/** By which rules points are earned here: an entry names its rule, and here is what that says. */
const Rules = observer(function Rules() {
  const rules = useStore(ledgerStore).rules?.value ?? []
  if (rules.length === 0) return null
  return (
    <Section title={t('points.ledger.rules')}>
      <Card flush>
        {rules.map((rule) => (
          <Cell key={rule.id} title={t(`points.rules.${rule.code}`)} note={sayRule(rule)} />
        ))}
        {rules.flatMap((rule) =>
          rule.categories.map(({ category, pointsPerHour }) => (
            <Cell
              key={`${rule.id} ${category}`}
              title={category}
              note={t('points.ledger.anHour', { count: pointsPerHour })}
            />
          )),
        )}
      </Card>
    </Section>
  )
})

/** Those who chose to appear; whether I do is mine to say. */
const Ranking = observer(function Ranking() {
  const { ui } = useStores()
  const ledger = useStore(ledgerStore)
  const points = useStore(pointsStore)
  const { ranking } = ledger
  const mine = points.account?.value
  const handleShow = async (isShown: boolean) => {
    await points.showInRanking(isShown)
    if (points.trouble) ui.say(sayTrouble(points.trouble))
    await ranking?.load()
  }
  if (!ranking?.value) return null
  const { items } = ranking.value
  return (
    <Section title={t('points.ledger.ranking')}>
      <Card flush>
        {items.map(({ rank, person, points: earned }) => (
          <Cell
            key={person.id}
            leading={<Avatar name={person.displayName} src={person.avatarUrl} />}
            title={person.displayName}
            note={t('points.ledger.rank', { rank })}
            value={t('points.points', { count: earned })}
          />
        ))}
        {mine?.can.showInRanking ? (
          <Switch
            label={t('points.ledger.show')}
            note={t('points.ledger.showNote')}
            on={mine.showInRanking}
            disabled={points.isSaving}
            onChange={(on) => void handleShow(on)}
          />
        ) : null}
      </Card>
      {items.length === 0 ? <Words tone='second' text={t('points.ledger.rankingNone')} /> : null}
    </Section>
  )
})

/** The books of my community: totals, fingerprints, ranking. */
function Ledger() {
  const { session, ui } = useStores()
  const ledger = useStore(ledgerStore)
  const points = useStore(pointsStore)
  const { grid } = session
  const placeId = grid?.id ?? null
  const livesHere = grid?.membership != null
  useEffect(() => {
    if (placeId === null) return
    void ledger.open(placeId)
    if (livesHere) void points.open(placeId)
  }, [ledger, points, placeId, livesHere])
  usePullDownRefresh(() => {
    if (placeId !== null) void ledger.open(placeId)
    Taro.stopPullDownRefresh()
  })
  const { totals } = ledger
  return (
    <Screen key={ui.language} title={t('points.ledger.title')}>
      {placeId === null ? (
        <NotYet />
      ) : totals?.value ? (
        <>
          <Newest head={totals.value.head} />
          <Totals totals={totals.value} />
          <Rules />
          <Ranking />
          <Heads />
        </>
      ) : totals?.isBroken ? (
        <TroubleState trouble={totals.trouble} onRetry={() => void ledger.open(placeId)} />
      ) : (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      )}
    </Screen>
  )
}

export default observer(Ledger)
