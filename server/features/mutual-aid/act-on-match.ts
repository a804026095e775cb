import type { MatchAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findStanding } from '../membership'
import { type News, notify } from '../notifications'
import { endQuestions } from './end-questions'
import { listOfficers } from './list-officers'
import { blockedPairs } from './load-facts'
import { changeMatch, findMatch, listBlocks, type MatchRow, setPointsPaid } from './match-repository'
import { meetNeed, reopenNeed } from './need-repository'
import { giveBackToOffer, takeFromOffer } from './offer-repository'
import { refuseActOnMatch, refuseOffering } from './policy'
import type { AidPorts } from './ports'
import { allowsVerb, mayBeNoShow } from './states'

export interface ActOnMatchCommand {
  matchId: string
  personId: string
  /** Texts are normalised already. */
  act: MatchAction
}

/** @throws Problem wrong_state where somebody else was first, or the need is over */
export async function actOnMatch(deps: Deps, ports: AidPorts, command: ActOnMatchCommand): Promise<MatchRow> {
  const { matchId, personId, act } = command
  const { id, ...body } = act
  const at = deps.clock.now()
  return deps.store.write(async (tx) => {
    const match = found(await findMatch(tx, matchId))
    refuseIf(refuseActOnMatch(await findStanding(tx, personId), match, act.action))
    const record = { subjectKind: 'match', subjectId: matchId, id, action: act.action, personId, body, at }
    if ((await recordAct(tx, record)) === 'repeated') return match
    if (!allowsVerb(match.state, act.action)) throw new Problem('wrong_state')
    await perform(tx, ports, { match, act, personId, at })
    return found(await findMatch(tx, matchId))
  })
}

interface Acting {
  match: MatchRow
  act: MatchAction
  personId: string
  at: Date
}

async function perform(tx: Tx, ports: AidPorts, acting: Acting): Promise<void> {
  const { match, act, at } = acting
  if (act.action === 'accept') return accept(tx, match, at)
  if (act.action === 'decline') return move(tx, match, 'declined', at)
  if (act.action === 'cancel') return cancel(tx, acting)
  if (act.action === 'thank') return thank(tx, ports, match, act, at)
  if (act.action === 'no_show' && !mayBeNoShow(match, at.getTime())) throw new Problem('wrong_state')
  await tell(tx, match, at, {
    personIds: await listOfficers(tx, match.gridPath),
    aboutPersonId: acting.personId,
    kind: act.action === 'no_show' ? 'help_no_show' : 'help_unsafe',
    params: { grid: match.gridName, ...(act.action === 'unsafe' ? { text: act.text } : {}) },
  })
}

async function move(tx: Tx, match: MatchRow, to: 'declined' | 'cancelled', at: Date): Promise<void> {
  if ((await changeMatch(tx, match.id, { from: match.state, to, at })) !== 1) throw new Problem('wrong_state')
}

/** Between the question and the yes somebody may have moved away, or one of the two blocked the other. */
async function refuseStrangers(tx: Tx, match: MatchRow): Promise<void> {
  const grid = { id: match.offerGridId, path: match.offerGridPath }
  refuseIf(refuseOffering(await findStanding(tx, match.helperId), grid))
  const isBlocked = blockedPairs(await listBlocks(tx, match.communityId))
  if (isBlocked(match.requesterId, match.helperId)) throw new Problem('wrong_state')
}

/** The first yes wins: what is still open of the need, and left of the offer, is taken in the same transaction. */
async function accept(tx: Tx, match: MatchRow, at: Date): Promise<void> {
  await refuseStrangers(tx, match)
  const offered = match.kind === 'item' ? match.offerQuantity - match.offerGiven : 1
  const quantity = Math.min(match.quantity, match.needQuantity - match.needMet, offered)
  if (quantity < 1) throw new Problem('wrong_state')
  if ((await changeMatch(tx, match.id, { from: 'asked', to: 'accepted', at, quantity })) !== 1)
    throw new Problem('wrong_state')
  if ((await meetNeed(tx, match.needId, quantity, at)) !== 1) throw new Problem('wrong_state')
  if (match.kind === 'item' && (await takeFromOffer(tx, match.offerId, quantity)) !== 1)
    throw new Problem('wrong_state')
  await tell(tx, match, at, {
    personIds: [match.requesterId],
    kind: 'help_accepted',
    params: { name: match.helperName },
    aboutPersonId: match.helperId,
  })
  if (match.needMet + quantity < match.needQuantity) return
  await endQuestions(tx, { id: match.needId, text: match.text, requesterId: match.requesterId }, 'not_needed', at)
}

/** Called off before or after the yes; what was promised is open again. */
async function cancel(tx: Tx, { match, personId, at }: Acting): Promise<void> {
  await move(tx, match, 'cancelled', at)
  if (match.state === 'accepted') {
    await reopenNeed(tx, match.needId, match.quantity, at)
    if (match.kind === 'item') await giveBackToOffer(tx, match.offerId, match.quantity)
  }
  const other = personId === match.helperId ? match.requesterId : match.helperId
  const isToldOf = match.state === 'accepted' || other === match.helperId
  if (isToldOf)
    await tell(tx, match, at, {
      personIds: [other],
      kind: 'help_cancelled',
      params: { text: match.text },
      aboutPersonId: personId,
    })
}

async function thank(
  tx: Tx,
  ports: AidPorts,
  match: MatchRow,
  { stars, points }: { stars: number; points?: number | undefined },
  at: Date,
): Promise<void> {
  const change = { from: 'accepted', to: 'thanked', at, stars, points: points ?? null } as const
  if ((await changeMatch(tx, match.id, change)) !== 1) throw new Problem('wrong_state')
  await tell(tx, match, at, {
    personIds: [match.helperId],
    kind: 'help_thanked',
    params: { name: match.requesterName, stars: String(stars) },
    aboutPersonId: match.requesterId,
  })
  if (points === undefined) return
  // Last, because the ledger is locked from here on.
  const { communityId, requesterId, helperId } = match
  const sides = { fromPersonId: requesterId, toPersonId: helperId }
  const paid = await ports.payThanks(tx, { communityId, matchId: match.id, ...sides, points, at })
  if (paid !== points) await setPointsPaid(tx, match.id, paid)
}

function tell(tx: Tx, match: MatchRow, at: Date, news: Omit<News, 'subject' | 'at'>): Promise<void> {
  return notify(tx, { ...news, subject: { kind: 'match', id: match.id }, at })
}
