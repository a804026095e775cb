import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealsSummary } from '@/contract'
import { t } from '@/i18n'
import { Button, Card, Progress, Rating, Section } from '@/ui'
import { type Bar, Chart, drawBars, drawParts, drawRing, type Part } from '@/ui/Chart'
import { categories } from '../../appeals/categories'
import { Words } from '../../frame/Words'
import { sayHours, sayPercent, sayStars, shareOf } from './figures'
import { inWords, type Line, Table } from './table'
import './index.scss'

interface PartProps {
  summary: AppealsSummary
}

interface ChartProps extends PartProps {
  /** The same figures as lines of words instead of the picture. */
  asTable: boolean
}

function Figure({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <View className='place-page__figure'>
      <View className='place-page__value'>{value}</View>
      <View className='place-page__label'>{label}</View>
      {note ? <View className='place-page__label'>{note}</View> : null}
    </View>
  )
}

/** The three numbers that say most: answered in time as a ring, the others beside it. */
export function Figures({ summary, asTable }: ChartProps) {
  const { total, open, onTimeRate, medianHours, meanStars, ratings } = summary
  const onTime = { key: 'onTime', label: t('insights.onTime'), text: sayPercent(onTimeRate) }
  return (
    <Card>
      <Words text={t('insights.figures', { total, open })} />
      <View className='place-page__figures'>
        {asTable ? (
          <Figure label={onTime.label} value={onTime.text} />
        ) : (
          <View className='place-page__ring'>
            <Chart draw={(look) => drawRing(onTimeRate, onTime.text, look)} label={inWords([onTime])} />
            <View className='place-page__label'>{onTime.label}</View>
          </View>
        )}
        <Figure label={t('insights.median')} value={sayHours(medianHours)} />
        <Figure
          label={t('insights.stars')}
          value={sayStars(meanStars)}
          note={t('insights.starsOf', { count: ratings })}
        />
      </View>
      {meanStars === null ? null : <Rating value={Math.round(meanStars)} labelOf={() => sayStars(meanStars)} />}
    </Card>
  )
}

/** Bars on one scale, or their figures. */
function Bars({ bars, most, asTable }: { bars: readonly (Bar & Line)[]; most: number; asTable: boolean }) {
  if (asTable) return <Table lines={bars} />
  return <Chart draw={(look) => drawBars(bars, most, look)} label={inWords(bars)} />
}

/** 60 % in the grid, 30 % in the street, 10 % above: each bar with its figure in words and the aim as a line across it. */
export function Levels({ summary, asTable }: ChartProps) {
  const closed = summary.levels.reduce((sum, level) => sum + level.closed, 0)
  const bars = summary.levels.map(({ level, closed: count, share, aim }) => ({
    key: level,
    label: `${t(`appeals.levels.${level}`)} · ${t('insights.levelAim', { aim: sayPercent(aim) })}`,
    text: t('insights.levelValue', { share: sayPercent(share), count }),
    value: share ?? 0,
    mark: aim,
  }))
  return (
    <Card title={t('insights.levels')}>
      {closed === 0 ? (
        <Words tone='second' text={t('insights.levelsNone')} />
      ) : (
        <Bars bars={bars} most={1} asTable={asTable} />
      )}
      <Words tone='second' below text={t('insights.levelsNote')} />
    </Card>
  )
}

/** All cases as one bar: those that are being handled, those that are done, and those that ended otherwise. */
export function States({ summary, asTable }: ChartProps) {
  const { total, open, byState } = summary
  const counts = [
    { key: 'open', count: open, tone: 'wait' },
    { key: 'closed', count: byState.closed, tone: 'brand' },
    { key: 'other', count: total - open - byState.closed, tone: 'second' },
  ] as const
  const parts: Part[] = counts
    .filter(({ key, count }) => key !== 'other' || count > 0)
    .map(({ key, count, tone }) => ({
      key,
      label: t(`insights.${key}`),
      text: t('insights.stateValue', { count }),
      value: count,
      tone,
    }))
  return (
    <Card title={t('insights.states')}>
      {asTable ? <Table lines={parts} /> : <Chart draw={(look) => drawParts(parts, look)} label={inWords(parts)} />}
    </Card>
  )
}

export function Categories({ summary, asTable }: ChartProps) {
  const bars = categories
    .map((category) => ({ category, count: summary.byCategory[category] }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
    .map(({ category, count }) => ({
      key: category,
      label: t(`appeals.categories.${category}`),
      text: t('insights.stateValue', { count }),
      value: count,
    }))
  return (
    <Card title={t('insights.categories')}>
      <Bars bars={bars} most={bars[0]?.value ?? 0} asTable={asTable} />
    </Card>
  )
}

/** More than these are a long way to scroll for whoever came for the figures above. */
const SHOWN = 6

/** The buildings of a grid or a community, the communities of a street: those with most to do first. */
export function Inside({ summary }: PartProps) {
  const [isWhole, setWhole] = useState(false)
  const buildings = summary.buildings.map(({ building, ...counts }) => ({ place: building, ...counts }))
  const inOrder = [...summary.parts, ...buildings].sort(
    (one, other) => other.open - one.open || other.total - one.total,
  )
  const shown = isWhole ? inOrder : inOrder.slice(0, SHOWN)
  const most = Math.max(1, ...inOrder.map(({ total }) => total))
  return (
    <Section title={t(summary.parts.length > 0 ? 'insights.parts' : 'insights.buildings')}>
      <Card>
        {inOrder.length === 0 ? <Words tone='second' text={t('insights.noBuildings')} /> : null}
        {shown.map(({ place, open, total }) => (
          <View key={place.id} className='place-page__bar'>
            <Progress
              label={place.name}
              text={t('insights.partValue', { open, total })}
              value={shareOf(total, most)}
              tone={open > 0 ? 'wait' : 'brand'}
            />
          </View>
        ))}
        {shown.length < inOrder.length ? (
          <Button block kind='text' text={t('frame.loadMore')} onPress={() => setWhole(true)} />
        ) : null}
      </Card>
    </Section>
  )
}
