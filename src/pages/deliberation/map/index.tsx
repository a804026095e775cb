import { View } from '@tarojs/components'
import Taro, { useDidHide, useDidShow, usePullDownRefresh, useUnload } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { OpinionMap } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { open, routeParams } from '@/platform/navigate'
import { canSpeak, speak, stopSpeaking } from '@/platform/speak'
import { useStore, useStores } from '@/stores'
import { opinionsStore } from '@/stores/opinions-store'
import { Button, Card, EmptyState, Progress, Section, Skeleton } from '@/ui'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { TakeFile, useTakeFile } from '../../frame/take-file'
import { TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { agreedByAll, nameOfGroup, sayingsOf, sayShare } from '../words'
import { Picture } from './picture'
import './index.scss'

/** As old as a map may be that the server gives out. */
const AGE_MS_MAX = 10_000

/** What nearly all agree on comes first: as plain sentences with their shares. */
const Agreed = observer(function Agreed({ map }: { map: OpinionMap }) {
  const { ui } = useStores()
  const agreed = agreedByAll(map)
  const handleSpeak = () =>
    speak(
      [
        t('deliberation.map.agreed'),
        ...agreed.map(({ text, share }) => t('deliberation.map.spoken', { text, share: sayShare(share) })),
      ],
      ui.language,
    )
  return (
    <Card title={t('deliberation.map.agreed')}>
      {agreed.length === 0 ? <Words text={t('deliberation.map.noneAgreed')} /> : null}
      {agreed.map(({ id, text, share }) => (
        <View key={id} className='opinion-line'>
          <View className='opinion-line__text'>{typeset(text)}</View>
          <Progress value={share} text={t('deliberation.map.share', { share: sayShare(share) })} />
        </View>
      ))}
      {canSpeak && agreed.length > 0 ? (
        <Button kind='secondary' icon='service' text={t('deliberation.map.speak')} onPress={handleSpeak} />
      ) : null}
    </Card>
  )
})

/** One group in plain words: what tells it from the others. */
function Group({ group, map }: { group: OpinionMap['groups'][number]; map: OpinionMap }) {
  const isMine = map.mine?.group === group.id
  return (
    <Card
      tone={isMine ? 'own' : 'plain'}
      title={t('deliberation.map.group', { name: nameOfGroup(group.id), count: group.size })}
    >
      {isMine ? <Words tone='second' text={t('deliberation.map.yours')} /> : null}
      {sayingsOf(group, map.texts).map(({ id, text, stand, share }) => (
        <View key={id} className='opinion-line'>
          <View className='opinion-line__text'>{t(`deliberation.map.${stand}`, { text: typeset(text) })}</View>
          <View className='opinion-line__second'>{t('deliberation.map.ofGroup', { share: sayShare(share) })}</View>
        </View>
      ))}
    </Card>
  )
}

/** Of a closed topic: the votes and statements without names, for anybody who wants to work the map out anew. */
const Download = observer(function Download() {
  const store = useStore(opinionsStore)
  const taking = useTakeFile(store.files)
  const handleTake = (table: 'votes' | 'statements') =>
    void taking.take(() => store.takeTable(table, t(`deliberation.map.files.${table}`)))
  return (
    <Card title={t('deliberation.map.download')}>
      <Stack>
        <Words tone='second' text={t('deliberation.map.downloadText')} />
        {(['votes', 'statements'] as const).map((table) => (
          <Button
            key={table}
            block
            kind='secondary'
            icon='download'
            text={t(`deliberation.map.take.${table}`)}
            disabled={store.files.isFetching}
            onPress={() => handleTake(table)}
          />
        ))}
      </Stack>
      <TakeFile taking={taking} />
    </Card>
  )
})

function Whole({ map }: { map: OpinionMap }) {
  const counts = { people: map.participants, statements: map.statements, votes: map.votes }
  if (map.tooFew && map.groups.length === 0)
    return (
      <EmptyState
        icon='group'
        title={t('deliberation.map.tooFewTitle')}
        text={t('deliberation.map.tooFewText', counts)}
      />
    )
  return (
    <>
      <Agreed map={map} />
      {map.tooFew ? (
        <Words tone='second' text={t('deliberation.map.oneGroup')} />
      ) : (
        <Section title={t('deliberation.map.groupsTitle')}>
          {map.groups.map((group) => (
            <Group key={group.id} group={group} map={map} />
          ))}
        </Section>
      )}
      {map.points.length > 0 ? <Picture map={map} /> : null}
      <Words tone='second' text={t('deliberation.map.counts', counts)} />
      <Words tone='second' text={t('deliberation.map.age', { count: map.ageSeconds })} />
    </>
  )
}

/** While people still vote the map is read anew by itself, as long as somebody looks at it. */
function useFreshMap(id: string, isOpen: boolean): void {
  const { isSignedIn } = useStores().session
  const store = useStore(opinionsStore)
  const [isShown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))
  useShownAgain(() => void (isSignedIn && store.openMap(id)))
  useEffect(() => {
    if (!isShown || !isOpen) return
    const timer = setInterval(() => void store.openMap(id), AGE_MS_MAX)
    return () => clearInterval(timer)
  }, [store, id, isShown, isOpen])
}

/** What people think of a topic: agreement first, then groups in words, then a picture. Opened with `id`. */
const MapScreen = observer(function MapScreen() {
  const { session, ui } = useStores()
  const store = useStore(opinionsStore)
  const [{ id = '' }] = useState(routeParams)
  const { isSignedIn } = session
  useEffect(() => {
    if (isSignedIn) void store.openMap(id)
  }, [store, id, isSignedIn])
  useUnload(stopSpeaking)
  usePullDownRefresh(async () => {
    await store.map?.load()
    Taro.stopPullDownRefresh()
  })
  const map = store.topicId === id ? (store.map?.value ?? null) : null
  useFreshMap(id, map?.can.vote ?? false)
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.map.title')}
      footer={
        map?.can.vote ? (
          <Button block text={t('deliberation.acts.vote')} onPress={() => void open('deliberation/cards', { id })} />
        ) : undefined
      }
    >
      {map ? <Whole map={map} /> : null}
      {map?.can.download ? <Download /> : null}
      {map === null && store.map?.isBroken ? (
        <TroubleState trouble={store.map.trouble} onRetry={() => void store.map?.load()} />
      ) : null}
      {map === null && !store.map?.isBroken ? (
        <Skeleton kind='card' count={3} label={t('deliberation.map.making')} />
      ) : null}
    </Screen>
  )
})

export default MapScreen
