import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { minutesStore } from '@/stores/minutes-store'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Confirm, Section, TextArea, TextField } from '@/ui'
import { DayField } from '../../frame/MomentField'
import { dateOf } from '../../frame/moments'
import { Stack } from '../../frame/Stack'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const DECISIONS_TEXT_MAX = 3_000

const inAWeek = () => dateOf(new Date(Date.now() + WEEK_MS).toISOString())

/** Who does what until when, one card each. */
const Assignments = observer(function Assignments() {
  const store = useStore(minutesStore)
  return (
    <Section title={t('deliberation.minutes.assignments')}>
      {store.draft.assignments.map(({ who, what, until }, index) => (
        // The order is theirs alone: nothing else tells two empty ones apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: they are never moved
        <Card key={index}>
          <Stack>
            <TextField
              label={t('deliberation.minutes.whoLabel')}
              value={who}
              maxLength={LIMITS.taskOwner}
              onChange={(value) => store.setAssignment(index, { who: value })}
            />
            <TextField
              label={t('deliberation.minutes.whatLabel')}
              value={what}
              maxLength={LIMITS.decisionText}
              onChange={(value) => store.setAssignment(index, { what: value })}
            />
            <DayField
              label={t('deliberation.minutes.untilLabel')}
              value={until}
              onChange={(value) => store.setAssignment(index, { until: value })}
            />
          </Stack>
        </Card>
      ))}
      <Button
        block
        kind='secondary'
        icon='add'
        text={t('deliberation.minutes.add')}
        onPress={() => store.addAssignment(inAWeek())}
      />
    </Section>
  )
})

/** The minutes being written; each saving replaces what was saved. */
export const DraftForm = observer(function DraftForm() {
  const store = useStore(minutesStore)
  const { draft, trouble } = store
  return (
    <>
      <Card>
        <Stack>
          <TextArea
            label={t('deliberation.minutes.textLabel')}
            placeholder={t('deliberation.minutes.textPlaceholder')}
            value={draft.text}
            maxLength={LIMITS.minutesText}
            onChange={(text) => store.change({ text })}
          />
          <TextArea
            label={t('deliberation.minutes.decisionsLabel')}
            hint={t('deliberation.minutes.decisionsHint')}
            value={draft.decisions}
            maxLength={DECISIONS_TEXT_MAX}
            onChange={(decisions) => store.change({ decisions })}
          />
          <TrayPictures tray={store.tray} addText={t('deliberation.minutes.addPictures')} />
        </Stack>
      </Card>
      <Assignments />
      {trouble ? <Words tone='alert' text={sayTrouble(trouble)} /> : null}
    </>
  )
})

/** Save, as often as it takes; publish, once. */
export const DraftFoot = observer(function DraftFoot({ topicId }: { topicId: string }) {
  const { ui } = useStores()
  const store = useStore(minutesStore)
  const topics = useStore(topicStore)
  const [isAsking, setAsking] = useState(false)
  const handleSave = async () => {
    if (await store.save()) ui.say(t('deliberation.minutes.saved'))
  }
  const handlePublish = async () => {
    setAsking(false)
    if (!(await store.save())) return
    if (!(await topics.act({ action: 'publish_minutes' }))) {
      if (topics.trouble) ui.say(sayTrouble(topics.trouble))
      return
    }
    ui.say(t('deliberation.minutes.published'))
    await store.open(topicId, true)
  }
  return (
    <>
      <Button
        block
        text={t('deliberation.minutes.publish')}
        disabled={!store.canSave}
        loading={topics.isBusy}
        onPress={() => setAsking(true)}
      />
      <Button
        block
        kind='text'
        text={t('deliberation.minutes.save')}
        disabled={!store.canSave}
        loading={store.isBusy}
        onPress={() => void handleSave()}
      />
      <Confirm
        open={isAsking}
        title={t('deliberation.minutes.confirmTitle')}
        text={t('deliberation.minutes.confirmText')}
        confirmText={t('deliberation.minutes.publish')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handlePublish()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})
