import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, replace, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeTopicStore } from '@/stores/compose-topic-store'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Choice, TextArea, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Stack } from '../../frame/Stack'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { mayPropose } from '../may-propose'

const isLiftable = (kind: string | undefined): kind is 'appeal' | 'post' => kind === 'appeal' || kind === 'post'

/** A few words for a title, and what it is about. Opened with `from` and `sourceId` where it is lifted from something. */
const ProposeScreen = observer(function ProposeScreen() {
  const { session, ui } = useStores()
  const store = useStore(composeTopicStore)
  const opened = useStore(topicStore)
  const [{ from, sourceId }] = useState(routeParams)
  const { grid } = session
  const livesHere = grid?.membership != null
  useEffect(() => {
    const isLifted = isLiftable(from) && sourceId !== undefined
    store.open(isLifted ? { kind: from, id: sourceId } : null)
    // The secretary reads the cases of all grids: only the community surely holds this one.
    if (isLifted && !livesHere) store.setWide(true)
  }, [store, from, sourceId, livesHere])
  const handleSubmit = async () => {
    if (!grid) return
    const { outcome, topic } = await store.submit(store.draft.isWide ? grid.community.id : grid.id)
    const said = sayOutcome(outcome, t('deliberation.propose.sent'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    if (topic === null) return back()
    void opened.open(topic.id, topic)
    await replace('deliberation/topic', { id: topic.id })
  }
  if (!mayPropose(session))
    return (
      <Screen title={t('deliberation.propose.title')}>
        <NotYet />
      </Screen>
    )
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.propose.title')}
      footer={
        <Button
          block
          text={t('deliberation.propose.submit')}
          disabled={!store.canSend}
          loading={store.isSending}
          onPress={() => void handleSubmit()}
        />
      }
    >
      <Words text={t('deliberation.propose.lead')} />
      {store.source === null ? null : <Words tone='second' text={t('deliberation.propose.lifted')} />}
      <Card>
        <Stack>
          <TextField
            label={t('deliberation.propose.titleLabel')}
            placeholder={t('deliberation.propose.titlePlaceholder')}
            value={store.draft.title}
            maxLength={LIMITS.topicTitle}
            onChange={store.setTitle}
          />
          <TextArea
            label={t('deliberation.propose.bodyLabel')}
            placeholder={t('deliberation.propose.bodyPlaceholder')}
            value={store.draft.body}
            maxLength={LIMITS.topicBody}
            onChange={store.setBody}
          />
        </Stack>
      </Card>
      <Card title={t('deliberation.propose.whom')}>
        <Choice
          label={t('deliberation.propose.whom')}
          value={store.draft.isWide ? 'community' : 'grid'}
          onChange={(key) => store.setWide(key === 'community')}
          options={[
            { key: 'grid', text: grid?.name ?? '' },
            { key: 'community', text: grid?.community.name ?? '', note: t('deliberation.propose.wideNote') },
          ]}
        />
      </Card>
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
    </Screen>
  )
})

export default ProposeScreen
