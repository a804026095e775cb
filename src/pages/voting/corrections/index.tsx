import { useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { PollCorrection } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { rollDeskStore } from '@/stores/roll-desk-store'
import { Button, Card, Cell, Section, Tag, type Tone } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { areaFigure, PollFace } from '../face'
import { WithPoll } from '../with-poll'
import { sayVoter } from '../words'
import { Propose } from './propose'

const TONES: Readonly<Record<PollCorrection['state'], Tone>> = { proposed: 'wait', made: 'brand', refused: 'neutral' }

/** Line by line what changes, and the word of the second member of staff. */
const Correction = observer(function Correction({ correction }: { correction: PollCorrection }) {
  const { ui } = useStores()
  const desk = useStore(rollDeskStore)
  const polls = useStore(pollsStore)
  const { state, lines, reason, createdAt, can } = correction
  const handleDecide = async (action: 'confirm' | 'refuse') => {
    if ((await desk.decide(correction, action)) === null) return
    ui.say(t(action === 'confirm' ? 'voting.corrections.made' : 'voting.corrections.refused'))
    void polls.openRoll(correction.pollId)
  }
  return (
    <Stack>
      <Card flush>
        <Cell
          title={reason}
          note={sayPast(createdAt)}
          trailing={<Tag tone={TONES[state]} text={t(`voting.corrections.states.${state}`)} />}
        />
        {lines.map((line, index) => (
          <Cell
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a correction never change
            key={index}
            leading={
              <Tag
                tone={line.change === 'add' ? 'brand' : 'neutral'}
                text={t(`voting.corrections.changes.${line.change}`)}
              />
            }
            title={sayVoter(line)}
            note={line.area === null ? undefined : t('voting.corrections.area', { area: areaFigure(line.area) })}
          />
        ))}
      </Card>
      {can.refuse && !can.confirm ? <Words tone='second' text={t('voting.corrections.another')} /> : null}
      {can.confirm ? (
        <Button
          block
          text={t('voting.corrections.confirm')}
          loading={desk.isBusy}
          onPress={() => void handleDecide('confirm')}
        />
      ) : null}
      {can.refuse ? (
        <Button
          block
          kind='text'
          text={t(can.confirm ? 'voting.corrections.refuse' : 'voting.corrections.withdraw')}
          disabled={desk.isBusy}
          onPress={() => void handleDecide('refuse')}
        />
      ) : null}
    </Stack>
  )
})

const List = observer(function List() {
  const { corrections } = useStore(rollDeskStore)
  if (corrections?.isBroken)
    return <TroubleState trouble={corrections.trouble} onRetry={() => void corrections.refresh()} />
  if (!corrections || corrections.items.length === 0) return null
  return (
    <Section title={t('voting.corrections.list')}>
      {corrections.items.map((correction) => (
        <Correction key={correction.id} correction={correction} />
      ))}
    </Section>
  )
})

const Desk = observer(function Desk() {
  const desk = useStore(rollDeskStore)
  return (
    <>
      <Words tone='second' text={t('voting.corrections.intro')} />
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      <List />
      <Propose />
    </>
  )
})

/** Corrections of a roll while it is displayed: one member of staff proposes, another confirms. Opened with the poll's `id`. */
function CorrectionsScreen() {
  const desk = useStore(rollDeskStore)
  const { pollId } = useStore(pollsStore)
  useEffect(() => {
    if (pollId !== null) void desk.openCorrections(pollId)
  }, [desk, pollId])
  useReachBottom(() => void desk.corrections?.loadMore())
  return (
    <WithPoll title={t('voting.corrections.title')}>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          {poll.can.correctRoll ? <Desk /> : <Words text={t('voting.corrections.notNow')} />}
        </>
      )}
    </WithPoll>
  )
}

export default observer(CorrectionsScreen)
