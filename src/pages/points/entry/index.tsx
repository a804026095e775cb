import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Transfer } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { pointsStore } from '@/stores/points-store'
import { Button, Card, Cell, classes, EmptyState, Icon, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { sayLedgerDay } from '../days'
import '../points.scss'

function sayParty({ kind, name }: Transfer['from']): string {
  return name ?? t(`points.kinds.${kind}`)
}

/** What the entry says. */
function Facts({ transfer }: { transfer: Transfer }) {
  const { reason, points, from, to, createdAt, sequence, rule, head, reversedById } = transfer
  return (
    <Card flush>
      <Cell title={typeset(reason)} value={t('points.points', { count: points })} />
      <Cell title={t('points.entry.from')} value={sayParty(from)} />
      <Cell title={t('points.entry.to')} value={sayParty(to)} />
      <Cell title={t('points.entry.when')} note={t('points.entry.number', { sequence })} value={sayMoment(createdAt)} />
      {rule ? (
        <Cell title={t('points.entry.rule', { rule: t(`points.rules.${rule.code}`), version: rule.version })} />
      ) : null}
      {reversedById === null ? null : <Cell tone='alert' title={t('points.entry.reversed')} />}
      {head === null ? null : (
        <Cell
          leading={<Icon name='verified' />}
          title={t('points.entry.included', { date: sayLedgerDay(head.date) })}
        />
      )}
    </Card>
  )
}

function Line({ fits, text }: { fits: boolean; text: string }) {
  return (
    <View className={classes('points__verdict', fits ? 'points__verdict--fine' : 'points__verdict--broken')}>
      <Icon name={fits ? 'check-circle' : 'error'} />
      <View>{text}</View>
    </View>
  )
}

/** What came of the check on this phone. */
const Verdict = observer(function Verdict() {
  const points = useStore(pointsStore)
  const { checked, trouble } = points
  if (trouble) return <Words tone='alert' text={sayTrouble(trouble)} />
  if (!checked) return null
  const { check, proof } = checked
  const isFine = check.entry && check.tree && check.fingerprint
  return (
    <Card title={t(isFine ? 'points.entry.fine' : 'points.entry.broken')}>
      <Line fits={check.entry} text={t('points.entry.entryFits')} />
      <Line fits={check.tree} text={t('points.entry.treeFits')} />
      <Line fits={check.fingerprint} text={t('points.entry.fingerprintFits')} />
      <View className='points__fingerprint'>{proof.head.fingerprint}</View>
      <Words tone='second' text={t('points.entry.compare', { date: sayLedgerDay(proof.head.date) })} />
    </Card>
  )
})

/** One entry of my account, with its proof. Opened with its `id`. */
function Entry() {
  const { session, ui } = useStores()
  const points = useStore(pointsStore)
  const [{ id = '' }] = useState(routeParams)
  const placeId = session.grid?.id ?? null
  const transfer = points.find(id)
  useEffect(() => points.clearCheck(), [points])
  useEffect(() => {
    if (placeId !== null && points.find(id) === null) void points.open(placeId)
  }, [points, placeId, id])
  if (transfer === null)
    return (
      <Screen title={t('points.entry.title')}>
        {points.transfers?.state === 'ready' ? (
          <EmptyState icon='info' title={t('points.entry.gone')} text={t('points.entry.goneText')} />
        ) : (
          <Skeleton kind='card' label={t('common.loading')} />
        )}
      </Screen>
    )
  const text = t(points.checked ? 'points.entry.checkAgain' : 'points.entry.check')
  const footer = (
    <Button block icon='verified' text={text} loading={points.isChecking} onPress={() => void points.check(transfer)} />
  )
  return (
    <Screen key={ui.language} title={t('points.entry.title')} footer={transfer.can.prove ? footer : undefined}>
      <Facts transfer={transfer} />
      <Verdict />
      <Words tone='second' text={t(transfer.can.prove ? 'points.entry.explain' : 'points.entry.notYet')} />
    </Screen>
  )
}

export default observer(Entry)
