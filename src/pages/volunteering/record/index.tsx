import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect } from 'react'
import type { ServiceRecord } from '@/contract'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { serviceRecordStore } from '@/stores/service-record-store'
import { Button, Card, Cell, EmptyState, Icon, Section, Skeleton, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TakeFile, useTakeFile } from '../../frame/take-file'
import { KeptNote, TroubleState } from '../../frame/trouble'
import { useShownAgain } from '../../frame/use-shown-again'
import { Words } from '../../frame/Words'
import { sayCorrection } from '../say-correction'

/** A year's hours by category, and its certificate. */
const Year = observer(function Year({
  year,
  onCertify,
}: {
  year: ServiceRecord['years'][number]
  onCertify: () => void
}) {
  return (
    <Section title={t('volunteering.yearHours', { year: year.year, hours: year.hours })}>
      <Card flush>
        {year.categories.map(({ category, hours, shifts }) => (
          <Cell
            key={category}
            title={category}
            note={t('volunteering.times', { count: shifts })}
            value={t('volunteering.hours', { count: hours })}
          />
        ))}
      </Card>
      <Button
        block
        kind='secondary'
        icon='certificate'
        text={t('volunteering.certify', { year: year.year })}
        onPress={onCertify}
      />
    </Section>
  )
})

const Certificates = observer(function Certificates({ onTake }: { onTake: (id: string) => void }) {
  const store = useStore(serviceRecordStore)
  if (store.certificates.items.length === 0) return null
  return (
    <Section title={t('volunteering.certificates')}>
      <Card flush>
        {store.certificates.items.map(({ id, number, hours, issuedAt }) => (
          <Cell
            key={id}
            leading={<Icon name='certificate' />}
            title={number}
            note={`${t('volunteering.hours', { count: hours })} · ${sayDay(issuedAt)}`}
            onPress={() => onTake(id)}
          />
        ))}
      </Card>
    </Section>
  )
})

const Entries = observer(function Entries() {
  const store = useStore(serviceRecordStore)
  if (store.entries.items.length === 0) return null
  return (
    <Section title={t('volunteering.turnsTitle')}>
      <Card flush>
        {store.entries.items.map(({ id, shiftId, title, startsAt, state, minutes, corrections }) => (
          <Cell
            key={id}
            title={title}
            note={[sayDay(startsAt), ...corrections.map(sayCorrection)].join(' · ')}
            value={minutes === null ? undefined : t('volunteering.minutes', { count: minutes })}
            trailing={state === 'done' ? undefined : <Tag tone='neutral' text={t(`volunteering.turns.${state}`)} />}
            onPress={() => void open('volunteering/shift', { id: shiftId })}
          />
        ))}
      </Card>
    </Section>
  )
})

const Whole = observer(function Whole() {
  const store = useStore(serviceRecordStore)
  const taking = useTakeFile(store.files)
  const { record } = store
  if (record.isFirstLoad) return <Skeleton kind='card' count={2} label={t('common.loading')} />
  if (record.isBroken || record.value === null)
    return <TroubleState trouble={record.trouble} onRetry={() => void store.open()} />
  const { hours, shifts, years } = record.value
  const handleTake = (id: string) => {
    const certificate = store.certificates.items.find((one) => one.id === id)
    if (certificate) void taking.take(() => store.takeAgain(certificate))
  }
  return (
    <>
      <KeptNote keptAt={record.state === 'offline' ? record.keptAt : null} />
      {shifts === 0 ? (
        <EmptyState
          icon='certificate'
          title={t('volunteering.recordEmpty')}
          text={t('volunteering.recordEmptyText')}
          action={{ text: t('volunteering.lookAround'), onPress: () => void open('volunteering/activities') }}
        />
      ) : (
        <Card>
          <Words tone='lead' text={t('volunteering.totalHours', { hours })} />
          <Words tone='second' text={t('volunteering.times', { count: shifts })} />
        </Card>
      )}
      {years.map((year) => (
        <Year key={year.year} year={year} onCertify={() => void taking.take(() => store.certify(year.year))} />
      ))}
      <Certificates onTake={handleTake} />
      <Entries />
      {shifts > 0 ? (
        <Button
          block
          kind='text'
          icon='download'
          text={t('volunteering.workbook')}
          loading={store.files.isFetching}
          onPress={() => void taking.take(() => store.takeWorkbook())}
        />
      ) : null}
      <Words tone='second' text={t('volunteering.rounding')} />
      <TakeFile taking={taking} />
    </>
  )
})

/** My hours, what proves them, and what I said of myself as a volunteer. */
const RecordScreen = observer(function RecordScreen() {
  const { session, ui } = useStores()
  const store = useStore(serviceRecordStore)
  const { isSignedIn } = session
  useEffect(() => void (isSignedIn && store.open()), [store, isSignedIn])
  useShownAgain(() => void (isSignedIn && store.open()))
  usePullDownRefresh(() => void store.open().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void store.entries.loadMore())
  return (
    <Screen key={ui.language} title={t('volunteering.record')}>
      {isSignedIn ? (
        <>
          <Card flush>
            <Cell
              leading={<Icon name='person' />}
              title={t('volunteering.profile')}
              note={t('volunteering.profileNote')}
              onPress={() => void open('volunteering/profile')}
            />
          </Card>
          <Whole />
        </>
      ) : (
        <NotYet />
      )}
    </Screen>
  )
})

export default RecordScreen
