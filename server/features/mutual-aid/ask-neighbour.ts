import type { Tx } from '../../storage/store'
import { notify } from '../notifications'
import { insertMatch } from './match-repository'
import type { NeedFacts, OfferFacts } from './matching/facts'

export interface Question {
  id: string
  need: Pick<NeedFacts, 'id' | 'personId' | 'communityId' | 'kind' | 'wanted'>
  text: string
  offer: Pick<OfferFacts, 'id' | 'personId' | 'kind' | 'left'>
  quantity?: number
  round: number
  requestHash: string
  at: Date
}

/** Asks one helper about one need, in the transaction of what led to it; nobody is asked twice. */
export async function askNeighbour(tx: Tx, question: Question): Promise<'asked' | 'asked_before'> {
  const { id, need, offer, at } = question
  const inserted = await insertMatch(tx, {
    communityId: need.communityId,
    id,
    needId: need.id,
    offerId: offer.id,
    requesterId: need.personId,
    helperId: offer.personId,
    quantity: question.quantity ?? (need.kind === 'item' ? Math.min(need.wanted, offer.left) : 1),
    needRound: question.round,
    createdAt: at,
    requestHash: question.requestHash,
  })
  if (inserted === 0) return 'asked_before'
  await notify(tx, {
    personIds: [offer.personId],
    kind: 'help_asked',
    params: { text: question.text },
    subject: { kind: 'match', id },
    aboutPersonId: need.personId,
    at,
  })
  return 'asked'
}
