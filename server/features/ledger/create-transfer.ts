import type { CreateTransferRequest, ErrorCode } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { findStanding, type Standing } from '../membership'
import { notify } from '../notifications'
import type { NewTransfer } from './book'
import { refuseAccount, refuseGranting, refuseIssuing, refuseReversing } from './policy'
import { communityOf } from './presenter'
import { type AccountRow, findAccount, findTransfer, hasLeft, type TransferViewRow } from './repository'
import { isReversibleByHand, kindByHand } from './rules'
import { settled } from './transfer-points'
import { bookTogether } from './transfer-queue'

/** The reason is normalised already. */
export type CreateTransferCommand = CreateTransferRequest & { id: string; personId: string }

/**
 * A budget holder gives points to a resident, the street issues points to a budget, or either takes back, whole, what was sent by mistake.
 * @throws Problem not_enough_points | already_reversed | wrong_state | id_taken
 */
export async function createTransfer(deps: Deps, command: CreateTransferCommand): Promise<'created' | 'exists'> {
  const { read } = deps.store
  const { personId, fromAccountId, toAccountId, reversesId } = command
  const standing = await findStanding(read, personId)
  const from = found(await findAccount(read, fromAccountId))
  const to = found(await findAccount(read, toAccountId))
  if (from.communityId !== to.communityId) throw new Problem('not_found')
  if (from.id === to.id) throw invalid('toAccountId', 'the same account')
  const original = reversesId === undefined ? null : found(await findTransfer(read, reversesId))
  const kind = original === null ? byHand(standing, from, to) : reversal(standing, original, command)
  if (original === null && to.kind === 'resident' && (await hasLeft(read, to.ownerId))) throw new Problem('not_found')
  const transfer: NewTransfer = {
    id: command.id,
    communityId: from.communityId,
    kind,
    debitAccountId: from.id,
    creditAccountId: to.id,
    points: command.points,
    ruleCode: null,
    atCap: 'refuse',
    reversesId: reversesId ?? null,
    reason: command.reason,
    createdById: personId,
    createdAt: deps.clock.now(),
    requestHash: hashRequest({ ...command, id: undefined, personId: undefined }),
  }
  return settled(await bookTogether(deps.store, transfer, (tx) => tell(tx, transfer, from, to)))
}

function byHand(standing: Standing, from: AccountRow, to: AccountRow): 'issue' | 'grant' {
  const community = communityOf(from)
  const kind = kindByHand(from.kind, to.kind)
  if (kind === 'issue') refuseIf(refuseIssuing(standing, community))
  else refuseIf(kind === null ? refuseOther(standing, from) : refuseGranting(standing, community))
  return kind ?? 'grant'
}

/** Nobody sends other people's points about, and nobody their own by hand. */
function refuseOther(standing: Standing, from: AccountRow): ErrorCode {
  return refuseAccount(standing, from, communityOf(from)) ?? 'not_allowed'
}

function reversal(standing: Standing, original: TransferViewRow, command: CreateTransferCommand): 'reversal' {
  const kind = original.kind as NewTransfer['kind']
  refuseIf(refuseReversing(standing, kind, communityOf(original)))
  if (!isReversibleByHand(kind)) throw new Problem('wrong_state')
  const { fromAccountId, toAccountId, points } = command
  if (fromAccountId !== original.creditAccountId) throw invalid('fromAccountId', 'not where the points went')
  if (toAccountId !== original.debitAccountId) throw invalid('toAccountId', 'not where the points came from')
  if (points !== original.points) throw invalid('points', 'a transfer is reversed whole')
  return 'reversal'
}

async function tell(tx: Tx, transfer: NewTransfer, from: AccountRow, to: AccountRow): Promise<void> {
  const resident = [to, from].find((account) => account.kind === 'resident')
  if (resident === undefined) return
  await notify(tx, {
    personIds: [resident.ownerId],
    kind: resident === to ? 'points_received' : 'points_taken_back',
    params: { points: String(transfer.points), reason: transfer.reason ?? '', community: from.communityName },
    subject: { kind: 'account', id: resident.id },
    at: transfer.createdAt,
  })
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path, message }] })
}
