import { useReachBottom, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { SearchHit } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { searchStore } from '@/stores/search-store'
import { Card, EmptyState, Pressable, Skeleton, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { HitLine } from './hit-line'
import './index.scss'

const SKELETONS = 4

const handleOpen = ({ kind, id }: SearchHit) => void open(kind === 'post' ? 'feed/post' : 'notices/detail', { id })

/** What stands below the last line: more to come, a way to try again, or the end. */
const Foot = observer(function Foot() {
  const search = useStore(searchStore)
  const { list } = search
  if (list?.isLoadingMore) return <Skeleton kind='list' label={t('common.loading')} />
  if (list?.moreTrouble)
    return (
      <Pressable className='search__foot' onPress={() => void search.loadMore()}>
        {t('feed.moreFailed')}
      </Pressable>
    )
  return list?.nextCursor === null ? <Words tone='second' text={t('search.end')} /> : null
})

const Found = observer(function Found() {
  const search = useStore(searchStore)
  const { list, words } = search
  if (!list) return <EmptyState icon='search' title={t('search.beginTitle')} text={t('search.beginText')} />
  if (list.isFirstLoad) return <Skeleton kind='list' count={SKELETONS} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void search.search()} />
  if (list.isEmpty) return <EmptyState icon='search' title={t('search.none', { words })} text={t('search.noneText')} />
  return (
    <>
      <Card flush>
        {list.items.map((hit) => (
          <HitLine key={hit.id} hit={hit} words={words} onPress={() => handleOpen(hit)} />
        ))}
      </Card>
      <Foot />
    </>
  )
})

/** Looks through the posts and notices of the grid one is in. */
const SearchScreen = observer(function SearchScreen() {
  const { session, ui } = useStores()
  const search = useStore(searchStore)
  const gridId = session.grid?.id
  useEffect(() => {
    if (gridId !== undefined) search.open(gridId)
  }, [gridId, search])
  // Nobody who takes the phone next sees what was looked for.
  useUnload(search.forget)
  useReachBottom(() => void search.loadMore())
  const isUnknown = session.isSignedIn && session.me.value === null
  return (
    <Screen key={ui.language} title={t('search.title')}>
      {gridId === undefined && !isUnknown ? (
        <NotYet />
      ) : (
        <>
          <TextField
            focus
            kind='search'
            value={search.text}
            placeholder={t('search.placeholder')}
            hint={t('search.where', { grid: session.grid?.name ?? '' })}
            maxLength={LIMITS.searchText}
            onChange={search.setText}
            onSubmit={() => void search.search()}
          />
          <Found />
        </>
      )}
    </Screen>
  )
})

export default SearchScreen
