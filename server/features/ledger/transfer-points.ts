import type { PointsRuleCode } from '../../../src/contract'
import { Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { appendTransfers } from './append-transfers'
import type { NewTransfer, TransferOutcome, TransferRefusal } from './book'
import { openAccount } from './open-accounts'
import { findTransfer } from './repository'

/** What a refusal is called towards a caller. */
export const REFUSALS = {
  id_taken: 'id_taken',
  no_account: 'not_found',
  no_rule: 'not_found',
  not_enough_points: 'not_enough_points',
  weekly_cap_reached: 'weekly_cap_reached',
  not_reversible: 'wrong_state',
  already_reversed: 'already_reversed',
} as const satisfies Record<TransferRefusal, string>

export type TransferPointsCommand = Pick<
  NewTransfer,
  'id' | 'communityId' | 'debitAccountId' | 'creditAccountId' | 'points' | 'createdById' | 'createdAt'
> & {
  kind: 'redeem' | 'closing'
  /** Words for whoever reads the entry; null where the kind says enough. */
  reason: string | null
}

/**
 * Moves points from one account to another within a write that another feature has begun; the last thing that it does there. Repeatable: the
 * same id with the same content is one transfer.
 * @throws Problem not_enough_points | id_taken | not_found
 */
export async function transferPoints(tx: Tx, command: TransferPointsCommand): Promise<'created' | 'exists'> {
  const { id: _, createdAt: __, ...said } = command
  const request = { ...command, ruleCode: null, atCap: 'refuse' as const, reversesId: null }
  const [outcome] = await appendTransfers(tx, [{ ...request, requestHash: hashRequest(said) }])
  return settled(outcome)
}

/**
 * Takes a transfer back, whole, by an entry that goes the other way.
 * @throws Problem already_reversed | not_enough_points where what was received is spent | id_taken | not_found
 */
export async function reverseTransfer(
  tx: Tx,
  command: { id: string; reversesId: string; createdById: string | null; createdAt: Date; reason: string | null },
): Promise<'created' | 'exists'> {
  const original = await findTransfer(tx, command.reversesId)
  if (original === undefined) throw new Problem('not_found')
  const { communityId, points } = original
  const sides = { debitAccountId: original.creditAccountId, creditAccountId: original.debitAccountId }
  const { reversesId, createdById, reason } = command
  const requestHash = hashRequest({ reversesId, createdById, reason })
  const reversal = { ...command, ...sides, communityId, points, kind: 'reversal' as const, requestHash }
  const [outcome] = await appendTransfers(tx, [{ ...reversal, ruleCode: null, atCap: 'refuse' }])
  return settled(outcome)
}

export interface AwardCommand {
  /** Made by whoever awards, and kept: the same award again is one. */
  id: string
  communityId: string
  /** Who earned it. */
  personId: string
  ruleCode: PointsRuleCode
  /** At least 1. What the week's cap leaves no room for is not awarded. */
  points: number
  /** What for, as the resident reads it. */
  reason: string
  /** Whoever attested it, or null where it came about by itself. */
  createdById: string | null
  createdAt: Date
  /** Whose points: the community's budget, or a neighbour's own (thanks). */
  fromPersonId?: string
}

export type AwardOutcome =
  | { outcome: 'awarded' | 'exists'; points: number }
  | { outcome: 'weekly_cap_reached' | 'not_enough_points'; points: 0 }

/**
 * Gives a person points that they earned by a rule, within a write that another feature has begun; the last thing that it does there. The rule's
 * weekly cap is held by the database: of two awards at once the second finds what room the first has left.
 * @throws Problem id_taken where the id was used for something else
 */
export async function awardPoints(tx: Tx, command: AwardCommand): Promise<AwardOutcome> {
  const { id, communityId, personId, ruleCode, points, reason, createdById, createdAt, fromPersonId } = command
  const from = fromPersonId === undefined ? ('budget' as const) : ('resident' as const)
  const giver = await openAccount(tx, { communityId, kind: from, ownerId: fromPersonId ?? communityId }, createdAt)
  const earner = await openAccount(tx, { communityId, kind: 'resident', ownerId: personId }, createdAt)
  const award: NewTransfer = {
    id,
    communityId,
    kind: fromPersonId === undefined ? 'award' : 'thanks',
    debitAccountId: giver.id,
    creditAccountId: earner.id,
    points,
    ruleCode,
    atCap: 'cut',
    reversesId: null,
    reason,
    createdById,
    createdAt,
    requestHash: hashRequest({ personId, ruleCode, points, reason, fromPersonId }),
  }
  const [outcome] = await appendTransfers(tx, [award])
  if (outcome?.outcome === 'created') return { outcome: 'awarded', points: outcome.points }
  if (outcome?.outcome === 'exists') return { outcome: 'exists', points: outcome.points }
  const because = outcome?.because ?? 'no_account'
  if (because === 'weekly_cap_reached' || because === 'not_enough_points') return { outcome: because, points: 0 }
  throw new Problem(REFUSALS[because])
}

/** @throws Problem where the transfer was refused */
export function settled(outcome: TransferOutcome | undefined): 'created' | 'exists' {
  if (outcome === undefined) throw new Problem('not_found')
  if (outcome.outcome === 'refused') refuseIf(REFUSALS[outcome.because])
  return outcome.outcome === 'created' ? 'created' : 'exists'
}
