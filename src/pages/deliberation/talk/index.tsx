import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AppealCategory, PostKind, Talk } from '@/contract'
import { t } from '@/i18n'
import { firstWords } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { placeTalkStore } from '@/stores/place-talk-store'
import { Button, Card, Cell, EmptyState, Section, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

type Category = Talk['categories'][number]
type Source = Talk['words'][number]['sources'][number]

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

/** A case by its category, a post by what it is for. */
function nameOfCategory({ kind, category }: Category): string {
  const kindName = t(`deliberation.talk.kinds.${kind}`)
  const name =
    kind === 'appeal' ? t(`appeals.categories.${category as AppealCategory}`) : t(`feed.kinds.${category as PostKind}`)
  return t('deliberation.talk.ofCategory', { kind: kindName, name })
}

interface CountedProps {
  title: string
  note: string
  sources: readonly Source[]
  isOpen: boolean
  onPress: () => void
}

/** Something counted, with how often it was said; a tap shows what stands behind. */
function Counted({ title, note, sources, isOpen, onPress }: CountedProps) {
  return (
    <Card>
      <Cell title={title} note={note} selected={isOpen} onPress={onPress} />
      {isOpen ? sources.map((source) => <SourceLine key={source.id} source={source} />) : null}
    </Card>
  )
}

const Content = observer(function Content({ talk }: { talk: Talk }) {
  const [opened, setOpened] = useState<string | null>(null)
  const openOne = (key: string) => ({
    isOpen: key === opened,
    onPress: () => setOpened(key === opened ? null : key),
  })
  if (talk.words.length === 0 && talk.categories.length === 0)
    return <EmptyState icon='chat' title={t('deliberation.talk.emptyTitle')} text={t('deliberation.talk.emptyText')} />
  return (
    <>
      <Words text={t('deliberation.talk.lead', { count: talk.looked })} />
      {talk.words.length === 0 ? null : (
        <Section title={t('deliberation.talk.words')}>
          {talk.words.map(({ word, count, people, sources }) => (
            <Counted
              key={word}
              title={word}
              note={t('deliberation.talk.count', { count, people })}
              sources={sources}
              {...openOne(word)}
            />
          ))}
        </Section>
      )}
      <Section title={t('deliberation.talk.categories')}>
        {talk.categories.map((category) => (
          <Counted
            key={`${category.kind} ${category.category}`}
            title={nameOfCategory(category)}
            note={t('deliberation.talk.times', { count: category.count })}
            sources={category.sources}
            {...openOne(`${category.kind} ${category.category}`)}
          />
        ))}
      </Section>
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
