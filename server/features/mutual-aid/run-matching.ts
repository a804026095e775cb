import type { MatchingRun } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { WorkThread } from '../../work-thread'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { askNeighbour } from './ask-neighbour'
import { blockedPairs } from './load-facts'
import type { MatchingJob, ProposedQuestion, ProposedQuestions } from './match-community'
import { listBlocks } from './match-repository'
import { listOpenAmong } from './need-repository'
import { listOffersOpenAmong } from './offer-repository'
import { refuseRunMatching } from './policy'

/** Questions in one transaction, so that nobody else waits long for the writer. */
const QUESTIONS_AT_ONCE = 50

export type MatchingThread = WorkThread<MatchingJob, ProposedQuestions>

/** Gives `work` a thread to match in, and ends it with the work. */
export async function withMatchingThread<T>(deps: Deps, work: (thread: MatchingThread) => Promise<T>): Promise<T> {
  const thread: MatchingThread = new WorkThread('matching-worker', { databaseUrl: deps.config.databaseUrl })
  try {
    return await work(thread)
  } finally {
    await thread.stop()
  }
}

/** Staff have all open needs of a place matched at once. @throws Problem invalid_request where the place is above a community, or below a grid */
export async function runMatchingAsStaff(
  deps: Deps,
  { placeId, personId }: { placeId: string; personId: string },
): Promise<MatchingRun> {
  const place = found(await findPlace(deps.store.read, placeId))
  refuseIf(refuseRunMatching(await findStanding(deps.store.read, personId), place))
  if (place.communityId === null && place.kind !== 'community')
    throw new Problem('invalid_request', { fields: [{ path: 'id', message: 'neither a community nor a grid' }] })
  const where = { communityId: place.communityId ?? place.id, path: place.path }
  return withMatchingThread(deps, (thread) => runMatching(deps, thread, where))
}

/**
 * All open needs of a community (those below `path`) and its offers as one assignment; whoever comes out of it is asked. The solving is done
 * in a thread of its own, on what is committed; whoever has meanwhile been met, paused or blocked is not asked.
 */
export async function runMatching(
  deps: Deps,
  thread: Pick<MatchingThread, 'ask'>,
  where: { communityId: string; path: string },
): Promise<MatchingRun> {
  const { needs, offers, questions } = await thread.ask({ ...where, now: deps.clock.now().getTime() })
  const run: MatchingRun = { needs, offers, assigned: 0, score: 0 }
  for (let start = 0; start < questions.length; start += QUESTIONS_AT_ONCE) {
    const part = questions.slice(start, start + QUESTIONS_AT_ONCE)
    const asked = await deps.store.write((tx) => askAll(tx, where.communityId, part, deps.clock.now()))
    for (const { quantity, score } of asked) {
      run.assigned += quantity
      run.score += score * quantity
    }
  }
  return run
}

/** Answers those that were asked. */
async function askAll(
  tx: Tx,
  communityId: string,
  questions: readonly ProposedQuestion[],
  at: Date,
): Promise<ProposedQuestion[]> {
  const needs = new Set(
    await listOpenAmong(
      tx,
      questions.map(({ need }) => need.id),
      at,
    ),
  )
  const offers = new Set(
    await listOffersOpenAmong(
      tx,
      questions.map(({ offer }) => offer.id),
    ),
  )
  const isBlocked = blockedPairs(await listBlocks(tx, communityId))
  const asked: ProposedQuestion[] = []
  for (const question of questions) {
    const { need, offer, text, quantity } = question
    if (!needs.has(need.id) || !offers.has(offer.id) || isBlocked(need.personId, offer.personId)) continue
    const outcome = await askNeighbour(tx, {
      id: newId(at),
      need,
      text,
      offer,
      quantity,
      round: 0,
      requestHash: '',
      at,
    })
    if (outcome === 'asked') asked.push(question)
  }
  return asked
}
