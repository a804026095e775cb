import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { HomeService } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { replace, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { servicesStore } from '@/stores/services-store'
import { Button, Card, Section, Skeleton, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { sayHours } from '../hours'
import { sayPrice } from '../price'

const HALF_HOUR_MS = 1_800_000
const DAY_MS = 86_400_000
const TEN_IN_CHINA_MS = 2 * 3_600_000

/** Tomorrow at ten, which most services keep. */
const tomorrowAtTen = () => new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS + DAY_MS + TEN_IN_CHINA_MS).toISOString()

/** The next half hour: the one that has begun lies in the past. */
const onHalfHour = (moment: string) =>
  new Date(Math.ceil(Date.parse(moment) / HALF_HOUR_MS) * HALF_HOUR_MS).toISOString()

const Form = observer(function Form({ service }: { service: HomeService }) {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const [startsAt, setStartsAt] = useState(tomorrowAtTen)
  const [note, setNote] = useState('')
  const [phone, setPhone] = useState('')
  const handleBook = async () => {
    const [said, digits] = [note.trim(), phone.trim()]
    const made = await store.book({
      serviceId: service.id,
      startsAt,
      ...(said ? { note: said } : {}),
      ...(digits ? { phone: digits } : {}),
    })
    if (made === null) return
    ui.say(t('aid.services.booked'))
    await replace('mutual-aid/bookings')
  }
  return (
    <>
      <Card title={service.title}>
        <Words text={sayPrice(service.price)} />
        <Words tone='second' text={service.about} />
      </Card>
      <Section title={t('aid.services.when')}>
        <Words tone='second' text={t('aid.services.hours', { hours: sayHours(service.weekly) })} />
        <Words tone='second' text={t('aid.services.halfHours')} />
        <MomentField value={startsAt} onChange={(moment) => setStartsAt(onHalfHour(moment))} />
      </Section>
      <TextField label={t('aid.services.note')} value={note} maxLength={LIMITS.reasonText} onChange={setNote} />
      <TextField label={t('aid.services.phone')} kind='phone' value={phone} maxLength={20} onChange={setPhone} />
      {store.sender.trouble ? <Words tone='alert' text={sayTrouble(store.sender.trouble)} /> : null}
      <Button block text={t('aid.services.bookNow')} loading={store.sender.isBusy} onPress={() => void handleBook()} />
    </>
  )
})

/** Booking a home service. Opened with its `id`. */
function Book() {
  const { ui } = useStores()
  const store = useStore(servicesStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => void store.openService(id), [store, id])
  const service = store.service?.value ?? null
  return (
    <Screen key={ui.language} title={t('aid.services.book')}>
      {service ? (
        <Form service={service} />
      ) : store.service?.isBroken ? (
        <TroubleState trouble={store.service.trouble} onRetry={() => void store.openService(id)} />
      ) : (
        <Skeleton kind='card' label={t('common.loading')} />
      )}
    </Screen>
  )
}

export default observer(Book)
