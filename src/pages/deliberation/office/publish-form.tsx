import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { type TopicAct, useStore } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Button, Choice, Section, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { weekAfter } from '../../frame/moments'
import { FormFrame, type FormProps } from './forms'

interface TaskDraft {
  title: string
  owner: string
  milestone: string
  dueAt: string
}

const NO_POLL = 'none'

interface PollFieldProps {
  placeId: string
  value: string | null
  onChange: (pollId: string | null) => void
}

interface TaskFieldsProps {
  task: TaskDraft
  position: number
  onChange: (part: Partial<TaskDraft>) => void
}

function TaskFields({ task, position, onChange }: TaskFieldsProps) {
  return (
    <Section title={t('deliberation.office.task', { count: position })}>
      <TextField
        label={t('deliberation.office.taskTitle')}
        value={task.title}
        maxLength={LIMITS.taskTitle}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label={t('deliberation.office.taskOwner')}
        value={task.owner}
        maxLength={LIMITS.taskOwner}
        onChange={(owner) => onChange({ owner })}
      />
      <TextField
        label={t('deliberation.office.taskMilestone')}
        value={task.milestone}
        maxLength={LIMITS.taskTitle}
        onChange={(milestone) => onChange({ milestone })}
      />
      <MomentField value={task.dueAt} onChange={(dueAt) => onChange({ dueAt })} />
    </Section>
  )
}

/** An outcome may be put to the vote, or have been: the poll is named with it. */
const PollField = observer(function PollField({ placeId, value, onChange }: PollFieldProps) {
  const polls = useStore(pollsStore)
  useEffect(() => void polls.open(placeId), [polls, placeId])
  const announced = (polls.list?.items ?? []).filter(({ state }) => state !== 'draft' && state !== 'annulled')
  if (announced.length === 0) return null
  return (
    <Section title={t('deliberation.office.poll')}>
      <Choice
        label={t('deliberation.office.poll')}
        value={value ?? NO_POLL}
        onChange={(key) => onChange(key === NO_POLL ? null : key)}
        options={[
          { key: NO_POLL, text: t('deliberation.office.pollNone') },
          ...announced.map(({ id, question }) => ({ key: id, text: question })),
        ]}
      />
    </Section>
  )
})

const isWhole = ({ title, owner }: TaskDraft) => title.trim() !== '' && owner.trim() !== ''

/** The decision, and who does what until when. */
export function PublishForm({ topic, onDone }: FormProps) {
  const [outcome, setOutcome] = useState('')
  const [pollId, setPollId] = useState<string | null>(null)
  const [tasks, setTasks] = useState<TaskDraft[]>([])
  const act: TopicAct = {
    action: 'publish',
    outcome: outcome.trim(),
    ...(pollId === null ? {} : { pollId }),
    tasks: tasks.map(({ title, owner, milestone, dueAt }) => ({
      title: title.trim(),
      owner: owner.trim(),
      dueAt,
      ...(milestone.trim() === '' ? {} : { milestone: milestone.trim() }),
    })),
  }
  const change = (at: number, part: Partial<TaskDraft>) =>
    setTasks(tasks.map((task, index) => (index === at ? { ...task, ...part } : task)))
  const add = () => setTasks([...tasks, { title: '', owner: '', milestone: '', dueAt: weekAfter(new Date()) }])
  return (
    <FormFrame act={act} disabled={outcome.trim() === '' || !tasks.every(isWhole)} onDone={onDone}>
      <TextArea
        label={t('deliberation.office.outcomeLabel')}
        value={outcome}
        maxLength={LIMITS.outcomeText}
        onChange={setOutcome}
      />
      <PollField placeId={topic.placeId} value={pollId} onChange={setPollId} />
      {tasks.map((task, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are never moved
        <TaskFields key={index} task={task} position={index + 1} onChange={(part) => change(index, part)} />
      ))}
      {tasks.length < LIMITS.topicTasks ? (
        <Button block kind='secondary' icon='add' text={t('deliberation.office.addTask')} onPress={add} />
      ) : null}
    </FormFrame>
  )
}
