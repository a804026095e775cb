import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { PaperBallot, Poll, RollEntry } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { useStore, useStores } from '@/stores'
import { paperStore } from '@/stores/paper-store'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Cell, Choice, EmptyState, MultiChoice, Section, Tag, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace } from '../face'
import { WithPoll } from '../with-poll'

const SERIAL_MAX = 32
const TONES = { entered: 'wait', confirmed: 'brand', withdrawn: 'neutral' } as const

interface MarkedProps {
  poll: Poll
  chosen: string[]
  onChange: (optionIds: string[]) => void
}

/** What is marked on the sheet. */
function Marked({ poll, chosen, onChange }: MarkedProps) {
  const options = poll.options.map(({ id, text }) => ({ key: id, text: typeset(text) }))
  const label = t('voting.paper.choice')
  return (
    <Card title={label}>
      {poll.choices.max === 1 ? (
        <Choice label={label} options={options} value={chosen[0] ?? null} onChange={(id) => onChange([id])} />
      ) : (
        <MultiChoice label={label} options={options} values={chosen} max={poll.choices.max} onChange={onChange} />
      )}
    </Card>
  )
}

const sayVoter = ({ label, names }: RollEntry): string => [label, ...names].filter((text) => text !== '').join(' · ')

/** Whose sheet it is: found by name or door, and not struck off yet. */
const Voter = observer(function Voter({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const paper = useStore(paperStore)
  const [part, setPart] = useState('')
  const handleFind = () => void paper.find(part)
  const { entries } = paper
  return (
    <>
      <TextField
        kind='search'
        label={t('voting.paper.find')}
        value={part}
        placeholder={t('voting.paper.findHint')}
        maxLength={SERIAL_MAX}
        onChange={setPart}
        onSubmit={handleFind}
      />
      <Button block kind='secondary' icon='search' text={t('voting.paper.findButton')} onPress={handleFind} />
      {entries?.isBroken ? <TroubleState trouble={entries.trouble} onRetry={handleFind} /> : null}
      {entries?.isEmpty ? <EmptyState icon='group' title={t('voting.paper.none')} /> : null}
      {entries && entries.items.length > 0 ? (
        <Card>
          <Choice
            label={t('voting.paper.find')}
            value={value}
            options={entries.items.map((entry) => ({
              key: entry.id,
              text: sayVoter(entry),
              disabled: !entry.can.enterPaper,
              ...(entry.voted === null ? {} : { note: t('voting.voted') }),
            }))}
            onChange={onChange}
          />
        </Card>
      ) : null}
    </>
  )
})

/** The first of the two reads a sheet in. */
const Enter = observer(function Enter({ poll }: { poll: Poll }) {
  const { ui } = useStores()
  const paper = useStore(paperStore)
  const [serial, setSerial] = useState('')
  const [entryId, setEntryId] = useState<string | null>(null)
  const [chosen, setChosen] = useState<string[]>([])
  const isComplete = serial.trim() !== '' && entryId !== null && chosen.length >= poll.choices.min && !paper.scan.isBusy
  const handleEnter = async () => {
    if (entryId === null) return
    const sheet = await paper.enter(serial.trim(), entryId, chosen)
    if (sheet === null) return
    ui.say(t('voting.paper.entered'))
    setSerial('')
    setEntryId(null)
    setChosen([])
  }
  return (
    <>
      <TextField
        label={t('voting.paper.serial')}
        value={serial}
        placeholder={t('voting.paper.serialHint')}
        maxLength={SERIAL_MAX}
        onChange={setSerial}
      />
      <Voter value={entryId} onChange={setEntryId} />
      <Marked poll={poll} chosen={chosen} onChange={setChosen} />
      <TrayPictures tray={paper.scan} addText={t('voting.paper.scan')} />
      <Button
        block
        text={t('voting.paper.enter')}
        disabled={!isComplete}
        loading={paper.isBusy}
        onPress={() => void handleEnter()}
      />
    </>
  )
})

/** The second of the two reads the same sheet once more, without being shown what the first one read. */
const Confirm = observer(function Confirm({ poll, sheet }: { poll: Poll; sheet: PaperBallot }) {
  const { ui } = useStores()
  const paper = useStore(paperStore)
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const handleConfirm = async () => {
    if (await paper.confirm(sheet, chosen)) ui.say(t('voting.paper.confirmed'))
  }
  const handleWithdraw = async () => {
    if (await paper.withdraw(sheet, t('voting.paper.withdrawReason'))) ui.say(t('voting.paper.withdrawn'))
  }
  if (!isOpen)
    return (
      <Stack>
        {sheet.can.confirm ? (
          <Button block kind='secondary' text={t('voting.paper.confirm')} onPress={() => setOpen(true)} />
        ) : null}
        {sheet.can.withdraw ? (
          <Button block kind='text' text={t('voting.paper.withdraw')} onPress={() => void handleWithdraw()} />
        ) : null}
      </Stack>
    )
  return (
    <Stack>
      <Marked poll={poll} chosen={chosen} onChange={setChosen} />
      <Button
        block
        text={t('voting.paper.confirmSend')}
        disabled={chosen.length < poll.choices.min}
        loading={paper.isBusy}
        onPress={() => void handleConfirm()}
      />
    </Stack>
  )
})

const Sheets = observer(function Sheets({ poll }: { poll: Poll }) {
  const { sheets } = useStore(paperStore)
  if (!sheets) return null
  if (sheets.isEmpty) return <Words tone='second' text={t('voting.paper.noSheets')} />
  return (
    <Section title={t('voting.paper.waiting')}>
      {sheets.items.map((sheet) => (
        <Card key={sheet.id} flush>
          <Cell
            title={t('voting.paper.sheet', { serial: sheet.serial })}
            trailing={<Tag tone={TONES[sheet.state]} text={t(`voting.paper.states.${sheet.state}`)} />}
          />
          <Confirm poll={poll} sheet={sheet} />
        </Card>
      ))}
    </Section>
  )
})

/** The paper desk of a poll (staff). Opened with the poll's `id`. */
function PaperScreen() {
  const paper = useStore(paperStore)
  const { pollId } = useStore(pollsStore)
  useEffect(() => {
    if (pollId !== null) void paper.open(pollId)
  }, [paper, pollId])
  return (
    <WithPoll title={t('voting.paper.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          {poll.can.enterPaper ? (
            <>
              <Words tone='second' text={t('voting.paper.intro')} />
              {paper.trouble ? <Words tone='alert' text={sayTrouble(paper.trouble)} /> : null}
              <Enter poll={poll} />
              <Sheets poll={poll} />
            </>
          ) : (
            <Words text={t('voting.paper.notYours')} />
          )}
        </>
      )}
    </WithPoll>
  )
}

export default observer(PaperScreen)
