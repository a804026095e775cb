import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Talk } from '@/contract'
import { t } from '@/i18n'
import { firstWords } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { placeTalkStore } from '@/stores/place-talk-store'
import { Button, Card, Cell, EmptyState, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

type Word = Talk['words'][number]
type Source = Word['sources'][number]

/** What was said; a post or a case leads to a topic, a comment only shows. */
function SourceLine({ source: { kind, id, text } }: { source: Source }) {
  return (
    <View>
      <Words tone='second' text={`${t(`deliberation.talk.kinds.${kind}`)} · ${firstWords(text)}`} />
      {kind === 'comment' ? null : (
        <Button
          size='small'
          kind='text'
          text={t('deliberation.talk.lift')}
          label={t('deliberation.talk.liftLabel', { text: firstWords(text) })}
          onPress={() => void open('deliberation/propose', { from: kind, sourceId: id })}
        />
      )}
    </View>
  )
}

/** One word with how often it was said and by how many; a tap shows what stands behind. */
function WordCard({ word, isOpen, onPress }: { word: Word; isOpen: boolean; onPress: () => void }) {
  return (
    <Card>
      <Cell
        title={word.word}
        note={t('deliberation.talk.count', { count: word.count, people: word.people })}
        selected={isOpen}
        onPress={onPress}
      />
      {isOpen ? word.sources.map((source) => <SourceLine key={source.id} source={source} />) : null}
    </Card>
  )
}

const Content = observer(function Content({ talk }: { talk: Talk }) {
  const [openWord, setOpenWord] = useState<string | null>(null)
  if (talk.words.length === 0)
    return <EmptyState icon='chat' title={t('deliberation.talk.emptyTitle')} text={t('deliberation.talk.emptyText')} />
  return (
    <>
      <Words text={t('deliberation.talk.lead', { count: talk.looked })} />
      {talk.words.map((word) => (
        <WordCard
          key={word.word}
          word={word}
          isOpen={word.word === openWord}
          onPress={() => setOpenWord(word.word === openWord ? null : word.word)}
        />
      ))}
    </>
  )
})

/** What the community talks about, counted, for its secretary to lift a topic from. */
const TalkScreen = observer(function TalkScreen() {
  const { session, ui } = useStores()
  const store = useStore(placeTalkStore)
  const placeId = session.grid?.community.id
  const read = async () => {
    if (placeId !== undefined) await store.openTalk(placeId)
  }
  useEffect(() => void read(), [store, placeId])
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  const { talk } = store
  return (
    <Screen key={ui.language} title={t('deliberation.talk.title')}>
      {session.isStaff ? null : <NotYet />}
      {talk?.value ? <Content talk={talk.value} /> : null}
      {talk?.isBroken ? <TroubleState trouble={talk.trouble} onRetry={() => void read()} /> : null}
      {session.isStaff && !talk?.value && !talk?.isBroken ? (
        <Skeleton kind='card' count={3} label={t('common.loading')} />
      ) : null}
    </Screen>
  )
})

export default TalkScreen
