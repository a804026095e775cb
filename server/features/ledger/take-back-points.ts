import { derivedId } from '../../kernel/ids'
import { Problem } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { appendTransfers } from './append-transfers'
import type { NewTransfer } from './book'
import { findAccount, findTransfer, type TransferViewRow } from './repository'
import { settled } from './transfer-points'

export interface TakeBackCommand {
  /** Of the transfer that gives back what was reversed beyond what is taken. */
  id: string
  /** By which points were given; of those that were made and stand, so many go back that no more than `keptMax` are left. */
  transferIds: readonly string[]
  keptMax: number
  createdById: string
  createdAt: Date
  reason: string
}

export interface TakenBack {
  points: number
  accountId: string
  communityName: string
}

/**
 * Takes back a part of what somebody was given from a budget. A transfer is reversed whole, so what was reversed beyond the part is granted anew;
 * the last thing in a write that another feature has begun. Null where there is nothing to take.
 * @throws Problem not_enough_points where it is spent
 */
export async function takeBackPoints(tx: Tx, command: TakeBackCommand): Promise<TakenBack | null> {
  const standing = await listStanding(tx, command.transferIds)
  const given = sumOf(standing)
  const points = given - command.keptMax
  const [newest] = standing
  if (points <= 0 || newest === undefined) return null
  const reversed: TransferViewRow[] = []
  for (const transfer of standing) if (sumOf(reversed) < points) reversed.push(transfer)
  const reversals = reversed.map((transfer) => reversalOf(transfer, command))
  const left = sumOf(reversed) - points
  const grants = left > 0 ? [grantOf(newest, left, command)] : []
  const balance = (await findAccount(tx, newest.creditAccountId))?.balance ?? 0
  if (balance < points) throw new Problem('not_enough_points', { sentence: 'points_already_spent' })
  // Whoever has spent some of it has enough once what is left to them has come.
  const transfers = balance >= sumOf(reversed) ? [...reversals, ...grants] : [...grants, ...reversals]
  for (const outcome of await appendTransfers(tx, transfers)) settled(outcome)
  return { points, accountId: newest.creditAccountId, communityName: newest.communityName }
}

/** The newest first. */
async function listStanding(tx: Tx, ids: readonly string[]): Promise<TransferViewRow[]> {
  const found: TransferViewRow[] = []
  for (const id of ids) {
    const transfer = await findTransfer(tx, id)
    if (transfer !== undefined && transfer.reversedById === null) found.push(transfer)
  }
  return found.sort((a, b) => b.sequence - a.sequence)
}

const sumOf = (transfers: readonly { points: number }[]) => transfers.reduce((sum, { points }) => sum + points, 0)

function reversalOf(transfer: TransferViewRow, command: TakeBackCommand): NewTransfer {
  const { creditAccountId: debitAccountId, debitAccountId: creditAccountId, points } = transfer
  const sides = { debitAccountId, creditAccountId, points, reversesId: transfer.id }
  return made(transfer, command, { ...sides, id: derivedId(command.id, `reverses ${transfer.id}`), kind: 'reversal' })
}

function grantOf(transfer: TransferViewRow, points: number, command: TakeBackCommand): NewTransfer {
  const { debitAccountId, creditAccountId } = transfer
  return made(transfer, command, {
    debitAccountId,
    creditAccountId,
    points,
    reversesId: null,
    id: command.id,
    kind: 'grant',
  })
}

function made(
  { communityId }: TransferViewRow,
  { createdById, createdAt, reason }: TakeBackCommand,
  one: Pick<NewTransfer, 'id' | 'kind' | 'debitAccountId' | 'creditAccountId' | 'points' | 'reversesId'>,
): NewTransfer {
  const said = { ...one, communityId, createdById, reason }
  return { ...said, ruleCode: null, atCap: 'refuse', createdAt, requestHash: hashRequest(said) }
}
