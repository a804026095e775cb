import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Invitee, Topic } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { inviteesStore } from '@/stores/invitees-store'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Cell, Section, Skeleton, Tag, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { FindResident } from '../find-resident'

/** Notes that somebody is here, and says so. */
function useAttest() {
  const { ui } = useStores()
  const store = useStore(inviteesStore)
  const topics = useStore(topicStore)
  return async (personId: string, name: string) => {
    const isNoted = await store.attest(personId)
    if (isNoted) ui.say(t('deliberation.present.noted', { name }))
    else if (topics.trouble) ui.say(sayTrouble(topics.trouble))
    return isNoted
  }
}

const noteOf = ({ building, answer }: Invitee): string =>
  [building, t(`deliberation.present.answers.${answer}`)].filter(Boolean).join(' · ')

const Line = observer(function Line({ invitee }: { invitee: Invitee }) {
  const attest = useAttest()
  const { isBusy } = useStore(topicStore)
  const { id, displayName: name, attended, can } = invitee
  const state = attended ? <Tag tone='brand' text={t(`deliberation.present.ways.${attended}`)} /> : undefined
  const here = can.attest ? (
    <Button
      size='small'
      kind='secondary'
      text={t('deliberation.present.here')}
      label={t('deliberation.present.hereLabel', { name })}
      disabled={isBusy}
      onPress={() => void attest(id, name)}
    />
  ) : undefined
  return <Cell title={name} note={noteOf(invitee)} trailing={state ?? here} />
})

const Lines = observer(function Lines() {
  const { list } = useStore(inviteesStore)
  if (!list || list.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (list.isBroken) return <TroubleState trouble={list.trouble} onRetry={() => void list.refresh()} />
  if (list.isEmpty) return <Words tone='second' text={t('deliberation.present.none')} />
  return (
    <>
      <Card flush>
        {list.items.map((invitee) => (
          <Line key={invitee.id} invitee={invitee} />
        ))}
      </Card>
      {list.nextCursor === null ? null : (
        <Button block kind='text' text={t('deliberation.present.more')} onPress={() => void list.loadMore()} />
      )}
    </>
  )
})

/** Somebody who was not invited came: the secretary alone may look through all residents. */
const Others = observer(function Others({ placeId }: { placeId: string }) {
  const [isOpen, setOpen] = useState(false)
  const attest = useAttest()
  if (!isOpen) return <Button block kind='text' text={t('deliberation.present.others')} onPress={() => setOpen(true)} />
  return (
    <Card>
      <Stack>
        <Words tone='second' text={t('deliberation.present.othersNote')} />
        <FindResident
          placeId={placeId}
          label={t('deliberation.present.others')}
          chosen={null}
          onChoose={({ id, name }) => void attest(id, name)}
        />
      </Stack>
    </Card>
  )
})

/** Who is here, noted by hand, for those who have no phone with them. */
export const Present = observer(function Present({ topic }: { topic: Topic }) {
  const store = useStore(inviteesStore)
  const [part, setPart] = useState('')
  useEffect(() => {
    void store.find(topic.id, '')
    return store.forget
  }, [store, topic.id])
  return (
    <Section title={t('deliberation.present.title')}>
      <Words tone='second' text={t('deliberation.present.note')} />
      <Card>
        <Stack>
          <TextField
            kind='search'
            label={t('deliberation.present.find')}
            placeholder={t('deliberation.present.placeholder')}
            value={part}
            maxLength={LIMITS.displayName}
            onChange={setPart}
            onSubmit={() => void store.find(topic.id, part)}
          />
          <Button
            block
            kind='secondary'
            icon='search'
            text={t('deliberation.present.button')}
            onPress={() => void store.find(topic.id, part)}
          />
        </Stack>
      </Card>
      <Lines />
      {topic.can.moderate ? <Others placeId={topic.placeId} /> : null}
    </Section>
  )
})
