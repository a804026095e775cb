import type { SqlReader } from '../../storage/store'
import { factsOfNeed, loadSupply } from './load-facts'
import type { NeedFacts, OfferFacts } from './matching/facts'
import { matchAll, type ProposedMatch } from './matching/find-matches'
import { costOfNeed } from './matching/rules'
import { listOpenNeeds } from './need-repository'
import { onePerHelper } from './one-per-person'

/** The needs of a community (those below `path`) at a time in milliseconds since 1970. */
export interface MatchingJob {
  communityId: string
  path: string
  now: number
}

/** What one helper is to be asked about one need: no more than asking takes, for it goes from thread to thread. */
export interface ProposedQuestion {
  need: Pick<NeedFacts, 'id' | 'personId' | 'communityId' | 'kind' | 'wanted'>
  text: string
  offer: Pick<OfferFacts, 'id' | 'personId' | 'kind' | 'left'>
  quantity: number
  score: number
}

export interface ProposedQuestions {
  needs: number
  offers: number
  questions: ProposedQuestion[]
}

/** All open needs of a community and its offers as one assignment: whom it would ask. Reads only. */
export async function matchCommunity(reader: SqlReader, job: MatchingJob): Promise<ProposedQuestions> {
  const { communityId, path } = job
  const now = new Date(job.now)
  const rows = await listOpenNeeds(reader, communityId, path, now)
  const { offers, mayMeet } = await loadSupply(reader, { communityId, category: null, now })
  const texts = new Map(rows.map(({ id, text }) => [id, text]))
  const matches = matchAll(rows.map(factsOfNeed), offers, { now: job.now, mayMeet })
  const questions = onceForHelp(matches, job.now).map(
    ({ need, offer, quantity, score }): ProposedQuestion => ({
      need: {
        id: need.id,
        personId: need.personId,
        communityId: need.communityId,
        kind: need.kind,
        wanted: need.wanted,
      },
      text: texts.get(need.id) ?? '',
      offer: { id: offer.id, personId: offer.personId, kind: offer.kind, left: offer.left },
      quantity,
      score,
    }),
  )
  return { needs: rows.length, offers: offers.length, questions }
}

/** The assignment knows offers: of several of one neighbour's only one leads to a question for help, about what presses most. */
function onceForHelp(matches: readonly ProposedMatch[], now: number): ProposedMatch[] {
  const things = matches.filter(({ need }) => need.kind === 'item')
  const help = matches.filter(({ need }) => need.kind === 'help')
  help.sort((one, other) => costOfNeed(one.need, now) - costOfNeed(other.need, now))
  return [...things, ...onePerHelper(help, help.length)]
}
