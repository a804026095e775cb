import type { Deps } from '../../deps'
import { listErasedSince } from '../identity'
import { holdersOf } from './holders'

/** How long an erasure is looked after: what was cut short is finished when the server is up again. */
const LOOKED_AFTER_DAYS = 7

/**
 * Takes a person out of everything in one transaction, and then what is not in the database. What must stay (case files, notices, acts on
 * things that stay) keeps an author without a name.
 */
export async function erasePerson(deps: Deps, personId: string): Promise<void> {
  const holders = holdersOf(deps)
  const now = deps.clock.now()
  await deps.store.write(async (tx) => {
    for (const holder of holders) await holder.erase(tx, personId, now)
  })
  try {
    for (const holder of holders) await holder.clearAway?.(personId)
    await deps.store.forgetDeleted()
  } catch (error) {
    // The person is gone and is told so; the job takes away what is left.
    deps.log.error({ err: error }, 'an erased person left something behind')
  }
}

/**
 * The job: erases once more whoever was erased of late. It finishes what a crash cut short, and takes away what requests of theirs that were
 * under way at that moment left behind.
 */
export async function finishErasures(deps: Deps): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - LOOKED_AFTER_DAYS * 86_400_000)
  for (const personId of await listErasedSince(deps.store.read, since)) await erasePerson(deps, personId)
}
