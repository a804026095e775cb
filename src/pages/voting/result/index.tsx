import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { Fragment } from 'react'
import type { Poll, PollResult } from '@/contract'
import { t } from '@/i18n'
import { typeset } from '@/i18n/typeset'
import { copyText } from '@/platform/clipboard'
import { open } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { ballotStore } from '@/stores/ballot-store'
import { pollsStore } from '@/stores/polls-store'
import { Card, Cell, Icon, Progress, Skeleton, Tag } from '@/ui'
import { TakeFile, useTakeFile } from '../../frame/take-file'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { areaFigure, HeadsAndArea, PollFace, Verdict } from '../face'
import { WithPoll } from '../with-poll'
import { boundOf, perCentOf } from '../words'

/** Bars from zero, each with its figure, area under heads where both count; what came on paper is said apart. */
function Options({ result }: { result: PollResult }) {
  const { options, turnout } = result
  const share = (part: number, whole: number) => (whole > 0 ? Math.min(part / whole, 1) : 0)
  const ofAll = Number(turnout.area ?? 0)
  return (
    <Card title={t('voting.result.options')}>
      {options.map(({ id, text, votes, area }) => (
        <Fragment key={id}>
          <Progress
            label={typeset(text)}
            text={`${t('voting.result.votes', { count: votes })} · ${perCentOf(votes, turnout.count)}`}
            value={share(votes, turnout.count)}
          />
          {area === undefined ? null : (
            <Progress
              label={t('voting.area')}
              text={`${t('voting.result.area', { area: areaFigure(area) })} · ${perCentOf(Number(area), ofAll)}`}
              value={share(Number(area), ofAll)}
            />
          )}
        </Fragment>
      ))}
      <Words tone='second' text={t('voting.result.byKind', { ...result.byKind })} />
    </Card>
  )
}

/** Line by line, each with the article it rests on. */
function Reasons({ result }: { result: PollResult }) {
  return (
    <Card title={t('voting.result.reasons')}>
      {result.reasons.map(({ code, measure, text, isMet }) => (
        <Verdict key={`${code}${measure}`} fits={isMet} text={text} />
      ))}
    </Card>
  )
}

/** How to look further: my own ballot, the result on paper, and the whole count. */
const Checks = observer(function Checks({ poll }: { poll: Poll }) {
  const { ui } = useStores()
  const polls = useStore(pollsStore)
  const ballots = useStore(ballotStore)
  const taking = useTakeFile(polls.files)
  const handleCopy = async () => {
    const origin = process.env.TARO_ENV === 'h5' && polls.exportAddress.startsWith('/') ? window.location.origin : ''
    const address = `${origin}${polls.exportAddress}`
    ui.say((await copyText(address)) ? t('voting.result.copied') : address)
  }
  return (
    <>
      <Card flush>
        {ballots.cast ? (
          <Cell
            tone='brand'
            leading={<Icon name='verified' />}
            title={t('voting.result.check')}
            note={t('voting.result.checkNote')}
            onPress={() => void open('voting/receipt', { id: poll.id })}
          />
        ) : null}
        <Cell
          leading={<Icon name='certificate' />}
          title={t(poll.advisory ? 'voting.result.record' : 'voting.result.certificate')}
          note={t(polls.files.isFetching ? 'voting.result.certificateComing' : 'voting.result.certificateNote')}
          onPress={() => void taking.take(() => polls.takeCertificate(poll))}
        />
        <Cell
          leading={<Icon name='copy' />}
          title={t('voting.result.recount')}
          note={t('voting.result.recountNote')}
          onPress={() => void handleCopy()}
        />
      </Card>
      <TakeFile taking={taking} />
    </>
  )
})

const Result = observer(function Result({ poll }: { poll: Poll }) {
  const loadable = useStore(pollsStore).result
  const result = loadable?.value ?? null
  if (result === null)
    return loadable?.isBroken ? (
      <TroubleState trouble={loadable.trouble} onRetry={() => void loadable.load()} />
    ) : (
      <Skeleton kind='card' label={t('common.loading')} />
    )
  return (
    <>
      <Card>
        <View className='voting__tags'>
          <Tag
            tone={result.passed ? 'brand' : 'neutral'}
            text={t(result.passed ? 'voting.result.passed' : 'voting.result.notPassed')}
          />
        </View>
        <PollFace poll={poll} />
        {poll.advisory ? <Words tone='second' below text={t('voting.advisoryText')} /> : null}
      </Card>
      <Card title={t('voting.turnout')}>
        <HeadsAndArea turnout={result.turnout} bound={boundOf(poll)} />
      </Card>
      <Options result={result} />
      <Reasons result={result} />
      <Checks poll={poll} />
    </>
  )
})

/** What a poll came to, and why. Opened with the poll's `id`. */
function ResultScreen() {
  const polls = useStore(pollsStore)
  usePullDownRefresh(() => {
    if (polls.pollId !== null) void polls.openResult(polls.pollId)
    Taro.stopPullDownRefresh()
  })
  return (
    <WithPoll title={t('voting.result.title')} also='result'>
      {(poll) => <Result poll={poll} />}
    </WithPoll>
  )
}

export default observer(ResultScreen)
