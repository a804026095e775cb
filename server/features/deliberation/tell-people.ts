import type { NotificationKind } from '../../../src/contract'
import type { Tx } from '../../storage/store'
import { listStaffOnPath } from '../membership'
import { notify } from '../notifications'
import { idsOnPath } from '../places'
import { listInvitedIds } from './meeting-repository'
import { listSupporters } from './support-repository'
import type { TopicRow } from './topic-repository'
import { listVoters } from './vote-repository'

export type TopicNews = Extract<NotificationKind, `topic_${string}` | `statement_${string}`>

interface News {
  kind: TopicNews
  at: Date
  params?: Record<string, string>
  /** Whose words the news quotes, where they go when their author does. */
  aboutPersonId?: string | null
  /** Whoever did it knows. */
  exceptId?: string | null
}

/** Tells some people of a topic. */
export async function tell(
  tx: Tx,
  topic: Pick<TopicRow, 'id' | 'title' | 'placeName' | 'state' | 'proposerId'>,
  personIds: readonly string[],
  { kind, at, params = {}, aboutPersonId = null, exceptId = null }: News,
): Promise<void> {
  // Until it is accepted a proposal is its proposer's own, and its title goes with them.
  const aboutId = aboutPersonId ?? (topic.state === 'proposed' ? topic.proposerId : null)
  await notify(tx, {
    personIds: personIds.filter((id) => id !== exceptId),
    kind,
    params: { title: topic.title, place: topic.placeName, ...params },
    subject: { kind: 'topic', id: topic.id },
    ...(aboutId === null ? {} : { aboutPersonId: aboutId }),
    at,
  })
}

/** The secretaries above the topic's place. */
export async function tellSecretaries(tx: Tx, topic: TopicRow, news: News): Promise<void> {
  const staff = await listStaffOnPath(tx, idsOnPath(topic.placePath), ['secretary'])
  await tell(
    tx,
    topic,
    staff.map(({ personId }) => personId),
    news,
  )
}

/** Whoever stands behind it: its proposer and its supporters. */
export async function tellBackers(tx: Tx, topic: TopicRow, news: News): Promise<void> {
  await tell(tx, topic, [topic.proposerId, ...(await listSupporters(tx, topic))], news)
}

export async function tellInvited(tx: Tx, topic: TopicRow, news: News): Promise<void> {
  await tell(tx, topic, await listInvitedIds(tx, topic), news)
}

/** Everybody who had a part in it so far. */
export async function tellAll(tx: Tx, topic: TopicRow, news: News): Promise<void> {
  const people = [
    topic.proposerId,
    ...(await listSupporters(tx, topic)),
    ...(await listInvitedIds(tx, topic)),
    ...(await listVoters(tx, topic.communityId, topic.id)),
  ]
  await tell(tx, topic, people, news)
}
