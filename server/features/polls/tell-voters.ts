import type { NotificationKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { BEFORE_ALL_IDS, newId } from '../../kernel/ids'
import { notify } from '../notifications'
import type { PollRow } from './repository'
import { listVoters } from './roll-repository'

/** People told in one transaction. */
const PEOPLE_MAX = 500

type News = Extract<NotificationKind, 'poll_announced' | 'poll_closed' | 'poll_annulled'>

/**
 * A line for everybody on the roll, some at a time. The poll itself stands by now: that some were not told is logged and no refusal.
 */
export async function tellVoters(deps: Deps, poll: PollRow, kind: News): Promise<void> {
  const at = deps.clock.now()
  const lineId = newId(at)
  try {
    for (let after = BEFORE_ALL_IDS; ; ) {
      const personIds = await listVoters(deps.store.read, poll.communityId, poll.id, after, PEOPLE_MAX)
      const last = personIds.at(-1)
      if (last === undefined) return
      await deps.store.write((tx) =>
        notify(tx, {
          personIds,
          kind,
          params: { question: poll.question, place: poll.placeName },
          subject: { kind: 'poll', id: poll.id },
          at,
          lineId,
        }),
      )
      after = last
    }
  } catch (error) {
    deps.log.error({ err: error }, 'voters were not all told of a poll')
  }
}
