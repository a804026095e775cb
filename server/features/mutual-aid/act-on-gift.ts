import type { GiftAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { notify } from '../notifications'
import { endQuestions } from './end-questions'
import { factsOfGift } from './gift-facts'
import { mayMeetNeed, refuseMindGift } from './gift-policy'
import { endGift, findGift, type GiftRow, insertShare, listNeedsServed, promisePieces } from './gift-repository'
import { listOfficers } from './list-officers'
import { blockedPairs, factsOfNeed } from './load-facts'
import { listBlocks } from './match-repository'
import { matchAll, type ProposedMatch } from './matching/find-matches'
import { listOpenNeeds, meetNeed, type NeedRow } from './need-repository'
import { isVolunteer } from './volunteer-repository'

/** Shares a gift out among the open needs of its community, or ends it. @throws Problem wrong_state where it is ended */
export async function actOnGift(
  deps: Deps,
  { giftId, personId, act }: { giftId: string; personId: string; act: GiftAction },
): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const gift = found(await findGift(tx, giftId))
    refuseIf(refuseMindGift(await findStanding(tx, personId), gift))
    const { id, action } = act
    const record = { subjectKind: 'gift', subjectId: giftId, id, action, personId, body: { action }, at }
    if ((await recordAct(tx, record)) === 'repeated') return
    if (gift.state !== 'open') throw new Problem('wrong_state')
    if (action === 'end') {
      if ((await endGift(tx, giftId)) !== 1) throw new Problem('wrong_state')
      return
    }
    const parts = await sharesFor(tx, gift, at)
    for (const part of parts) await promise(tx, gift, part, at)
    await tellOfficers(tx, gift, parts, at)
  })
}

interface Part extends Omit<ProposedMatch, 'need'> {
  need: NeedRow
}

async function sharesFor(tx: Tx, gift: GiftRow, at: Date): Promise<Part[]> {
  const { communityId, giverId } = gift
  const served = new Set(await listNeedsServed(tx, gift.id))
  const isBlocked = blockedPairs(await listBlocks(tx, communityId))
  const needs = await listOpenNeeds(tx, communityId, gift.communityPath, at)
  const [giver, isKnown] = [await findStanding(tx, giverId), await isVolunteer(tx, communityId, giverId)]
  const wanted = needs.filter(
    (need) => !served.has(need.id) && !isBlocked(need.requesterId, giverId) && mayMeetNeed(giver, need, isKnown),
  )
  const rowsById = new Map(wanted.map((need) => [need.id, need]))
  const matches = matchAll(wanted.map(factsOfNeed), [factsOfGift(gift)], { now: at.getTime(), mayMeet: () => true })
  return matches.map((match) => ({ ...match, need: found(rowsById.get(match.need.id)) }))
}

async function promise(tx: Tx, gift: GiftRow, { need, quantity }: Part, at: Date): Promise<void> {
  const share = { communityId: gift.communityId, id: newId(at), giftId: gift.id, needId: need.id, quantity }
  if ((await insertShare(tx, { ...share, receiverId: need.requesterId, createdAt: at })) !== 1) return
  if ((await meetNeed(tx, need.id, quantity, at)) !== 1) throw new Problem('wrong_state')
  if ((await promisePieces(tx, gift.id, quantity)) !== 1) throw new Problem('wrong_state')
  await notify(tx, {
    personIds: [need.requesterId],
    kind: 'gift_promised',
    params: { count: String(quantity), purpose: gift.purpose },
    subject: { kind: 'gift', id: gift.id },
    aboutPersonId: gift.giverId,
    at,
  })
  if (need.metQuantity + quantity === need.quantity) await endQuestions(tx, need, 'not_needed', at)
}

/** The officers who are to bring it: once for all that comes to their grid. */
async function tellOfficers(tx: Tx, gift: GiftRow, parts: readonly Part[], at: Date): Promise<void> {
  const pieces = new Map<string, number>()
  for (const { need, quantity } of parts) pieces.set(need.gridPath, (pieces.get(need.gridPath) ?? 0) + quantity)
  for (const [gridPath, count] of pieces) {
    await notify(tx, {
      personIds: await listOfficers(tx, gridPath),
      kind: 'gift_to_bring',
      params: { count: String(count), purpose: gift.purpose },
      subject: { kind: 'gift', id: gift.id },
      aboutPersonId: gift.giverId,
      at,
    })
  }
}
