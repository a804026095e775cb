import { observer } from 'mobx-react-lite'
import type { Appeal } from '@/contract'
import { t } from '@/i18n'
import { Card, Cell, Icon, type IconName, Section } from '@/ui'
import { FORMS } from './forms'
import { type FormVerb, mainVerbOf, type OfficeVerb, verbsOf } from './verbs'

export { useOfficeAct } from './use-office-act'
export { mainVerbOf, type OfficeVerb } from './verbs'

const icons: Record<FormVerb, IconName> = {
  answer: 'comment',
  whistle: 'call',
  assign: 'send',
  send_back: 'undo',
  merge: 'copy',
  note: 'edit',
  set_conflict: 'shield',
  rate_department: 'star',
}

const isForm = (verb: OfficeVerb): verb is FormVerb => verb in icons

interface OfficeActsProps {
  appeal: Appeal
  /** The one whose form is open. */
  verb: OfficeVerb | null
  onVerb: (verb: OfficeVerb | null) => void
}

/** What staff can do with the case, as the server says and in no other way. The first of them stands at the thumb. */
export const OfficeActs = observer(function OfficeActs({ appeal, verb, onVerb }: OfficeActsProps) {
  if (verb !== null && isForm(verb) && appeal.can[verb]) {
    const Form = FORMS[verb]
    return (
      <Section title={t(`casework.verbs.${verb}`)}>
        <Form appeal={appeal} onDone={() => onVerb(null)} />
      </Section>
    )
  }
  const main = mainVerbOf(appeal)
  const verbs = verbsOf(appeal).filter(isForm)
  if (verbs.length === 0) return null
  return (
    <Card flush title={t(main ? 'casework.more' : 'casework.act')}>
      {verbs.map((known) => (
        <Cell
          key={known}
          leading={<Icon name={icons[known]} />}
          title={t(`casework.verbs.${known}`)}
          note={t(`casework.notes.${known}`)}
          onPress={() => onVerb(known)}
        />
      ))}
    </Card>
  )
})
