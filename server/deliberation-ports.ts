import type { Deps } from './deps'
import { listAppealTalk, mayLiftAppeal } from './features/appeals'
import type { DeliberationPorts } from './features/deliberation'
import { feedSubjects, listTalk } from './features/feed'
import { isWithin } from './features/places'
import { findPoll } from './features/polls'
import { dueAfter, HOURS_A_DAY } from './kernel/working-days'

/** What deliberation knows of posts, cases, polls and the calendar of offices: put together here. */
export function deliberationPorts({ clock, config }: Pick<Deps, 'clock' | 'config'>): DeliberationPorts {
  const subjects = feedSubjects(clock)
  return {
    mayLift: async (reader, { kind, id }, by) => {
      if (kind === 'appeal') return mayLiftAppeal(reader, id, { ...by, now: clock.now() })
      const post = await subjects.find(reader, 'post', id)
      return post?.state === 'shown' && isWithin(post.gridPath, by.placePath)
    },
    // A draft is nobody's business but its author's.
    isPollOf: async (reader, pollId, communityId) => {
      const poll = await findPoll(reader, pollId)
      return poll?.communityId === communityId && poll.announcedAt !== null
    },
    afterWorkingDays: (from, days) => dueAfter(from, days * HOURS_A_DAY, config.workingCalendar).dueAt,
    listTalk: async (reader, gridIds, since, limit) => [
      ...(await listTalk(reader, gridIds, since, limit)),
      ...(await listAppealTalk(reader, gridIds, since, limit)).map((row) => ({ ...row, kind: 'appeal' as const })),
    ],
  }
}
