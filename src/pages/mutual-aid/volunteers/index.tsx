import Taro, { usePullDownRefresh, useReachBottom } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { AidVolunteer } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayDay } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { vouchingStore } from '@/stores/vouching-store'
import { Button, Card, Cell, EmptyState, Skeleton, TextField } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { NoOffice, OfficeChips, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'
import { AskOnce } from '../ask-once'

/** A resident, and one tap to say that the community knows them as a volunteer; taking it back is asked once. */
const Resident = observer(function Resident({ resident }: { resident: AidVolunteer }) {
  const { ui } = useStores()
  const store = useStore(vouchingStore)
  const { displayName, grid, building, verifiedAt } = resident
  const handle = async (isVolunteer: boolean) => {
    if (await store.vouch(resident, isVolunteer))
      ui.say(t(isVolunteer ? 'aid.volunteers.vouched' : 'aid.volunteers.unvouched', { name: displayName }))
  }
  const where = `${grid} · ${building}`
  return (
    <Cell
      title={displayName}
      note={verifiedAt === null ? where : `${where} · ${t('aid.volunteers.since', { day: sayDay(verifiedAt) })}`}
      trailing={
        verifiedAt === null ? (
          <Button
            size='small'
            text={t('aid.volunteers.vouch')}
            label={t('aid.volunteers.vouchFor', { name: displayName })}
            disabled={store.sender.isBusy}
            onPress={() => void handle(true)}
          />
        ) : (
          <AskOnce
            size='small'
            text={t('aid.volunteers.unvouch')}
            title={t('aid.volunteers.unvouchAsk', { name: displayName })}
            note={t('aid.volunteers.unvouchText')}
            busy={store.sender.isBusy}
            onConfirm={() => handle(false)}
          />
        )
      }
    />
  )
})

const List = observer(function List() {
  const { shown, words } = useStore(vouchingStore)
  if (!shown || shown.isFirstLoad) return <Skeleton kind='list' count={4} label={t('common.loading')} />
  if (shown.isBroken) return <TroubleState trouble={shown.trouble} onRetry={() => void shown.refresh()} />
  if (shown.isEmpty)
    return words === null ? (
      <EmptyState icon='verified' title={t('aid.volunteers.empty')} text={t('aid.volunteers.emptyText')} />
    ) : (
      <EmptyState icon='search' title={t('aid.volunteers.none', { words })} text={t('aid.volunteers.noneText')} />
    )
  return (
    <Card flush title={words === null ? t('aid.volunteers.list') : t('aid.volunteers.found', { words })}>
      {shown.items.map((resident) => (
        <Resident key={resident.id} resident={resident} />
      ))}
    </Card>
  )
})

/** Whom the community knows as volunteers: they alone see, and are asked about, what is for volunteers only. */
function Volunteers() {
  const { ui } = useStores()
  const store = useStore(vouchingStore)
  const offices = useOffice(['secretary', 'grid_officer', 'street_staff'])
  const [words, setWords] = useState('')
  const placeId = offices.office?.placeId ?? null
  useEffect(() => {
    if (placeId !== null) void store.open(placeId)
  }, [store, placeId])
  usePullDownRefresh(() => void store.shown?.refresh().finally(() => Taro.stopPullDownRefresh()))
  useReachBottom(() => void store.shown?.loadMore())
  const handleLook = () => void store.lookFor(words.trim())
  const handleChange = (changed: string) => {
    setWords(changed)
    if (changed.trim() === '') store.stopLooking()
  }
  const footer = (
    <Button block icon='search' text={t('aid.volunteers.look')} disabled={words.trim() === ''} onPress={handleLook} />
  )
  return (
    <Screen key={ui.language} title={t('aid.volunteers.title')} footer={placeId === null ? undefined : footer}>
      {placeId === null ? (
        <NoOffice />
      ) : (
        <>
          <OfficeChips {...offices} />
          <TextField
            label={t('aid.volunteers.name')}
            placeholder={t('aid.volunteers.namePlaceholder')}
            kind='search'
            value={words}
            maxLength={LIMITS.displayName}
            onChange={handleChange}
            onSubmit={handleLook}
          />
          {store.sender.trouble ? <Words tone='alert' text={sayTrouble(store.sender.trouble)} /> : null}
          <List />
        </>
      )}
    </Screen>
  )
}

export default observer(Volunteers)
