import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back, routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { composeActivityStore } from '@/stores/compose-activity-store'
import { volunteeringStore } from '@/stores/volunteering-store'
import { Button, Section, TextField } from '@/ui'
import { MomentField } from '../../frame/MomentField'
import { Screen } from '../../frame/Screen'
import { sayOutcome, sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { Wanted } from './wanted'

const numbers = ['capacity', 'minimumAge', 'pointsPerHour', 'weeks'] as const

/** Planning a shift, once or week after week. Opened with the `id` of its activity. */
const PlanScreen = observer(function PlanScreen() {
  const { ui } = useStores()
  const store = useStore(composeActivityStore)
  const volunteering = useStore(volunteeringStore)
  const [{ id = '' }] = useState(routeParams)
  useEffect(() => store.openShift(id), [store, id])
  const { startsAt, endsAt, address } = store.shift
  const fault = store.shiftFault
  const handleSend = async () => {
    const title = volunteering.activity?.value?.title ?? t('volunteering.shiftTitle')
    const said = sayOutcome(await store.submitShift(title), t('volunteering.planned'), ui.isOnline)
    if (said === null) return
    ui.say(said)
    await back()
  }
  return (
    <Screen
      key={ui.language}
      title={t('volunteering.addShift')}
      footer={
        <Button
          block
          text={t('volunteering.openShift')}
          loading={store.isSending}
          disabled={fault !== null}
          onPress={() => void handleSend()}
        />
      }
    >
      <Section title={t('volunteering.from')}>
        <MomentField value={startsAt} onChange={(at) => store.changeShift({ startsAt: at })} />
      </Section>
      <Section title={t('volunteering.until')}>
        <MomentField value={endsAt} onChange={(at) => store.changeShift({ endsAt: at })} />
      </Section>
      <TextField
        label={t('volunteering.where')}
        placeholder={t('volunteering.wherePlaceholder')}
        value={address}
        maxLength={LIMITS.address}
        onChange={(text) => store.changeShift({ address: text })}
      />
      {numbers
        .filter((name) => name !== 'capacity' || store.shift.roles.length === 0)
        .map((name) => (
          <TextField
            key={name}
            kind='number'
            label={t(`volunteering.numbers.${name}`)}
            hint={t(`volunteering.numberHints.${name}`)}
            value={store.shift[name]}
            maxLength={5}
            onChange={(text) => store.changeShift({ [name]: text })}
          />
        ))}
      <Wanted />
      {fault ? <Words tone='alert' text={t(`volunteering.faults.${fault}`)} /> : null}
      {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
    </Screen>
  )
})

export default PlanScreen
