import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AppealsSummary, PlaceBrief } from '@/contract'
import { t } from '@/i18n'
import { open, routeParams } from '@/platform/navigate'
import { type Period, useStore, useStores } from '@/stores'
import { placePageStore } from '@/stores/place-page-store'
import { Button, Card, EmptyState, FilterChips, Section, Skeleton } from '@/ui'
import { AppealLine } from '../../appeals/appeal-line'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { Categories, Figures, Inside, Levels, States } from './charts'

const periods = ['month', 'year', 'all'] as const satisfies readonly Period[]

/** The places whose page leads to another: the grid, its community, its street. */
const LINKED: ReadonlyArray<PlaceBrief['kind']> = ['grid', 'community', 'street']

/** From the grid up to the street, as far as the reader's own place goes; and the one that is open, whatever it is. */
function placesAround(own: ReadonlyArray<PlaceBrief>, shown: PlaceBrief | null): PlaceBrief[] {
  const known = own.filter(({ kind }) => LINKED.includes(kind))
  return shown && !known.some(({ id }) => id === shown.id) ? [shown, ...known] : known
}

const Content = observer(function Content({ summary }: { summary: AppealsSummary }) {
  const [asTable, setAsTable] = useState(false)
  if (summary.total === 0)
    return <EmptyState icon='check-circle' title={t('insights.emptyTitle')} text={t('insights.emptyText')} />
  const charts = { summary, asTable }
  return (
    <>
      <Figures {...charts} />
      <Levels {...charts} />
      <States {...charts} />
      <Categories {...charts} />
      <Button
        block
        kind='text'
        text={t(asTable ? 'insights.asCharts' : 'insights.asTable')}
        onPress={() => setAsTable(!asTable)}
      />
      <Inside summary={summary} />
      <Section title={t('insights.mostJoined')}>
        {summary.mostJoined.length === 0 ? (
          <Words tone='second' text={t('insights.mostJoinedNone')} />
        ) : (
          <Card flush>
            {summary.mostJoined.map((appeal) =>
              appeal.text === '' ? (
                <AppealLine key={appeal.id} appeal={{ ...appeal, text: t('insights.elsewhere') }} />
              ) : (
                <AppealLine
                  key={appeal.id}
                  appeal={appeal}
                  marksOwn
                  onPress={() => void open('appeals/detail', { id: appeal.id })}
                />
              ),
            )}
          </Card>
        )}
      </Section>
      <Words tone='second' text={t('insights.privacy')} />
    </>
  )
})

/** How a place does with its cases: numbers without names. Opened with the place's `id`. */
const PlaceScreen = observer(function PlaceScreen() {
  const { session, ui } = useStores()
  const store = useStore(placePageStore)
  const [params] = useState(routeParams)
  const { place } = session
  const wanted = params.id ?? session.grid?.id
  const [chosenId, setChosen] = useState<string | null>(null)
  const id = chosenId ?? wanted
  useEffect(() => void (id !== undefined && session.isSignedIn && store.open(id)), [store, id, session.isSignedIn])
  usePullDownRefresh(async () => {
    if (id !== undefined) await store.open(id)
    Taro.stopPullDownRefresh()
  })

  const { summary, period } = store
  const own = place.value ? [...place.value.ancestors, place.value].reverse() : []
  const shown = summary?.value?.place ?? null
  const places = placesAround(own, shown)
  if (id === undefined || !session.isSignedIn)
    return (
      <Screen title={t('insights.title')}>
        <NotYet />
      </Screen>
    )
  return (
    <Screen key={ui.language} title={shown ? `${shown.name} · ${t('insights.title')}` : t('insights.title')}>
      {places.length > 1 ? (
        <FilterChips
          label={t('insights.place')}
          value={id}
          onChange={setChosen}
          items={places.map((one) => ({ key: one.id, text: one.name }))}
        />
      ) : null}
      <FilterChips
        label={t('insights.period')}
        value={period}
        onChange={(next) => void store.open(id, next)}
        items={periods.map((key) => ({ key, text: t(`insights.periods.${key}`) }))}
      />
      {!summary || summary.isFirstLoad ? (
        <Skeleton kind='card' count={3} label={t('common.loading')} />
      ) : summary.isBroken || summary.value === null ? (
        <TroubleState trouble={summary.trouble} onRetry={() => void summary.load()} />
      ) : (
        <Content summary={summary.value} />
      )}
    </Screen>
  )
})

export default PlaceScreen
