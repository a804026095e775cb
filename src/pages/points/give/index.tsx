import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { Resident } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore, useStores } from '@/stores'
import { ledgerStore } from '@/stores/ledger-store'
import { residentsStore } from '@/stores/residents-store'
import { Button, Card, Cell, Choice, Confirm, EmptyState, Section, Skeleton, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { amountOf } from '../amount'
import { Sent } from './sent'

const Budget = observer(function Budget() {
  const account = useStore(ledgerStore).budget?.value
  if (!account) return <Skeleton kind='card' label={t('common.loading')} />
  const { place, balance, quarter } = account
  return (
    <Card flush>
      <Cell
        title={t('points.give.left', { place: place.name, count: balance })}
        note={t('points.give.quarter', { quarter: quarter.name, issued: quarter.issued, spent: quarter.spent })}
      />
    </Card>
  )
})

interface WhoProps {
  placeId: string
  chosen: Resident | null
  onChoose: (resident: Resident) => void
}

/** Neighbours by name or door, page by page. */
const Who = observer(function Who({ placeId, ...choosing }: WhoProps) {
  const residents = useStore(residentsStore)
  const [part, setPart] = useState('')
  useEffect(() => {
    void residents.find(placeId, '')
    return residents.forget
  }, [residents, placeId])
  const handleFind = () => void residents.find(placeId, part)
  return (
    <Section title={t('points.give.who')}>
      <TextField
        kind='search'
        label={t('points.give.find')}
        value={part}
        placeholder={t('points.give.findHint')}
        maxLength={LIMITS.displayName}
        onChange={setPart}
        onSubmit={handleFind}
      />
      <Button block kind='secondary' icon='search' text={t('points.give.findButton')} onPress={handleFind} />
      <Residents {...choosing} />
    </Section>
  )
})

const Residents = observer(function Residents({ chosen, onChoose }: Omit<WhoProps, 'placeId'>) {
  const { list: residents } = useStore(residentsStore)
  if (!residents || residents.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (residents.isBroken) return <TroubleState trouble={residents.trouble} onRetry={() => void residents.refresh()} />
  if (residents.isEmpty) return <EmptyState icon='group' title={t('points.give.whoNone')} />
  const handleChange = (id: string) => {
    const resident = residents.items.find((item) => item.id === id)
    if (resident) onChoose(resident)
  }
  return (
    <>
      <Card>
        <Choice
          label={t('points.give.who')}
          value={chosen?.id ?? null}
          options={residents.items.map(({ id, person, building, household }) => ({
            key: id,
            text: person.displayName,
            note: `${building.name} ${household.number}`,
          }))}
          onChange={handleChange}
        />
      </Card>
      {residents.nextCursor !== null ? (
        <Button block kind='text' text={t('points.give.more')} onPress={() => void residents.loadMore()} />
      ) : null}
    </>
  )
})

/** Points and reason; for a budget holder also to whom. What was given stands for good, so it is asked once. */
const Form = observer(function Form({ placeId, isIssue }: { placeId: string; isIssue: boolean }) {
  const { ui } = useStores()
  const ledger = useStore(ledgerStore)
  const [resident, setResident] = useState<Resident | null>(null)
  const [points, setPoints] = useState('')
  const [reason, setReason] = useState('')
  const [isAsking, setAsking] = useState(false)
  const amount = amountOf(points)
  const isComplete = amount !== null && reason.trim() !== '' && (isIssue || resident !== null)
  const place = ledger.budget?.value?.place.name ?? ''
  const name = resident?.person.displayName ?? ''

  const handleSend = async () => {
    if (amount === null) return
    const made = isIssue
      ? await ledger.issue(amount, reason.trim())
      : await ledger.give(resident?.person.id ?? '', amount, reason.trim())
    setAsking(false)
    if (made === null) return
    ui.say(isIssue ? t('points.give.issued') : t('points.give.sent', { name }))
    setResident(null)
    setPoints('')
    setReason('')
  }

  return (
    <>
      <TextField
        label={t('points.give.points')}
        kind='number'
        value={points}
        hint={t('points.give.pointsHint')}
        maxLength={7}
        onChange={setPoints}
      />
      <TextField
        label={t('points.give.reason')}
        value={reason}
        hint={t('points.give.reasonHint')}
        maxLength={LIMITS.reasonText}
        onChange={setReason}
      />
      {isIssue ? null : <Who placeId={placeId} chosen={resident} onChoose={setResident} />}
      {ledger.trouble ? <Words tone='alert' text={sayTrouble(ledger.trouble)} /> : null}
      <Button
        block
        text={t(isIssue ? 'points.give.issue' : 'points.give.send')}
        disabled={!isComplete}
        onPress={() => setAsking(true)}
      />
      <Confirm
        open={isAsking}
        busy={ledger.isBusy}
        title={
          isIssue
            ? t('points.give.issueAsk', { place, points: amount ?? 0 })
            : t('points.give.sendAsk', { name, points: amount ?? 0 })
        }
        text={t(isIssue ? 'points.give.issueText' : 'points.give.sendText')}
        confirmText={t(isIssue ? 'points.give.issue' : 'points.give.send')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleSend()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
})

/** The secretary gives points from the budget; the street issues them to it. */
function Give() {
  const { session, ui } = useStores()
  const ledger = useStore(ledgerStore)
  const placeId = session.grid?.id ?? null
  useEffect(() => {
    ledger.clearTrouble()
    if (placeId !== null) void ledger.openBudget(placeId)
  }, [ledger, placeId])
  const { budget } = ledger
  const can = budget?.value?.can
  return (
    <Screen key={ui.language} title={t('points.give.title')}>
      {placeId === null ? (
        <NotYet />
      ) : budget?.isBroken ? (
        <TroubleState trouble={budget.trouble} onRetry={() => void ledger.openBudget(placeId)} />
      ) : (
        <>
          <Budget />
          {can && !can.transfer && !can.issue ? (
            <EmptyState icon='info' title={t('points.give.notYours')} text={t('points.give.notYoursText')} />
          ) : null}
          {can?.transfer || can?.issue ? <Form placeId={placeId} isIssue={!can.transfer} /> : null}
          <Sent />
        </>
      )}
    </Screen>
  )
}

export default observer(Give)
