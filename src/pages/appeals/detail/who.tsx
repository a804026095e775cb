import { View } from '@tarojs/components'
import type { Appeal, TimelineEntry } from '@/contract'
import { t } from '@/i18n'
import { sayMoment } from '@/i18n/time'
import { open } from '@/platform/navigate'
import { Avatar, Button, Card, ImageGrid } from '@/ui'
import { Words } from '../../frame/Words'
import { isLate } from '../words'

const ENDED = ['closed', 'merged', 'withdrawn']

const labelOf = (position: number, count: number) => t('common.picture', { position, count })

/** The last answer there is; it stands while it waits for stars, and after. */
function answerOf({ timeline, state }: Appeal): TimelineEntry | null {
  if (state !== 'answered' && state !== 'closed') return null
  return timeline.filter(({ kind }) => kind === 'answer').sort((one, other) => other.sequence - one.sequence)[0] ?? null
}

function sayEnd({ state, timeline }: Appeal): string {
  if (state === 'withdrawn') return t('appeals.detail.withdrawn')
  if (state === 'merged') return t('appeals.detail.merged')
  const last = [...timeline].sort((one, other) => other.sequence - one.sequence)[0]
  return t(last?.kind === 'time_out' ? 'appeals.detail.closedByTimeOut' : 'appeals.detail.closed')
}

function sayWhen(appeal: Appeal): string | null {
  const { dueAt, state, isMine, handler, closesAt } = appeal
  if (state === 'answered') {
    const waits = t(isMine ? 'appeals.detail.waitingRating' : 'appeals.detail.waitingRatingOther', {
      place: handler.name,
    })
    return closesAt ? `${waits}\n${t('appeals.detail.closesAt', { when: sayMoment(closesAt) })}` : waits
  }
  if (dueAt === null) return null
  return t(isLate(appeal) ? 'appeals.detail.late' : 'appeals.detail.due', { when: sayMoment(dueAt) })
}

function Answer({ entry }: { entry: TimelineEntry }) {
  return (
    <View className='case__answer'>
      <Words text={entry.text ?? ''} />
      {entry.images.length > 0 ? (
        <View className='case__happened'>
          <ImageGrid images={entry.images.map(({ urls }) => urls)} labelOf={labelOf} />
        </View>
      ) : null}
    </View>
  )
}

/** Who has it now and until when; once it is over, how it ended. */
export function Who({ appeal }: { appeal: Appeal }) {
  const { state, handler, wishedDepartment, mergedIntoId } = appeal
  const answer = answerOf(appeal)
  const hasEnded = ENDED.includes(state)
  const when = sayWhen(appeal)
  const isAsked = wishedDepartment !== null && (state === 'whistled' || state === 'approved')
  return (
    <Card title={t(hasEnded ? 'appeals.detail.whoEnded' : 'appeals.detail.who')}>
      {hasEnded ? (
        <Words text={sayEnd(appeal)} />
      ) : (
        <View className='case__who'>
          <Avatar name={handler.name} />
          <View>
            <View>{handler.name}</View>
            {when ? <Words tone='second' text={when} /> : null}
          </View>
        </View>
      )}
      {isAsked ? (
        <Words below tone='second' text={t('appeals.detail.asked', { department: wishedDepartment.name })} />
      ) : null}
      {answer ? <Answer entry={answer} /> : null}
      {mergedIntoId ? (
        <Button
          kind='text'
          text={t('appeals.detail.openMerged')}
          onPress={() => void open('appeals/detail', { id: mergedIntoId })}
        />
      ) : null}
    </Card>
  )
}
