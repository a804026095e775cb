import { View } from '@tarojs/components'
import Taro, { usePullDownRefresh } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import type { Poll, PollRoll } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { useStore } from '@/stores'
import { pollsStore } from '@/stores/polls-store'
import { Card, Cell, Icon, Skeleton } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { areaFigure, PollFace } from '../face'
import { Objection } from '../objection'
import { OwnObjections } from '../own-objections'
import { WithPoll } from '../with-poll'

/** Whether I am on it, and with what weight. */
function Mine({ roll: { area, mine } }: { roll: PollRoll }) {
  if (!mine.eligible)
    return (
      <Card title={t('voting.roll.notMine')}>
        <Words text={t('voting.roll.notMineText')} />
      </Card>
    )
  const isWeighed = area !== null
  return (
    <Card flush>
      <Cell
        leading={<Icon name='check-circle' />}
        title={t('voting.roll.mine')}
        note={isWeighed ? t('voting.roll.mineArea', { area: areaFigure(String(mine.weight)) }) : undefined}
        value={t(mine.voted ? 'voting.voted' : 'voting.notVoted')}
      />
      {mine.entries.length > 1
        ? mine.entries.map(({ id, label, voted }) => (
            <Cell key={id} title={label} value={t(voted ? 'voting.voted' : 'voting.notVoted')} />
          ))
        : null}
    </Card>
  )
}

/** Size and hash, and every version with its reason. */
function Facts({ roll: { size, area, hash, versions } }: { roll: PollRoll }) {
  return (
    <>
      <Card title={t('voting.roll.size', { count: size })}>
        {area === null ? null : <Words text={t('voting.roll.area', { area: areaFigure(area) })} />}
        <Words tone='second' below text={t('voting.roll.hash')} />
        <View className='voting__hash'>{hash}</View>
        <Words tone='second' text={t('voting.roll.hashText')} />
      </Card>
      <Card flush>
        {versions.map(({ version, reason, createdAt }) => (
          <Cell
            key={version}
            title={reason === '' ? t('voting.roll.first') : reason}
            note={t('voting.roll.version', { version, when: sayMoment(createdAt) })}
          />
        ))}
      </Card>
    </>
  )
}

const Roll = observer(function Roll({ poll }: { poll: Poll }) {
  const loadable = useStore(pollsStore).roll
  const roll = loadable?.value ?? null
  if (poll.rollHash === null) return <Words text={t('voting.roll.notYet')} />
  if (roll === null)
    return loadable?.isBroken ? (
      <TroubleState trouble={loadable.trouble} onRetry={() => void loadable.load()} />
    ) : (
      <Skeleton kind='card' label={t('common.loading')} />
    )
  return (
    <>
      <Mine roll={roll} />
      <Facts roll={roll} />
      {roll.can.object && roll.objectionsUntil !== null ? (
        <>
          <Words tone='second' text={t('voting.roll.objectUntil', { when: sayMoment(roll.objectionsUntil) })} />
          <Objection about='roll' />
        </>
      ) : null}
      <OwnObjections about='roll' />
    </>
  )
})

/** The roll of a poll, and where I stand on it. Opened with the poll's `id`. */
function RollScreen() {
  const polls = useStore(pollsStore)
  usePullDownRefresh(() => {
    if (polls.pollId !== null) void polls.openRoll(polls.pollId)
    Taro.stopPullDownRefresh()
  })
  return (
    <WithPoll title={t('voting.roll.title')} also='roll'>
      {(poll) => (
        <>
          <Card>
            <PollFace poll={poll} />
          </Card>
          <Roll poll={poll} />
        </>
      )}
    </WithPoll>
  )
}

export default observer(RollScreen)
