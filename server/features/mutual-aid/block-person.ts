import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { cancelQuestionsBetween, setBlock } from './match-repository'

/** What is asked and not answered between the two is over, without a word. Whether the person is there is not said. @throws Problem invalid_request where they block themselves */
export async function blockPerson(
  deps: Deps,
  { personId, blockedId, isBlocked }: { personId: string; blockedId: string; isBlocked: boolean },
): Promise<void> {
  if (personId === blockedId)
    throw new Problem('invalid_request', { fields: [{ path: 'id', message: 'nobody can block themselves' }] })
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    await setBlock(tx, personId, blockedId, isBlocked, at)
    if (isBlocked) await cancelQuestionsBetween(tx, personId, blockedId, at)
  })
}
