import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import type { TopicAct } from '@/stores'
import { Button, Section, TextArea, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { weekAfter } from '../../frame/moments'
import { FormFrame, type FormProps } from './forms'

interface TaskDraft {
  title: string
  owner: string
  milestone: string
  dueAt: string
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

const isWhole = ({ title, owner }: TaskDraft) => title.trim() !== '' && owner.trim() !== ''

/** The decision, and who does what until when. */
export function PublishForm({ onDone }: FormProps) {
  const [outcome, setOutcome] = useState('')
  const [tasks, setTasks] = useState<TaskDraft[]>([])
  const act: TopicAct = {
    action: 'publish',
    outcome: outcome.trim(),
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
