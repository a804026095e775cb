import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { type Colleague, useStore, useStores } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { Button, Card, Choice, EmptyState, Section, Skeleton } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { tomorrowMorning, weekAfter } from '../../frame/moments'
import { Stack } from '../../frame/Stack'
import { TroubleState } from '../../frame/trouble'
import { OfficeChips, type useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'

interface NewHandOverProps extends ReturnType<typeof useOffice> {
  onDone: () => void
}

/** Everybody who is staff around the office, once each, and not oneself. */
const othersOf = (staff: readonly Colleague[], selfId: string | undefined): Colleague[] =>
  staff.filter(
    ({ personId }, index) => personId !== selfId && staff.findIndex((other) => other.personId === personId) === index,
  )

const Colleagues = observer(function Colleagues({ value, onChange }: ColleaguesProps) {
  const { session } = useStores()
  const store = useStore(officeStore)
  const { staff } = store
  if (!staff || staff.isFirstLoad) return <Skeleton kind='list' count={3} label={t('common.loading')} />
  if (staff.isBroken) return <TroubleState trouble={staff.trouble} onRetry={() => void staff.refresh()} />
  const others = othersOf(staff.items, session.person?.id)
  if (others.length === 0) return <EmptyState icon='person' title={t('casework.handOver.noColleague')} />
  return (
    <>
      <Choice
        label={t('casework.handOver.toLabel')}
        value={value}
        onChange={onChange}
        options={others.map(({ personId, displayName, role, place }) => ({
          key: personId,
          text: displayName,
          note: t('casework.officeOf', { place: place.name, role: t(`casework.roles.${role}`) }),
        }))}
      />
      {staff.nextCursor ? (
        <Button kind='text' text={t('frame.loadMore')} onPress={() => void staff.loadMore()} />
      ) : null}
    </>
  )
})

interface ColleaguesProps {
  value: string | null
  onChange: (personId: string) => void
}

/** Which office, to whom, from when until when. */
export const NewHandOver = observer(function NewHandOver({ onDone, ...offices }: NewHandOverProps) {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const placeId = offices.office?.placeId
  const [toPersonId, setPerson] = useState<string | null>(null)
  const [from, setFrom] = useState(() => tomorrowMorning(new Date()))
  const [until, setUntil] = useState(() => weekAfter(tomorrowMorning(new Date())))
  useEffect(() => {
    setPerson(null)
    if (placeId !== undefined) void store.openStaff(placeId)
  }, [store, placeId])
  const isInOrder = new Date(from) < new Date(until)
  const name = store.staff?.items.find(({ personId }) => personId === toPersonId)?.displayName ?? ''
  const handleSave = async () => {
    if (placeId === undefined || toPersonId === null) return
    if (!(await store.handOver({ placeId, toPersonId, from, until }))) return
    ui.say(t('casework.handOver.saved', { name }))
    onDone()
  }
  return (
    <Card title={t('casework.handOver.add')}>
      <Stack>
        <OfficeChips {...offices} />
        <Section title={t('casework.handOver.toLabel')}>
          <Colleagues value={toPersonId} onChange={setPerson} />
        </Section>
        <Section title={t('casework.handOver.from')}>
          <MomentField value={from} onChange={setFrom} />
        </Section>
        <Section title={t('casework.handOver.until')}>
          <MomentField value={until} onChange={setUntil} />
        </Section>
        {isInOrder ? null : <Words tone='alert' text={t('casework.handOver.badTimes')} />}
        <Button
          block
          text={t('casework.handOver.save')}
          disabled={toPersonId === null || !isInOrder}
          loading={store.isBusy}
          onPress={() => void handleSave()}
        />
        <Button block kind='text' text={t('common.cancel')} onPress={onDone} />
      </Stack>
    </Card>
  )
})
