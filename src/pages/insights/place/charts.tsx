import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AppealsSummary } from '@/contract'
import { t } from '@/i18n'
import { Button, Card, Progress, Rating, Section } from '@/ui'
import { categories } from '../../appeals/categories'
import { Words } from '../../frame/Words'
import { sayHours, sayPercent, sayStars, shareOf } from './figures'
import './index.scss'

interface PartProps {
  summary: AppealsSummary
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

/** The three numbers that say most. */
export function Figures({ summary }: PartProps) {
  const { total, open, onTimeRate, medianHours, meanStars, ratings } = summary
  return (
    <Card>
      <Words text={t('insights.figures', { total, open })} />
      <View className='place-page__figures'>
        <Figure label={t('insights.onTime')} value={sayPercent(onTimeRate)} />
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

/** 60 % in the grid, 30 % in the street, 10 % above: each bar with its figure in words and the aim as a line across it. */
export function Levels({ summary }: PartProps) {
  const closed = summary.levels.reduce((sum, level) => sum + level.closed, 0)
  return (
    <Card title={t('insights.levels')}>
      {closed === 0 ? <Words tone='second' text={t('insights.levelsNone')} /> : null}
      {summary.levels.map(({ level, closed: count, share, aim }) => (
        <View key={level} className='place-page__bar'>
          <Progress
            label={`${t(`appeals.levels.${level}`)} · ${t('insights.levelAim', { aim: sayPercent(aim) })}`}
            text={t('insights.levelValue', { share: sayPercent(share), count })}
            value={share ?? 0}
            mark={aim}
          />
        </View>
      ))}
      <Words tone='second' text={t('insights.levelsNote')} />
    </Card>
  )
}

/** Open beside done, on one scale that begins at nothing. */
export function States({ summary }: PartProps) {
  const { open, byState } = summary
  const bars = [
    { key: 'open', count: open, tone: 'wait' },
    { key: 'closed', count: byState.closed, tone: 'brand' },
  ] as const
  const most = Math.max(...bars.map(({ count }) => count))
  return (
    <Card title={t('insights.states')}>
      {bars.map(({ key, count, tone }) => (
        <View key={key} className='place-page__bar'>
          <Progress
            label={t(`insights.${key}`)}
            text={t('insights.stateValue', { count })}
            value={shareOf(count, most)}
            tone={tone}
          />
        </View>
      ))}
    </Card>
  )
}

export function Categories({ summary }: PartProps) {
  const bars = categories
    .map((category) => ({ category, count: summary.byCategory[category] }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
  const most = bars[0]?.count ?? 0
  return (
    <Card title={t('insights.categories')}>
      {bars.map(({ category, count }) => (
        <View key={category} className='place-page__bar'>
          <Progress
            label={t(`appeals.categories.${category}`)}
            text={t('insights.stateValue', { count })}
            value={shareOf(count, most)}
          />
        </View>
      ))}
    </Card>
  )
}

/** More than these are a long way to scroll for whoever came for the figures above. */
const BUILDINGS_SHOWN = 6

export function Buildings({ summary }: PartProps) {
  const [isWhole, setWhole] = useState(false)
  const inOrder = [...summary.buildings].sort((one, other) => other.open - one.open || other.total - one.total)
  const shown = isWhole ? inOrder : inOrder.slice(0, BUILDINGS_SHOWN)
  const most = Math.max(1, ...inOrder.map(({ total }) => total))
  return (
    <Section title={t('insights.buildings')}>
      <Card>
        {inOrder.length === 0 ? <Words tone='second' text={t('insights.noBuildings')} /> : null}
        {shown.map(({ building, open, total }) => (
          <View key={building.id} className='place-page__bar'>
            <Progress
              label={building.name}
              text={t('insights.buildingValue', { open, total })}
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
