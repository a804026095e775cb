import type { MinutesRow } from './meeting-repository'
import type { TopicRow } from './topic-repository'

export interface Assignment {
  who: string
  what: string
  until: string
}

export function decisionsOf(row: Pick<MinutesRow, 'decisions'>): string[] {
  return JSON.parse(row.decisions) as string[]
}

export function assignmentsOf(row: Pick<MinutesRow, 'assignments'>): Assignment[] {
  return JSON.parse(row.assignments) as Assignment[]
}

export function imageIdsOf(row: Pick<MinutesRow, 'imageIds'>): string[] {
  return JSON.parse(row.imageIds) as string[]
}

/**
 * What is frozen of the minutes: JSON with its fields in this order and no space between them, so that everybody who writes it down so hashes
 * the same bytes. It names no resident by any id of ours.
 */
export function frozenDocument(
  topic: Pick<TopicRow, 'id' | 'title' | 'placeName' | 'meetingAt' | 'meetingAddress'>,
  row: Pick<MinutesRow, 'text' | 'decisions' | 'assignments' | 'imageIds'>,
  publishedAt: Date,
): string {
  return JSON.stringify({
    topicId: topic.id,
    title: topic.title,
    place: topic.placeName,
    meetingAt: topic.meetingAt === null ? null : new Date(topic.meetingAt).toISOString(),
    address: topic.meetingAddress,
    text: row.text,
    decisions: decisionsOf(row),
    assignments: assignmentsOf(row).map(({ who, what, until }) => ({ who, what, until })),
    imageIds: imageIdsOf(row),
    publishedAt: publishedAt.toISOString(),
  })
}
