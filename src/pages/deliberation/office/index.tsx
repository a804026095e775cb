import { observer } from 'mobx-react-lite'
import { type ComponentType, useState } from 'react'
import type { Topic } from '@/contract'
import { t } from '@/i18n'
import { Card, Cell, Icon, type IconName, Section } from '@/ui'
import { AnswerForm } from './answer-form'
import {
  AcceptForm,
  CloseForm,
  type FormProps,
  InviteForm,
  OpenForm,
  RefuseForm,
  ReviewForm,
  ScheduleForm,
} from './forms'
import { JudgeStatements } from './judge-statements'
import { PublishForm } from './publish-form'

/** What the secretary does, in the order of the way. */
const acts = [
  'accept',
  'refuse',
  'invite',
  'schedule',
  'open',
  'close',
  'review',
  'publish',
  'answer',
  'moderate',
] as const
type OfficeAct = (typeof acts)[number]

const icons: Readonly<Record<OfficeAct, IconName>> = {
  accept: 'check-circle',
  refuse: 'close',
  invite: 'person-add',
  schedule: 'calendar',
  open: 'chat',
  close: 'lock',
  review: 'edit',
  publish: 'flag',
  answer: 'comment',
  moderate: 'shield',
}

const FORMS: Readonly<Record<OfficeAct, ComponentType<FormProps>>> = {
  accept: AcceptForm,
  refuse: RefuseForm,
  invite: InviteForm,
  schedule: ScheduleForm,
  open: OpenForm,
  close: CloseForm,
  review: ReviewForm,
  publish: PublishForm,
  answer: AnswerForm,
  moderate: JudgeStatements,
}

/** Looking at statements is of use once there are any, and while they come in. */
const isOffered = (topic: Topic, act: OfficeAct) =>
  topic.can[act] && (act !== 'moderate' || topic.state === 'open' || topic.statements > 0)

/** What the secretary can do with the topic, as the server says and in no other way. */
export const OfficeActs = observer(function OfficeActs({ topic }: { topic: Topic }) {
  const [act, setAct] = useState<OfficeAct | null>(null)
  const offered = acts.filter((known) => isOffered(topic, known))
  if (offered.length === 0) return null
  if (act !== null && offered.includes(act)) {
    const Form = FORMS[act]
    return (
      <Section title={t(`deliberation.office.${act}`)}>
        <Form topic={topic} onDone={() => setAct(null)} />
      </Section>
    )
  }
  return (
    <Card flush title={t('deliberation.office.title')}>
      {offered.map((known) => (
        <Cell
          key={known}
          leading={<Icon name={icons[known]} />}
          title={t(`deliberation.office.${known}`)}
          note={t(`deliberation.office.notes.${known}`)}
          onPress={() => setAct(known)}
        />
      ))}
    </Card>
  )
})
