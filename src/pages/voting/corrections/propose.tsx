import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { rollDeskStore } from '@/stores/roll-desk-store'
import { Button, Card, EmptyState, MultiChoice, Section, TextArea, TextField } from '@/ui'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { areaFigure } from '../face'
import { sayVoter } from '../words'

const WORDS_MAX = 40

const noteOf = (area: string | null) =>
  area === null ? {} : { note: t('voting.corrections.area', { area: areaFigure(area) }) }

/** Who was found on the roll, to be taken off it. */
const OnRoll = observer(function OnRoll() {
  const desk = useStore(rollDeskStore)
  const items = desk.entries?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('voting.corrections.onRoll')}>
      <MultiChoice
        label={t('voting.corrections.onRoll')}
        values={desk.removed.map(({ id }) => id)}
        options={items.map((entry) => ({
          key: entry.id,
          text: sayVoter(entry),
          disabled: !entry.can.remove,
          ...noteOf(entry.area),
        }))}
        onChange={desk.chooseRemoved}
      />
    </Card>
  )
})

/** Who belongs on it by what the registers say today, to be put on it. */
const OffRoll = observer(function OffRoll() {
  const desk = useStore(rollDeskStore)
  const items = desk.candidates?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t('voting.corrections.offRoll')}>
      <MultiChoice
        label={t('voting.corrections.offRoll')}
        values={desk.added.map(({ id }) => id)}
        options={items.map((candidate) => ({
          key: candidate.id,
          text: sayVoter(candidate),
          disabled: !candidate.can.add,
          ...noteOf(candidate.area),
        }))}
        onChange={desk.chooseAdded}
      />
    </Card>
  )
})

const Found = observer(function Found({ onRetry }: { onRetry: () => void }) {
  const { entries, candidates } = useStore(rollDeskStore)
  const broken = [entries, candidates].find((list) => list?.isBroken)
  if (broken) return <TroubleState trouble={broken.trouble} onRetry={onRetry} />
  if (entries?.isEmpty && candidates?.isEmpty)
    return <EmptyState icon='group' title={t('voting.corrections.none')} text={t('voting.corrections.noneText')} />
  return (
    <>
      <OnRoll />
      <OffRoll />
    </>
  )
})

/** The first of the two says who goes, who comes, and why. */
export const Propose = observer(function Propose() {
  const { ui } = useStores()
  const desk = useStore(rollDeskStore)
  const [part, setPart] = useState('')
  const [reason, setReason] = useState('')
  const chosen = [...desk.removed, ...desk.added]
  const handleFind = () => void desk.find(part)
  const handlePropose = async () => {
    if ((await desk.propose(reason.trim())) === null) return
    ui.say(t('voting.corrections.proposed'))
    setPart('')
    setReason('')
  }
  return (
    <Section title={t('voting.corrections.propose')}>
      <Stack>
        <TextField
          kind='search'
          label={t('voting.corrections.find')}
          value={part}
          placeholder={t('voting.paper.findHint')}
          maxLength={WORDS_MAX}
          onChange={setPart}
          onSubmit={handleFind}
        />
        <Button block kind='secondary' icon='search' text={t('voting.paper.findButton')} onPress={handleFind} />
        <Found onRetry={handleFind} />
        {chosen.length === 0 ? null : (
          <>
            <Words text={t('voting.corrections.chosen', { removed: desk.removed.length, added: desk.added.length })} />
            <TextArea
              label={t('voting.corrections.reason')}
              value={reason}
              placeholder={t('voting.corrections.reasonHint')}
              maxLength={LIMITS.reasonText}
              onChange={setReason}
            />
            <Button
              block
              text={t('voting.corrections.send')}
              disabled={reason.trim() === ''}
              loading={desk.isBusy}
              onPress={() => void handlePropose()}
            />
          </>
        )}
      </Stack>
    </Section>
  )
})
