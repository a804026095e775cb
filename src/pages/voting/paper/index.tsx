import { View } from '@tarojs/components'
import { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { PaperBallot, Poll } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { useStore, useStores } from '@/stores'
import { paperStore } from '@/stores/paper-store'
import { pollsStore } from '@/stores/polls-store'
import { Button, Card, Choice, EmptyState, ImageGrid, MultiChoice, Section, Tag, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TrayPictures } from '../../frame/TrayPictures'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PollFace } from '../face'
import { WithPoll } from '../with-poll'
import { sayVoter } from '../words'

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

interface ReadAgainProps {
  poll: Poll
  sheet: PaperBallot
  onDone: () => void
}

/**
 * The second of the two reads the same sheet once more, without being shown what the first one read; alone on the page, so that what is marked here is
 * not taken for a sheet that is being entered.
 */
const ReadAgain = observer(function ReadAgain({ poll, sheet, onDone }: ReadAgainProps) {
  const { ui } = useStores()
  const paper = useStore(paperStore)
  const [chosen, setChosen] = useState<string[]>([])
  const handleConfirm = async () => {
    if ((await paper.confirm(sheet, chosen)) === null) return
    ui.say(t('voting.paper.confirmed'))
    onDone()
  }
  return (
    <Stack>
      <Card title={t('voting.paper.sheet', { serial: sheet.serial })}>
        <Words text={t('voting.paper.voter', { voter: sayVoter(sheet.voter) })} />
        <Scan sheet={sheet} />
      </Card>
      <Marked poll={poll} chosen={chosen} onChange={setChosen} />
      {paper.trouble ? <Words tone='alert' text={sayTrouble(paper.trouble)} /> : null}
      <Button
        block
        text={t('voting.paper.confirmSend')}
        disabled={chosen.length < poll.choices.min}
        loading={paper.isBusy}
        onPress={() => void handleConfirm()}
      />
      <Button block kind='text' text={t('voting.paper.later')} onPress={onDone} />
    </Stack>
  )
})

function Scan({ sheet: { scan, serial } }: { sheet: PaperBallot }) {
  return scan === null ? null : <ImageGrid images={[scan.urls]} labelOf={() => t('voting.paper.scanOf', { serial })} />
}

/** A sheet on the list, with what can be done about it. */
const Sheet = observer(function Sheet({ sheet, onRead }: { sheet: PaperBallot; onRead: () => void }) {
  const { ui } = useStores()
  const paper = useStore(paperStore)
  const { serial, voter, state, can } = sheet
  const handleWithdraw = async () => {
    if (await paper.withdraw(sheet, t('voting.paper.withdrawReason'))) ui.say(t('voting.paper.withdrawn'))
  }
  return (
    <Card>
      <Stack>
        <View className='voting__tags'>
          <Tag tone={TONES[state]} text={t(`voting.paper.states.${state}`)} />
          <View className='voting__second'>{t('voting.paper.sheet', { serial })}</View>
        </View>
        <Words text={t('voting.paper.voter', { voter: sayVoter(voter) })} />
        <Scan sheet={sheet} />
        {can.confirm ? <Button block kind='secondary' text={t('voting.paper.confirm')} onPress={onRead} /> : null}
        {can.withdraw ? (
          <Button block kind='text' text={t('voting.paper.withdraw')} onPress={() => void handleWithdraw()} />
        ) : null}
      </Stack>
    </Card>
  )
})

const Sheets = observer(function Sheets({ onRead }: { onRead: (sheet: PaperBallot) => void }) {
  const { sheets } = useStore(paperStore)
  if (!sheets) return null
  if (sheets.isBroken) return <TroubleState trouble={sheets.trouble} onRetry={() => void sheets.refresh()} />
  if (sheets.isEmpty) return <Words tone='second' text={t('voting.paper.noSheets')} />
  return (
    <Section title={t('voting.paper.waiting')}>
      {sheets.items.map((sheet) => (
        <Sheet key={sheet.id} sheet={sheet} onRead={() => onRead(sheet)} />
      ))}
    </Section>
  )
})

const Desk = observer(function Desk({ poll }: { poll: Poll }) {
  const paper = useStore(paperStore)
  const [readId, setReadId] = useState<string | null>(null)
  const read = paper.sheets?.items.find(({ id }) => id === readId)
  const handleRead = ({ id }: PaperBallot) => {
    paper.clearTrouble()
    setReadId(id)
  }
  return (
    <>
      {read ? <ReadAgain poll={poll} sheet={read} onDone={() => setReadId(null)} /> : null}
      {/* Out of sight, and still there: what was begun is not lost. */}
      <View className={read ? 'voting__away' : undefined}>
        <Stack>
          <Words tone='second' text={t('voting.paper.intro')} />
          {paper.trouble ? <Words tone='alert' text={sayTrouble(paper.trouble)} /> : null}
          <Enter poll={poll} />
          <Sheets onRead={handleRead} />
        </Stack>
      </View>
    </>
  )
})

/** The paper desk of a poll (staff). Opened with the poll's `id`. */
function PaperScreen() {
  const paper = useStore(paperStore)
  const { pollId } = useStore(pollsStore)
  useEffect(() => {
    if (pollId !== null) void paper.open(pollId)
  }, [paper, pollId])
  useReachBottom(() => void paper.sheets?.loadMore())
  return (
    <WithPoll title={t('voting.paper.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          {poll.can.enterPaper ? <Desk poll={poll} /> : <Words text={t('voting.paper.notYours')} />}
        </>
      )}
    </WithPoll>
  )
}

export default observer(PaperScreen)
