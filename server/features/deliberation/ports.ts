import type { TopicSource } from '../../../src/contract'
import type { Reader } from '../../storage/store'

/** What deliberation needs of features that are not below it. Put together in deliberation-ports.ts. */
export interface DeliberationPorts {
  /** Whether the thing that a topic is lifted from is there, in the place, and may be read by the person. */
  mayLift(reader: Reader, source: TopicSource, by: { personId: string; placePath: string }): Promise<boolean>
  /** Whether a poll of the community is there to be named by an outcome. */
  isPollOf(reader: Reader, pollId: string, communityId: string): Promise<boolean>
  /** The time so many working days later. */
  afterWorkingDays(from: Date, days: number): Date
  /** What people say in some grids, the newest first, so many things at most of each kind. */
  listTalk(reader: Reader, gridIds: readonly string[], since: Date, limit: number): Promise<TalkItem[]>
}

/** Something that somebody said in public. */
export interface TalkItem {
  kind: 'post' | 'comment' | 'appeal'
  id: string
  category: string
  text: string
  authorId: string | null
  createdAt: number
}
