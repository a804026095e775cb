import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { ListLine, ListName } from '@/contract'
import { t } from '@/i18n'
import { firstWords, typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { threeListsStore } from '@/stores/three-lists-store'
import { Button, Card, EmptyState, FilterChips, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TakeFile, useTakeFile } from '../../frame/take-file'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { NoOffice, OfficeChips, useOffice } from '../../frame/use-office'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import '../mutual-aid.scss'

const NAMES: readonly ListName[] = ['needs', 'resources', 'services']

/** What a line of each kind leads to; an offer is its maker's alone. */
const WAYS = {
  need: (id: string) => void open('mutual-aid/need', { id }),
  gift: () => void open('mutual-aid/gifts'),
  service: () => void open('mutual-aid/services'),
} as const

const tag = ({ kind, left, matched, asked }: ListLine) => {
  if (kind === 'service')
    return matched > 0 ? { tone: 'brand' as const, text: t('aid.lists.wanted', { count: matched }) } : null
  if (asked > 0 && matched === 0) return { tone: 'wait' as const, text: t('aid.lists.asked', { count: asked }) }
  if (matched > 0 && matched >= left) return { tone: 'brand' as const, text: t('aid.lists.whole') }
  if (matched > 0) return { tone: 'wait' as const, text: t('aid.lists.part', { count: matched }) }
  return { tone: 'neutral' as const, text: t(kind === 'need' ? 'aid.lists.noneGives' : 'aid.lists.noneNeeds') }
}

/** What it is, how much of it is left or lacking, and what of the other lists fits. */
const Line = observer(function Line({ line }: { line: ListLine }) {
  const aid = useStore(aidStore)
  const { id, kind, title, who, category, total, left, matches } = line
  const state = tag(line)
  return (
    <Card title={`${aid.nameOf(category)} · ${who}`}>
      <Words text={title} />
      {total > 1 ? (
        <Words tone='second' text={t(kind === 'need' ? 'aid.lists.lacks' : 'aid.lists.hasLeft', { left, total })} />
      ) : null}
      <View className='aid__row'>{state ? <Tag tone={state.tone} text={state.text} /> : null}</View>
      {matches.map((match) => (
        <Words
          key={`${match.kind}.${match.id}`}
          tone='second'
          text={t(`aid.lists.fits.${match.kind}`, {
            title: typeset(firstWords(match.title)),
            count: match.quantity,
          })}
        />
      ))}
      {kind === 'offer' ? null : (
        <View className='aid__acts'>
          <Button size='small' kind='secondary' text={t(`aid.lists.open.${kind}`)} onPress={() => WAYS[kind](id)} />
        </View>
      )}
    </Card>
  )
})

const Lines = observer(function Lines() {
  const { lines, list } = useStore(threeListsStore)
  if (!lines || lines.isFirstLoad) return <Skeleton kind='card' count={3} label={t('common.loading')} />
  if (lines.isBroken) return <TroubleState trouble={lines.trouble} onRetry={() => void lines.refresh()} />
  if (lines.isEmpty)
    return <EmptyState icon='list' title={t(`aid.lists.empty.${list}`)} text={t(`aid.lists.emptyText.${list}`)} />
  return (
    <>
      {lines.items.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </>
  )
})

const Whole = observer(function Whole() {
  const store = useStore(threeListsStore)
  const taking = useTakeFile(store.files)
  const { sum, list, sender } = store
  const counts = sum?.value ?? null
  const named = (name: ListName) =>
    counts === null
      ? t(`aid.lists.${name}`)
      : t('aid.lists.count', { name: t(`aid.lists.${name}`), count: counts[name] })
  return (
    <>
      {counts ? (
        <Card>
          <Words tone='lead' text={t('aid.lists.lacking', { count: counts.lacking })} />
          <Words
            text={counts.covered > 0 ? t('aid.lists.covered', { count: counts.covered }) : t('aid.lists.coveredNone')}
          />
        </Card>
      ) : null}
      {sender.trouble ? <Words tone='alert' text={sayTrouble(sender.trouble)} /> : null}
      <FilterChips
        label={t('aid.lists.title')}
        value={list}
        onChange={(name) => void store.choose(name)}
        items={NAMES.map((key) => ({ key, text: named(key) }))}
      />
      <Lines />
      <Button
        block
        kind='text'
        icon='download'
        text={t('aid.lists.workbook')}
        loading={store.files.isFetching}
        onPress={() => void taking.take(() => store.fetchWorkbook(t('aid.lists.file')))}
      />
      <TakeFile taking={taking} />
    </>
  )
})

/** The three lists of a community, laid against one another. */
function Lists() {
  const { ui } = useStores()
  const store = useStore(threeListsStore)
  const aid = useStore(aidStore)
  const offices = useOffice(['secretary'])
  const placeId = offices.office?.placeId ?? null
  useEffect(() => {
    void aid.loadCategories()
    if (placeId !== null) void store.open(placeId)
  }, [store, aid, placeId])
  useShownAgain(() => void store.refresh())
  usePullDownRefresh(() => void store.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void store.lines?.loadMore())
  const handleMatch = async () => {
    const run = await store.match()
    if (run) ui.say(run.assigned > 0 ? t('aid.lists.run', { count: run.assigned }) : t('aid.lists.runNone'))
  }
  const footer = (
    <Button
      block
      icon='handshake'
      text={t('aid.lists.match')}
      loading={store.sender.isBusy}
      onPress={() => void handleMatch()}
    />
  )
  return (
    <Screen key={ui.language} title={t('aid.lists.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NoOffice />
      ) : (
        <>
          <OfficeChips {...offices} />
          <Whole />
        </>
      )}
    </Screen>
  )
}

export default observer(Lists)
