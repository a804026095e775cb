import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { HandOver } from '@/contract'
import { t } from '@/i18n'
import { sayRange } from '@/i18n/time'
import { useStore, useStores } from '@/stores'
import { officeStore } from '@/stores/office-store'
import { Button, Card, Cell, Confirm, EmptyState, Skeleton, Tag } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { NoOffice, useOffice } from '../../frame/use-office'
import { Words } from '../../frame/Words'
import { NewHandOver } from './new-hand-over'

function stateOf({ endedAt, from, until }: HandOver) {
  const now = new Date()
  if (endedAt !== null || new Date(until) <= now) return 'ended'
  return new Date(from) > now ? 'planned' : 'now'
}

const tones = { ended: 'neutral', planned: 'wait', now: 'brand' } as const

const List = observer(function List() {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const [ending, setEnding] = useState<HandOver | null>(null)
  const { handOvers } = store
  const handleEnd = async () => {
    if (ending && (await store.endHandOver(ending))) ui.say(t('casework.handOver.endDone'))
    setEnding(null)
  }
  if (handOvers.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (handOvers.isBroken) return <TroubleState trouble={handOvers.trouble} onRetry={() => void handOvers.refresh()} />
  if (handOvers.items.length === 0)
    return <EmptyState icon='group' title={t('casework.handOver.emptyTitle')} text={t('casework.handOver.emptyText')} />
  return (
    <>
      {handOvers.items.map((handOver) => {
        const { id, absent, substitute, place, from, until, can } = handOver
        const state = stateOf(handOver)
        return (
          <Card key={id} flush>
            <Cell
              title={t('casework.handOver.line', { absent: absent.displayName, substitute: substitute.displayName })}
              note={t('casework.handOver.period', { place: place.name, range: sayRange(from, until) })}
              trailing={<Tag tone={tones[state]} text={t(`casework.handOver.${state}`)} />}
            />
            {can.end ? (
              <Button block kind='text' text={t('casework.handOver.end')} onPress={() => setEnding(handOver)} />
            ) : null}
          </Card>
        )
      })}
      <Confirm
        open={ending !== null}
        busy={store.isBusy}
        title={t('casework.handOver.endTitle', { name: ending?.substitute.displayName ?? '' })}
        text={t('casework.handOver.endText')}
        confirmText={t('casework.handOver.end')}
        cancelText={t('common.cancel')}
        onConfirm={() => void handleEnd()}
        onCancel={() => setEnding(null)}
      />
    </>
  )
})

/** A colleague looks after the desk meanwhile. */
const HandOverScreen = observer(function HandOverScreen() {
  const { ui } = useStores()
  const store = useStore(officeStore)
  const offices = useOffice()
  const [isAdding, setAdding] = useState(false)
  useEffect(() => {
    store.clearTrouble()
    void store.handOvers.refresh()
  }, [store])
  const add = <Button block text={t('casework.handOver.add')} onPress={() => setAdding(true)} />
  return (
    <Screen
      key={ui.language}
      title={t('casework.handOver.title')}
      footer={offices.office && !isAdding ? add : undefined}
    >
      {offices.office === null ? (
        <NoOffice />
      ) : (
        <>
          {store.trouble ? <Words tone='alert' text={sayTrouble(store.trouble)} /> : null}
          {isAdding ? <NewHandOver {...offices} onDone={() => setAdding(false)} /> : null}
          <List />
        </>
      )}
    </Screen>
  )
})

export default HandOverScreen
