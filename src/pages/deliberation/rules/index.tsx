import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { PlaceDeliberationRules } from '@/contract'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { deliberationRulesStore } from '@/stores/deliberation-rules-store'
import { Button, Card, Cell, Icon, Skeleton } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { RulesForm } from './form'

function Told({ rules }: { rules: PlaceDeliberationRules }) {
  const { supportHouseholds, answerWorkingDays, statementsPerPerson, moderatesStatements } = rules
  return (
    <Card flush>
      <Cell
        leading={<Icon name='home' />}
        title={t('deliberation.rules.support', { count: supportHouseholds })}
        note={t('deliberation.rules.supportNote')}
      />
      <Cell
        leading={<Icon name='time' />}
        title={t('deliberation.rules.answer', { count: answerWorkingDays })}
        note={t('deliberation.rules.answerNote')}
      />
      <Cell leading={<Icon name='edit' />} title={t('deliberation.rules.statements', { count: statementsPerPerson })} />
      <Cell
        leading={<Icon name='shield' />}
        title={t(moderatesStatements ? 'deliberation.rules.lookedAt' : 'deliberation.rules.atOnce')}
      />
    </Card>
  )
}

/** How the community of the grid that is shown talks things over; its secretary changes it here. */
const RulesScreen = observer(function RulesScreen() {
  const { session, ui } = useStores()
  const store = useStore(deliberationRulesStore)
  const [isChanging, setChanging] = useState(false)
  const community = session.grid?.community
  const placeId = community?.id
  const read = async () => {
    if (placeId !== undefined) await store.openRules(placeId)
  }
  useEffect(() => void read(), [store, placeId])
  usePullDownRefresh(async () => {
    await read()
    Taro.stopPullDownRefresh()
  })
  if (session.standing !== 'member' && !session.isStaff)
    return (
      <Screen title={t('deliberation.rules.title')}>
        <NotYet />
      </Screen>
    )
  const rules = store.placeId === placeId ? (store.rules?.value ?? null) : null
  return (
    <Screen
      key={ui.language}
      title={t('deliberation.rules.title')}
      footer={
        rules?.can.change && !isChanging ? (
          <Button block icon='edit' text={t('deliberation.rules.change')} onPress={() => setChanging(true)} />
        ) : undefined
      }
    >
      {rules && isChanging ? <RulesForm rules={rules} onDone={() => setChanging(false)} /> : null}
      {rules && !isChanging ? (
        <>
          <Words text={t('deliberation.rules.lead', { place: community?.name ?? '' })} />
          <Told rules={rules} />
          <Card flush>
            <Cell
              leading={<Icon name='group' />}
              title={t('deliberation.council.title')}
              note={t('deliberation.council.note')}
              onPress={() => void open('deliberation/council')}
            />
          </Card>
        </>
      ) : null}
      {rules === null && store.rules?.isBroken ? (
        <TroubleState trouble={store.rules.trouble} onRetry={() => void read()} />
      ) : null}
      {rules === null && !store.rules?.isBroken ? <Skeleton kind='list' count={4} label={t('common.loading')} /> : null}
    </Screen>
  )
})

export default RulesScreen
