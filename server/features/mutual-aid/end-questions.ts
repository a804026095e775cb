import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { endOpenQuestions } from './match-repository'

const NEWS = { not_needed: 'help_not_needed', cancelled: 'help_cancelled' } as const

/** Whoever was asked and has not answered need not any more, and hears so: their turn of the week is theirs again. */
export async function endQuestions(
  tx: Tx,
  need: { id: string; text: string; requesterId: string },
  to: 'not_needed' | 'cancelled',
  at: Date,
): Promise<void> {
  for (const { id, helperId } of await endOpenQuestions(tx, need.id, to, at))
    await notify(tx, {
      personIds: [helperId],
      kind: NEWS[to],
      params: to === 'cancelled' ? { text: need.text } : {},
      subject: { kind: 'match', id },
      aboutPersonId: need.requesterId,
      at,
    })
}
