import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { ReportView } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { back, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Avatar, Card, Cell, ImageGrid, Tag } from '@/ui'
import { MissingState } from '../../frame/MissingState'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { DecisionForm } from './DecisionForm'

function Content({ report }: { report: ReportView }) {
  const { subject, grid } = report
  return (
    <Card title={t('desk.content')}>
      <Cell
        leading={<Avatar name={subject.author.displayName} src={subject.author.avatarUrl} />}
        title={subject.author.displayName}
        note={grid.name}
        when={sayMoment(subject.createdAt)}
        trailing={<Tag text={t(subject.kind === 'post' ? 'desk.kindPost' : 'desk.kindComment')} />}
      />
      <Words text={subject.text} />
      <ImageGrid
        images={subject.images.map(({ urls }) => urls)}
        labelOf={(position, count) => t('common.picture', { position, count })}
      />
    </Card>
  )
}

function Why({ report }: { report: ReportView }) {
  return (
    <Card title={t('desk.reportedFor')}>
      <Words text={report.reason} />
      <Words below tone='second' text={t('desk.reports', { count: report.reports })} />
      {report.decision ? (
        <>
          <Words below tone='second' text={t('desk.decidedFor')} />
          <Words text={report.decision} />
        </>
      ) : null}
      {report.appealText ? (
        <>
          <Words below tone='second' text={t('desk.appealText')} />
          <Words text={report.appealText} />
        </>
      ) : null}
    </Card>
  )
}

/** One reported thing, as staff decide on it. */
function Case() {
  const { desk, ui } = useStores()
  const [id] = useState(() => routeParams().id ?? '')
  const opened = desk.reportId === id ? desk.report : null
  const report = opened?.value ?? null
  const isWaiting = report?.state === 'open' || report?.state === 'appealed'

  useEffect(() => {
    void desk.openReport(id)
  }, [desk, id])

  const handleDecide = async (action: 'hide' | 'keep' | 'warn', reason: string, words: string) => {
    if (!(await desk.decideReport(report?.id ?? id, action, reason))) return
    ui.say(words)
    await back()
  }

  return (
    <Screen title={t('desk.caseTitle')}>
      {desk.trouble ? <Words tone='alert' text={sayTrouble(desk.trouble)} /> : null}
      {report && isWaiting ? (
        <>
          <Content report={report} />
          <Why report={report} />
          {report.state === 'appealed' ? <Words tone='second' text={t('desk.appealHint')} /> : null}
          <DecisionForm report={report} onDecide={(...decision) => void handleDecide(...decision)} />
        </>
      ) : (
        <MissingState thing={opened} isSettled={report !== null} onRetry={() => void desk.openReport(id)} />
      )}
    </Screen>
  )
}

export default observer(Case)
