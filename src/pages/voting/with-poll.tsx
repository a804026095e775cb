import { useDidShow } from '@tarojs/taro'
import { observer } from 'mobx-react-lite'
import { type ReactNode, useEffect, useState } from 'react'
import type { Poll } from '@/contract'
import { t } from '@/i18n'
import { routeParams } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { ballotStore } from '@/stores/ballot-store'
import { pollsStore } from '@/stores/polls-store'
import { Skeleton } from '@/ui'
import { Screen } from '../frame/Screen'
import { KeptNote, TroubleState } from '../frame/trouble'

interface WithPollProps {
  title: string
  /** What is read beside the poll itself. */
  also?: 'roll' | 'result'
  footer?: (poll: Poll) => ReactNode
  children: (poll: Poll) => ReactNode
}

/** A page about one poll, opened with its `id`: reads it, with what this phone keeps of it, and shows the page once it is there. */
export const WithPoll = observer(function WithPoll({ title, also, footer, children }: WithPollProps) {
  const { ui } = useStores()
  const polls = useStore(pollsStore)
  const ballots = useStore(ballotStore)
  const [{ id = '' }] = useState(routeParams)
  const load = () => {
    const read = also === 'roll' ? polls.openRoll : also === 'result' ? polls.openResult : polls.openPoll
    ballots.open(id)
    void read(id)
  }
  useEffect(load, [polls, ballots, id])
  // Below this page another poll may have been looked at.
  useDidShow(load)
  const loadable = polls.pollId === id ? polls.poll : null
  const poll = loadable?.value ?? null
  return (
    <Screen key={ui.language} title={title} footer={poll ? footer?.(poll) : undefined}>
      {poll ? (
        <>
          <KeptNote keptAt={loadable?.keptAt ?? null} />
          {children(poll)}
        </>
      ) : loadable?.isBroken ? (
        <TroubleState trouble={loadable.trouble} onRetry={load} />
      ) : (
        <Skeleton kind='card' count={2} label={t('common.loading')} />
      )}
    </Screen>
  )
})
