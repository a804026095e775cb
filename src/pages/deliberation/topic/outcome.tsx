import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Topic } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { open } from '@/platform/navigate'
import { type TaskAct, useStore, useStores } from '@/stores'
import { topicStore } from '@/stores/topic-store'
import { Button, Card, Cell, Choice, Icon, Progress, Section, Tag, TextArea } from '@/ui'
import { Stack } from '../../frame/Stack'
import { Words } from '../../frame/Words'

type Task = NonNullable<Topic['outcome']>['tasks'][number]

const STEPS = [25, 50, 75, 100] as const
type StepKey = '25' | '50' | '75' | '100'

/** How far a task is, by whoever does it. */
const ReportForm = observer(function ReportForm({ task, onDone }: { task: Task; onDone: () => void }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const [percent, setPercent] = useState<StepKey | null>(null)
  const [note, setNote] = useState('')
  const handleSubmit = async () => {
    if (percent === null) return
    const words = note.trim()
    const act: TaskAct = { action: 'report', percent: Number(percent), ...(words ? { note: words } : {}) }
    if (!(await store.actOnTask(task.id, act))) return
    ui.say(t('deliberation.task.reported'))
    onDone()
  }
  return (
    <Stack>
      <Choice
        label={t('deliberation.task.howFar')}
        value={percent}
        onChange={setPercent}
        options={STEPS.map((step) => ({ key: `${step}` as StepKey, text: t(`deliberation.task.percents.${step}`) }))}
      />
      <TextArea label={t('deliberation.task.note')} value={note} maxLength={LIMITS.ratingText} onChange={setNote} />
      <Button
        block
        text={t('deliberation.task.submit')}
        disabled={percent === null}
        loading={store.isBusy}
        onPress={() => void handleSubmit()}
      />
      <Button block kind='text' text={t('common.cancel')} onPress={onDone} />
    </Stack>
  )
})

const TaskPart = observer(function TaskPart({ task }: { task: Task }) {
  const { ui } = useStores()
  const store = useStore(topicStore)
  const [isReporting, setReporting] = useState(false)
  const { title, owner, milestone, dueAt, percent, overdue, doneAt, claims, progress, can } = task
  const last = progress.at(-1)
  const handleClaim = async (action: 'claim' | 'release') => {
    if (await store.actOnTask(task.id, { action }))
      ui.say(t(action === 'claim' ? 'deliberation.task.claimed' : 'deliberation.task.released'))
  }
  return (
    <View className='topic__task'>
      <View className='topic__tags'>
        {doneAt ? <Tag tone='brand' text={t('deliberation.task.done')} /> : null}
        {overdue ? <Tag tone='alert' text={t('deliberation.task.overdue')} /> : null}
      </View>
      <View className='topic__task-title'>{typeset(title)}</View>
      <Progress
        value={percent / 100}
        text={`${percent}%`}
        label={t('deliberation.task.ownerDue', { owner, when: sayDay(dueAt) })}
        tone={overdue ? 'alert' : 'brand'}
      />
      {milestone === null ? null : <Words tone='second' text={t('deliberation.task.milestone', { text: milestone })} />}
      {last?.note ? (
        <Words tone='second' text={t('deliberation.task.last', { text: last.note, when: sayDay(last.at) })} />
      ) : null}
      {claims > 0 ? <Words tone='second' text={t('deliberation.task.claims', { count: claims })} /> : null}
      {isReporting ? <ReportForm task={task} onDone={() => setReporting(false)} /> : null}
      {can.claim && doneAt === null ? (
        <Button
          size='small'
          kind='secondary'
          text={t('deliberation.task.claim')}
          label={t('deliberation.task.claimLabel', { title })}
          disabled={store.isBusy}
          onPress={() => void handleClaim('claim')}
        />
      ) : null}
      {can.report && !isReporting && doneAt === null ? (
        <Button size='small' kind='secondary' text={t('deliberation.task.report')} onPress={() => setReporting(true)} />
      ) : null}
      {can.release && doneAt === null ? (
        <Button
          size='small'
          kind='text'
          text={t('deliberation.task.release')}
          onPress={() => void handleClaim('release')}
        />
      ) : null}
    </View>
  )
})

/** What was decided, and who does what until when. */
export function OutcomeCard({ topic }: { topic: Topic }) {
  const { outcome } = topic
  if (!outcome) return null
  const { pollId } = outcome
  return (
    <>
      <Card tone='own' title={t('deliberation.topic.outcome')}>
        <Words text={outcome.text} />
      </Card>
      {pollId === null ? null : (
        <Card flush>
          <Cell
            leading={<Icon name='ballot' />}
            title={t('deliberation.topic.poll')}
            note={t('deliberation.topic.pollNote')}
            onPress={() => void open('voting/poll', { id: pollId })}
          />
        </Card>
      )}
      {outcome.tasks.length > 0 ? (
        <Section title={t('deliberation.topic.tasks')}>
          <Card>
            {outcome.tasks.map((task) => (
              <TaskPart key={task.id} task={task} />
            ))}
          </Card>
        </Section>
      ) : null}
    </>
  )
}
