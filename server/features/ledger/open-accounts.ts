import type { AccountKind } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../../storage/store'
import { type AccountRow, findAccountOf, insertAccount, insertLedger } from './repository'
import { insertRule, listNewestRules } from './rule-repository'
import { FIRST_RULES } from './rules'

/** Whose account, and in which community's ledger. */
export interface AccountOwner {
  communityId: string
  kind: AccountKind
  /** A person's id, a reward's, or the community's own for its budget and its issuance. */
  ownerId: string
}

/** The account, opened where there is none: with the first one of a community its ledger opens, with budget, issuance and first rules. */
export async function openAccount(tx: Tx, owner: AccountOwner, at: Date): Promise<AccountRow> {
  const known = await findAccountOf(tx, owner.communityId, owner.kind, owner.ownerId)
  if (known !== undefined) return known
  const { communityId } = owner
  await insertLedger(tx, communityId)
  await insertAccount(tx, { communityId, id: newId(at), kind: 'issuance', ownerId: communityId, openedAt: at })
  await insertAccount(tx, { communityId, id: newId(at), kind: 'budget', ownerId: communityId, openedAt: at })
  if ((await listNewestRules(tx, [communityId])).length === 0) await openRules(tx, communityId, at)
  await insertAccount(tx, { ...owner, id: newId(at), openedAt: at })
  return found(await findAccountOf(tx, owner.communityId, owner.kind, owner.ownerId))
}

async function openRules(tx: Tx, communityId: string, at: Date): Promise<void> {
  for (const { code, pointsPerHour, weeklyCap } of FIRST_RULES) {
    const said = { code, pointsPerHour, categories: '[]', weeklyCap }
    const rule = { ...said, id: newId(at), communityId, createdById: null, requestHash: hashRequest(said) }
    await insertRule(tx, { ...rule, createdAt: at })
  }
}

/** The same for whoever only wants to look: written once, read ever after. */
export async function lookUpAccount(deps: Deps, owner: AccountOwner): Promise<AccountRow> {
  const known = await findAccountOf(deps.store.read, owner.communityId, owner.kind, owner.ownerId)
  if (known !== undefined) return known
  const now = deps.clock.now()
  return deps.store.write((tx) => openAccount(tx, owner, now))
}
