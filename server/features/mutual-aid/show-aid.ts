import type { Match, Need } from '../../../src/contract'
import type { Deps } from '../../deps'
import { hearVoice } from '../media'
import { findStanding } from '../membership'
import type { MatchRow } from './match-repository'
import type { NeedRow } from './need-repository'
import { mayHearMatch, refuseAsking } from './policy'
import { presentMatch, presentNeed } from './presenter'

/** One need with what was spoken, where this person is who needs it or may ask on their behalf. */
export async function showNeed(deps: Deps, need: NeedRow, personId: string): Promise<Need> {
  const standing = await findStanding(deps.store.read, personId)
  const mayHear = refuseAsking(standing, need) === null
  const voice = mayHear ? await hearVoice(deps, need.voiceId, 'insider') : null
  return presentNeed(need, standing, deps.clock.now(), voice)
}

/** One match with what was spoken, where this person is one of the two. */
export async function showMatch(deps: Deps, match: MatchRow, personId: string): Promise<Match> {
  const standing = await findStanding(deps.store.read, personId)
  const now = deps.clock.now()
  const isOver = match.state === 'asked' && match.endsAt <= now.getTime()
  const mayHear = !isOver && mayHearMatch(standing, match)
  const voice = mayHear ? await hearVoice(deps, match.voiceId, 'insider') : null
  return presentMatch(match, standing, now, voice)
}
