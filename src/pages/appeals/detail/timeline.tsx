import { View } from '@tarojs/components'
import type { Appeal, TimelineEntry } from '@/contract'
import { t } from '@/i18n'
import { sayDay, sayHour, sayMoment } from '@/i18n/time'
import { ImageGrid, Tag, type TimelineItem, type Tone } from '@/ui'
import { Words } from '../../frame/Words'
import { sayHappened } from '../words'

const labelOf = (position: number, count: number) => t('common.picture', { position, count })

const ALERTING: ReadonlyArray<TimelineEntry['kind']> = ['escalate', 'send_back']

const toneOf = ({ kind }: TimelineEntry): Tone =>
  ALERTING.includes(kind) ? 'alert' : kind === 'note' ? 'neutral' : 'brand'

/** Whatever was written or pictured with it. */
function Attached({ entry: { kind, text, images } }: { entry: TimelineEntry }) {
  // The report's own words stand at the top of the page.
  const isShown = kind !== 'report' && (text || images.length > 0)
  if (!isShown && kind !== 'note') return null
  return (
    <View className='case__happened'>
      {text ? <Words text={text} /> : null}
      <ImageGrid images={images.map(({ urls }) => urls)} labelOf={labelOf} />
      {kind === 'note' ? <Tag tone='neutral' text={t('appeals.timeline.staffOnly')} /> : null}
    </View>
  )
}

function noteOf({ at, dueAt }: TimelineEntry): string {
  const hour = sayHour(at)
  return dueAt === null ? hour : t('appeals.timeline.hourDue', { hour, due: sayMoment(dueAt) })
}

/** What happened, newest first, a sentence each. */
export function timelineItems({ timeline, isMine }: Appeal): TimelineItem[] {
  const inOrder = [...timeline].sort((one, other) => one.sequence - other.sequence)
  return inOrder
    .map((entry, index) => ({
      key: String(entry.sequence),
      when: sayDay(entry.at),
      title: sayHappened(entry, inOrder[index - 1] ?? null, isMine),
      note: noteOf(entry),
      tone: toneOf(entry),
      children: <Attached entry={entry} />,
    }))
    .reverse()
}
