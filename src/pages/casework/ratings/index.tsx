import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { placePageStore } from '@/stores/place-page-store'
import { Card, EmptyState, FilterChips, Rating, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { NoOffice, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'

const labelOf = (stars: number) => t(`appeals.rating.stars.${stars as 0 | 1 | 2 | 3 | 4 | 5}`)

/** The mean, then each rating with its words. */
const Ratings = observer(function Ratings() {
  const placePage = useStore(placePageStore)
  const { ratings, ratingsHead } = placePage
  if (!ratings || ratings.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (ratings.isBroken) return <TroubleState trouble={ratings.trouble} onRetry={() => void ratings.refresh()} />
  if (ratings.items.length === 0)
    return <EmptyState icon='star' title={t('casework.ratings.emptyTitle')} text={t('casework.ratings.emptyText')} />
  return (
    <>
      {ratingsHead?.meanStars ? (
        <Card title={ratingsHead.department.name}>
          <Words tone='lead' text={t('casework.ratings.mean', { stars: ratingsHead.meanStars.toFixed(1) })} />
          <Words tone='second' text={t('casework.ratings.count', { count: ratingsHead.ratings })} />
        </Card>
      ) : null}
      {ratings.items.map(({ id, category, grid, stars, text, at }) => (
        <Card key={id} title={t(`appeals.categories.${category}`)}>
          <Rating value={stars} labelOf={labelOf} />
          <Words tone='second' text={t('casework.ratings.line', { grid: grid.name, when: sayPast(at) })} />
          {text ? <Words below text={text} /> : null}
        </Card>
      ))}
      {ratings.isLoadingMore ? <Skeleton kind='card' label={t('common.loading')} /> : null}
    </>
  )
})

/** How grids rate the departments that come. A department sees its own; the street all it can call. Opened perhaps with `id`. */
const RatingsScreen = observer(function RatingsScreen() {
  const { session, ui } = useStores()
  const placePage = useStore(placePageStore)
  const store = useStore(officeStore)
  const [params] = useState(routeParams)
  const [chosen, setChosen] = useState<string | null>(null)
  const { office: street } = useOffice(['street_staff'])
  const { office: own } = useOffice(['department_staff'])
  const streetId = street?.placeId
  useEffect(() => void (streetId !== undefined && store.openDepartments(streetId)), [store, streetId])
  const departments = streetId === undefined ? [] : (store.departments?.value ?? [])
  const id = chosen ?? params.id ?? own?.placeId ?? departments[0]?.id
  useEffect(() => void (id !== undefined && placePage.openRatings(id)), [placePage, id])
  usePullDownRefresh(async () => {
    await placePage.ratings?.refresh()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void placePage.ratings?.loadMore())
  return (
    <Screen key={ui.language} title={t('casework.ratings.title')}>
      {session.isStaff ? (
        <>
          {departments.length > 1 && id !== undefined ? (
            <FilterChips
              label={t('casework.departmentLabel')}
              value={id}
              onChange={setChosen}
              items={departments.map((department) => ({ key: department.id, text: department.name }))}
            />
          ) : null}
          {id === undefined && store.departments && !store.departments.isFirstLoad ? (
            <EmptyState icon='service' title={t('casework.noDepartments')} text={t('casework.noDepartmentsText')} />
          ) : (
            <Ratings />
          )}
        </>
      ) : (
        <NoOffice />
      )}
    </Screen>
  )
})

export default RatingsScreen
