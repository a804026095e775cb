import type { Deps } from './deps'
import type { DeliberationPorts } from './features/deliberation'
import { feedSubjects, listTalk } from './features/feed'
import { isWithin } from './features/places'

const DAY_MS = 86_400_000
/** Asia/Shanghai: eight hours before UTC all the year round. */
const OFFSET_MS = 8 * 3_600_000

/** What deliberation knows of posts, cases, polls and the calendar of offices: put together here. */
export function deliberationPorts({ clock }: Pick<Deps, 'clock'>): DeliberationPorts {
  const subjects = feedSubjects(clock)
  return {
    mayLift: async (reader, { kind, id }, { placePath }) => {
      // Cases become known here with the feature that keeps them.
      if (kind !== 'post') return false
      const post = await subjects.find(reader, 'post', id)
      return post?.state === 'shown' && isWithin(post.gridPath, placePath)
    },
    isPollOf: async () => false,
    afterWorkingDays: afterWeekdays,
    listTalk,
  }
}

/** The same time of the clock so many weekdays later, in Shanghai. */
function afterWeekdays(from: Date, days: number): Date {
  let at = from.getTime()
  for (let left = days; left > 0; ) {
    at += DAY_MS
    const weekday = new Date(at + OFFSET_MS).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return new Date(at)
}
