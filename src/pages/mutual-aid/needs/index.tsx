import Taro, { useDidShow, usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { aidStore } from '@/stores/aid-store'
import { Button, Card, Cell, EmptyState, Icon, Section, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { MatchLine, NeedLine } from '../lines'

/** Where one goes from here. */
const Ways = () => (
  <Card flush>
    <Cell
      leading={<Icon name='call' />}
      title={t('voice.call.entry')}
      note={t('voice.call.entryNote')}
      onPress={() => void open('mutual-aid/ask', { call: '1' })}
    />
    <Cell
      leading={<Icon name='handshake' />}
      title={t('aid.toOffers')}
      note={t('aid.toOffersNote')}
      onPress={() => void open('mutual-aid/offers')}
    />
    <Cell
      leading={<Icon name='home' />}
      title={t('aid.toCircle')}
      note={t('aid.toCircleNote')}
      onPress={() => void open('mutual-aid/circle')}
    />
    <Cell
      leading={<Icon name='gift' />}
      title={t('aid.toGifts')}
      note={t('aid.toGiftsNote')}
      onPress={() => void open('mutual-aid/gifts')}
    />
  </Card>
)

/** What concerns me comes first: what I am asked, and what I asked for. */
const Own = observer(function Own() {
  const { forMe, mine } = useStore(aidStore)
  return (
    <>
      {forMe.length > 0 ? (
        <Section title={t('aid.forMe')}>
          <Card flush>
            {forMe.map((match) => (
              <MatchLine key={match.id} match={match} />
            ))}
          </Card>
        </Section>
      ) : null}
      {mine.items.length > 0 ? (
        <Section title={t('aid.mine')}>
          <Card flush>
            {mine.items.map((need) => (
              <NeedLine key={need.id} need={need} />
            ))}
          </Card>
        </Section>
      ) : null}
    </>
  )
})

const Around = observer(function Around() {
  const { needs, mine, forMe } = useStore(aidStore)
  if (!needs || needs.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (needs.isBroken) return <TroubleState trouble={needs.trouble} onRetry={() => void needs.refresh()} />
  const above = new Set([...mine.items.map(({ id }) => id), ...forMe.map(({ needId }) => needId)])
  const others = needs.items.filter(({ id }) => !above.has(id))
  return (
    <Section title={t('aid.around')}>
      <KeptNote keptAt={needs.keptAt} />
      {others.length === 0 ? (
        <EmptyState icon='handshake' title={t('aid.none')} text={t('aid.noneText')} />
      ) : (
        <Card flush>
          {others.map((need) => (
            <NeedLine key={need.id} need={need} />
          ))}
        </Card>
      )}
    </Section>
  )
})

/** Neighbours who need a hand, and neighbours who lend one. */
function Needs() {
  const { session, ui } = useStores()
  const aid = useStore(aidStore)
  const placeId = session.grid?.id ?? null
  const load = () => {
    if (placeId !== null) void aid.open(placeId)
  }
  useEffect(load, [aid, placeId])
  useDidShow(load)
  usePullDownRefresh(() => {
    load()
    Taro.stopPullDownRefresh()
  })
  useReachBottom(() => void aid.needs?.loadMore())
  const footer = <Button block text={t('aid.ask')} onPress={() => void open('mutual-aid/ask')} />
  return (
    <Screen key={ui.language} title={t('aid.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NotYet />
      ) : (
        <>
          <Own />
          <Ways />
          <Around />
        </>
      )}
    </Screen>
  )
}

export default observer(Needs)
