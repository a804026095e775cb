import type { Topic, TopicEvent } from '@/contract'
import { t } from '@/i18n'
import { sayDay, sayHour } from '@/i18n/time'
import type { TimelineItem, Tone } from '@/ui'
import { Words } from '../../frame/Words'
import { sayStep } from '../words'

const ALERTING: ReadonlyArray<TopicEvent['step']> = ['refuse', 'low_rating']
/** Their words stand on the page already; of frozen minutes the hash is for experts, and stands with them. */
const SAID_ABOVE: ReadonlyArray<TopicEvent['step']> = ['refuse', 'review', 'publish', 'answer', 'publish_minutes']

const toneOf = ({ step }: TopicEvent): Tone => (ALERTING.includes(step) ? 'alert' : 'brand')

/** The thread from the first opinion to the rating, newest first. */
export function threadItems({ timeline }: Topic): TimelineItem[] {
  return [...timeline].reverse().map((event) => ({
    key: String(event.sequence),
    when: sayDay(event.at),
    title: sayStep(event),
    note: `${sayHour(event.at)} · ${t(`deliberation.offices.${event.by}`)}`,
    tone: toneOf(event),
    children: event.text && !SAID_ABOVE.includes(event.step) ? <Words tone='second' text={event.text} /> : undefined,
  }))
}
