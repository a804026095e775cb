import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { RankedProject } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { placeTalkStore } from '@/stores/place-talk-store'
import { Card, Cell, EmptyState, FilterChips, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const periods = ['quarter', 'lastQuarter', 'year', 'lastYear'] as const

/** The numbers behind a place in the ranking. */
function numbersOf({ stars, ratings, tasks, tasksDone, claims }: RankedProject): string {
  const rated =
    stars === null
      ? t('deliberation.ranking.unrated')
      : t('deliberation.line.stars', { stars: stars.toFixed(1), count: ratings })
  return `${rated} · ${t('deliberation.ranking.work', { done: tasksDone, count: tasks, claims })}`
}

function Project({ project }: { project: RankedProject }) {
  return (
    <Cell
      leading={<View>{project.rank}</View>}
      title={typeset(project.title)}
      note={numbersOf(project)}
      trailing={project.selected ? <Tag tone='brand' text={t('deliberation.ranking.selected')} /> : undefined}
      onPress={() => void open('deliberation/topic', { id: project.id })}
    />
  )
}

/** What was carried out, in the order of what residents say of it. */
const RankingScreen = observer(function RankingScreen() {
  const { session, ui } = useStores()
  const store = useStore(placeTalkStore)
  const { ranking, period } = store
  const placeId = session.grid?.community.id
  const read = async (wanted = period) => {
    if (placeId !== undefined) await store.openRanking(placeId, wanted)
  }
  useEffect(() => void read(), [store, placeId])
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  if (session.standing !== 'member' && !session.isStaff)
    return (
      <Screen title={t('deliberation.ranking.title')}>
        <NotYet />
      </Screen>
    )
  const projects = ranking?.value?.items ?? null
  return (
    <Screen key={ui.language} title={t('deliberation.ranking.title')}>
      <FilterChips
        label={t('deliberation.ranking.period')}
        value={period}
        items={periods.map((key) => ({ key, text: t(`deliberation.ranking.periods.${key}`) }))}
        onChange={(key) => void read(key)}
      />
      <Words tone='second' text={t('deliberation.ranking.lead')} />
      {projects?.length === 0 ? (
        <EmptyState
          icon='star'
          title={t('deliberation.ranking.emptyTitle')}
          text={t('deliberation.ranking.emptyText')}
        />
      ) : null}
      {projects && projects.length > 0 ? (
        <Card flush>
          {projects.map((project) => (
            <Project key={project.id} project={project} />
          ))}
        </Card>
      ) : null}
      {ranking?.isBroken ? <TroubleState trouble={ranking.trouble} onRetry={() => void read()} /> : null}
      {projects === null && !ranking?.isBroken ? <Skeleton kind='list' count={3} label={t('common.loading')} /> : null}
    </Screen>
  )
})

export default RankingScreen
