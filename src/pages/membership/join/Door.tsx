import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { Household } from '@/contract'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { Card, Choice, EmptyState, FilterChips, Skeleton } from '@/ui'
import { Stack } from '../../frame/Stack'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

/** A floor, then one of its few doors: two taps instead of a long list. */
const Doors = observer(function Doors({ households }: { households: readonly Household[] }) {
  const { join } = useStores()
  const floors = [...new Set(households.map(({ floor }) => floor))].sort((a, b) => a - b)
  const [chosen, setFloor] = useState<number | null>(null)
  const floor = chosen ?? floors[0] ?? 1
  const onFloor = households.filter((household) => household.floor === floor)
  return (
    <Card title={t('membership.chooseDoor')}>
      <Stack>
        <FilterChips
          label={t('membership.floors')}
          items={floors.map((number) => ({ key: String(number), text: t('membership.floor', { floor: number }) }))}
          value={String(floor)}
          onChange={(key) => setFloor(Number(key))}
        />
        <Choice
          label={t('membership.doors')}
          options={onFloor.map(({ id, number }) => ({ key: id, text: number }))}
          value={join.household?.id ?? null}
          onChange={(id) => {
            const household = households.find((other) => other.id === id)
            if (household) join.chooseHousehold(household)
          }}
        />
      </Stack>
    </Card>
  )
})

export const Door = observer(function Door() {
  const { join, session } = useStores()
  if (!session.isSignedIn)
    return <EmptyState icon='lock' title={t('membership.signInForDoor')} text={t('membership.signInForDoorText')} />
  if (join.households === null) {
    if (join.trouble) return <TroubleState trouble={join.trouble} onRetry={() => void join.retry()} />
    return <Skeleton kind='list' count={4} label={t('common.loading')} />
  }
  if (join.households.length === 0)
    return <EmptyState icon='location' title={t('membership.noneBelow')} text={t('membership.noneBelowText')} />
  return (
    <>
      <Doors households={join.households} />
      {join.household ? (
        <Card title={t('membership.relation')}>
          <Choice
            label={t('membership.relation')}
            options={(['owner', 'family', 'tenant'] as const).map((key) => ({
              key,
              text: t(`membership.${key}`),
              note: t(`membership.${key}Note`),
            }))}
            value={join.relation}
            onChange={join.chooseRelation}
          />
        </Card>
      ) : null}
      {join.trouble ? <Words tone='alert' text={sayTrouble(join.trouble)} /> : null}
    </>
  )
})
