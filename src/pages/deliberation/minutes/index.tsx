import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Minutes } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { minutesStore } from '@/stores/minutes-store'
import { topicStore } from '@/stores/topic-store'
import { Card, Cell, EmptyState, ImageGrid, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { DraftFoot, DraftForm } from './draft'
import './index.scss'

const labelOf = (position: number, count: number) => t('common.picture', { position, count })

/** What was said, decided and taken on; and the hash by which anybody can tell that nothing was changed since. */
function Published({ minutes }: { minutes: Minutes }) {
  const { text, decisions, assignments, images, hash, publishedAt } = minutes
  return (
    <>
      {decisions.length > 0 ? (
        <Card tone='own' title={t('deliberation.minutes.decisions')}>
          {decisions.map((decision, index) => (
            <Words key={decision} text={`${index + 1}. ${typeset(decision)}`} />
          ))}
        </Card>
      ) : null}
      {assignments.length > 0 ? (
        <Card flush title={t('deliberation.minutes.assignments')}>
          {assignments.map(({ who, what, until }) => (
            <Cell key={`${who}${what}`} title={typeset(what)} note={t('deliberation.minutes.who', { who, until })} />
          ))}
        </Card>
      ) : null}
      <Card title={t('deliberation.minutes.text')}>
        <Words text={text} />
        {images.length > 0 ? <ImageGrid images={images.map(({ urls }) => urls)} labelOf={labelOf} /> : null}
      </Card>
      {hash && publishedAt ? (
        <Card title={t('deliberation.minutes.frozen')}>
          <Words tone='second' text={t('deliberation.minutes.frozenNote', { when: sayMoment(publishedAt) })} />
          <View className='minutes-hash'>{hash}</View>
        </Card>
      ) : null}
    </>
  )
}

/** The minutes of a topic's meeting: published ones to read, a draft to write. Opened with the topic's `id`. */
const MinutesScreen = observer(function MinutesScreen() {
  const { session, ui } = useStores()
  const store = useStore(minutesStore)
  const topics = useStore(topicStore)
  const [{ id = '' }] = useState(routeParams)
  const { isSignedIn } = session
  const read = async () => {
    if (!isSignedIn) return
    await topics.open(id)
    await store.open(id, topics.topic?.meeting?.minutes != null)
  }
  useEffect(() => void read(), [store, id, isSignedIn])
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  const topic = topics.topicId === id ? topics.topic : null
  const minutes = store.topicId === id ? store.minutes : null
  const isPublished = minutes?.state === 'published'
  const mayWrite = topic?.can.writeMinutes === true && !isPublished
  const isNone = topic !== null && topic.meeting?.minutes == null
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.minutes.title')}
      footer={mayWrite ? <DraftFoot topicId={id} /> : undefined}
    >
      {minutes && isPublished ? <Published minutes={minutes} /> : null}
      {mayWrite ? <DraftForm /> : null}
      {isNone && minutes === null && !mayWrite ? (
        <EmptyState
          icon='document'
          title={t('deliberation.minutes.noneTitle')}
          text={t('deliberation.minutes.noneText')}
        />
      ) : null}
      {store.loading?.isBroken ? <TroubleState trouble={store.loading.trouble} onRetry={() => void read()} /> : null}
      {minutes === null && !isNone && !store.loading?.isBroken && !mayWrite ? (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      ) : null}
    </Screen>
  )
})

export default MinutesScreen
