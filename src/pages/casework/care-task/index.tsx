import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { CareTask } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { back, replace, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, EmptyState, Skeleton, Tag, TextArea } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

const tones = { open: 'alert', taken: 'wait', done: 'neutral' } as const

function What({ task }: { task: CareTask }) {
  const { state, channel, text, building, household, dueAt, takenBy, report } = task
  const door = household
    ? t('casework.care.door', { building: building.name, number: household.number })
    : building.name
  return (
    <Card>
      <Tag tone={tones[state]} text={t(`casework.care.states.${state}`)} />
      <Words tone='lead' text={text} />
      <Words tone='second' text={`${t(`casework.care.channels.${channel}`)} · ${task.grid.name}`} />
      <Words below text={door} />
      <Words tone='second' text={t('casework.care.due', { when: sayMoment(dueAt) })} />
      {takenBy ? <Words tone='second' text={t('casework.care.taken', { name: takenBy.displayName })} /> : null}
      {report ? <Words below text={report} /> : null}
    </Card>
  )
}

const Missing = observer(function Missing() {
  const { desk } = useStores()
  const { careTasks } = desk
  if (careTasks.isFirstLoad) return <Skeleton kind='card' label={t('common.loading')} />
  if (careTasks.isBroken) return <TroubleState trouble={careTasks.trouble} onRetry={() => void desk.refresh()} />
  return (
    <EmptyState
      icon='check-circle'
      title={t('desk.gone')}
      text={t('desk.goneText')}
      action={{ text: t('desk.backToDesk'), onPress: () => void replace('desk/desk') }}
    />
  )
})

/** Somebody should look in on a neighbour: going, and saying how it was. Opened with `id`. */
const CareTaskScreen = observer(function CareTaskScreen() {
  const { desk, ui } = useStores()
  const [{ id = '' }] = useState(routeParams)
  const [report, setReport] = useState('')
  const task = desk.findCareTask(id)
  useEffect(() => {
    desk.clearTrouble()
    if (desk.careTasks.state === 'idle') void desk.refresh()
  }, [desk])
  const handleTake = async () => {
    if (await desk.takeCareTask(id)) ui.say(t('casework.care.takeDone'))
  }
  const handleFinish = async () => {
    if (!(await desk.finishCareTask(id, report))) return
    ui.say(t('casework.care.finishDone'))
    await back()
  }
  const take = <Button block text={t('casework.care.take')} loading={desk.isBusy} onPress={() => void handleTake()} />
  const finish = (
    <Button
      block
      text={t('casework.care.finish')}
      disabled={report.trim() === ''}
      loading={desk.isBusy}
      onPress={() => void handleFinish()}
    />
  )
  return (
    <Screen
      key={ui.language}
      title={t('casework.care.title')}
      footer={task?.can.take ? take : task?.can.finish ? finish : undefined}
    >
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      {task ? <What task={task} /> : <Missing />}
      {task?.can.finish ? (
        <TextArea
          label={t('casework.care.reportLabel')}
          placeholder={t('casework.care.reportPlaceholder')}
          value={report}
          maxLength={LIMITS.reasonText}
          onChange={setReport}
        />
      ) : null}
    </Screen>
  )
})

export default CareTaskScreen
