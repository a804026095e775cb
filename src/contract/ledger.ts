import { type Static, Type } from '@sinclair/typebox'
import { PersonBrief } from './identity'
import { LIMITS } from './limits'
import { HouseholdBrief, PlaceBrief } from './places'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

/** Whole points, at least one. */
export const PointsAmount = Type.Integer({ minimum: 1, maximum: LIMITS.transferPoints })

/** `issuance` is where a community's points come from: its balance is what was issued, below zero. */
export const AccountKind = OneOf('resident', 'budget', 'reward', 'issuance')
export type AccountKind = Static<typeof AccountKind>

/**
 * issue: the street to a budget · grant: a budget to a resident, by its holder · award: the same, by a rule · thanks: between residents, by a
 * rule · redeem: a resident to a reward · reversal: an earlier transfer the other way round · closing: what an erased person leaves to the budget.
 */
export const TransferKind = OneOf('issue', 'grant', 'award', 'thanks', 'redeem', 'reversal', 'closing')
export type TransferKind = Static<typeof TransferKind>

export const PointsRuleCode = OneOf('volunteer_hours', 'thanks')
export type PointsRuleCode = Static<typeof PointsRuleCode>

/** A day in Asia/Shanghai. */
export const LedgerDay = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description: 'A day in Asia/Shanghai' })

/** SHA-256 in standard base64. */
export const TreeHash = Type.String({ description: 'SHA-256, standard base64' })

export const AccountQuery = Closed({ placeId: Type.Optional(Id) })

/** The caller's own account in one community. `earnedThisWeek` counts from Monday, per rule; `weeklyCap` null is no cap. */
export const MyAccount = Closed({
  accountId: Id,
  balance: Type.Integer(),
  place: PlaceBrief,
  showInRanking: Type.Boolean(),
  earnedThisWeek: Type.Array(Closed({ rule: PointsRuleCode, points: Count, weeklyCap: Nullable(Count) })),
  can: Can('redeem', 'showInRanking'),
})
export type MyAccount = Static<typeof MyAccount>

export const UpdateMyAccountRequest = Closed({ showInRanking: Type.Boolean() })

/** The budget of a community. `issuance` is shown to those who may issue; `quarter` is the current one, as "2026-Q4". */
export const PlaceAccount = Closed({
  accountId: Id,
  balance: Type.Integer(),
  place: PlaceBrief,
  quarter: Closed({ name: Type.String(), issued: Type.Integer(), spent: Type.Integer() }),
  issuance: Nullable(Closed({ accountId: Id, balance: Type.Integer() })),
  can: Can('transfer', 'issue', 'setRules', 'seeTransfers'),
})
export type PlaceAccount = Static<typeof PlaceAccount>

/** Where a budget holder sends points to. Staff are not told what a resident has. */
export const ResidentAccount = Closed({ accountId: Id, person: PersonBrief })
export type ResidentAccount = Static<typeof ResidentAccount>

/** `q` is part of a name or of a door's number. */
export const ResidentsQuery = Closed({ ...PageQuery, q: Type.Optional(FreeText(LIMITS.displayName)) })

/** A verified neighbour to whom points may be sent; `id` is that of their tie to the household. */
export const Resident = Closed({
  id: Id,
  person: PersonBrief,
  building: PlaceBrief,
  household: HouseholdBrief,
  can: Can('receive'),
})
export type Resident = Static<typeof Resident>

export const ResidentAccountParams = Closed({ id: Id, personId: Id })

/** A transfer that reverses another bears its id, and goes back over the same accounts with the same points. */
export const CreateTransferRequest = Closed({
  fromAccountId: Id,
  toAccountId: Id,
  points: PointsAmount,
  reason: FreeText(LIMITS.reasonText),
  reversesId: Type.Optional(Id),
})
export type CreateTransferRequest = Static<typeof CreateTransferRequest>

/** One side of a transfer. A resident's name is told to staff and to themselves, and to nobody once they have left. */
const Party = Closed({ kind: AccountKind, name: Nullable(Type.String()) })

/** An entry of the ledger, never changed. `sequence` counts from 1 within the community; `head` is the first daily head it is included in. */
export const Transfer = Closed({
  id: Id,
  kind: TransferKind,
  fromAccountId: Id,
  toAccountId: Id,
  from: Party,
  to: Party,
  points: PointsAmount,
  reason: Type.String(),
  rule: Nullable(Closed({ code: PointsRuleCode, version: Count })),
  reversesId: Nullable(Id),
  reversedById: Nullable(Id),
  sequence: Count,
  createdAt: Time,
  head: Nullable(Closed({ date: LedgerDay })),
  can: Can('reverse', 'prove'),
})
export type Transfer = Static<typeof Transfer>

/** `pointsPerHour` where the category has no row of its own. `weeklyCap`: the most one person earns by this rule from Monday to Sunday. */
const RULE = {
  placeId: Id,
  code: PointsRuleCode,
  pointsPerHour: Type.Integer({ minimum: 0, maximum: LIMITS.rulePointsPerHour }),
  categories: Type.Array(
    Closed({
      category: FreeText(LIMITS.ruleCategory),
      pointsPerHour: Type.Integer({ minimum: 0, maximum: LIMITS.rulePointsPerHour }),
    }),
    { maxItems: LIMITS.ruleCategories },
  ),
  weeklyCap: Nullable(Type.Integer({ minimum: 0, maximum: LIMITS.transferPoints })),
}

export const CreatePointsRuleRequest = Closed(RULE)
export type CreatePointsRuleRequest = Static<typeof CreatePointsRuleRequest>

/** One version of a rule, never changed: the next one takes its place for what comes after. */
export const PointsRule = Closed({ id: Id, ...RULE, version: Count, createdAt: Time, can: Can('replace') })
export type PointsRule = Static<typeof PointsRule>

/** The newest version of each rule, or all of them with `history`. */
export const PointsRulesQuery = Closed({ history: Type.Optional(Type.Boolean()) })
export const PointsRules = Closed({ items: Type.Array(PointsRule), nextCursor: Nullable(Type.String()) })

/**
 * What a community publishes of its ledger every day at 00:05: the Merkle tree (RFC 9162, section 2.1) of its entries 1 to `size`, each a leaf.
 * `signature` is Ed25519 (RFC 8032) over the text in docs/ledger.md, `publicKey` the 32 bytes of the key; both standard base64.
 * `fingerprint` is the short form for a notice board: eight groups of five digits.
 */
export const LedgerHead = Closed({
  placeId: Id,
  date: LedgerDay,
  size: Count,
  rootHash: TreeHash,
  signature: Type.String(),
  publicKey: Type.String(),
  fingerprint: Type.String(),
})
export type LedgerHead = Static<typeof LedgerHead>

export const LedgerHeadsQuery = Closed({ ...PageQuery, placeId: Type.Optional(Id) })

export const LedgerProofQuery = Closed({ transferId: Id, size: Type.Optional(Type.Integer({ minimum: 1 })) })

/**
 * That an entry is in the tree of `head` (RFC 9162, section 2.1.3): hashes from the leaf up, standard base64. `leaf` is the entry as it was hashed,
 * for those who may read it. `includedSince` is the day of the first head that has it.
 */
export const LedgerProof = Closed({
  transferId: Id,
  leafIndex: Count,
  treeSize: Count,
  leafHash: TreeHash,
  inclusionPath: Type.Array(TreeHash),
  rootHash: TreeHash,
  leaf: Nullable(Type.String()),
  includedSince: LedgerDay,
  head: LedgerHead,
})
export type LedgerProof = Static<typeof LedgerProof>

export const LedgerConsistencyQuery = Closed({
  placeId: Id,
  first: Type.Integer({ minimum: 1 }),
  second: Type.Integer({ minimum: 1 }),
})

/** That the tree of `second` entries begins with the tree of `first` (RFC 9162, section 2.1.4). */
export const LedgerConsistency = Closed({ first: Count, second: Count, consistencyPath: Type.Array(TreeHash) })
export type LedgerConsistency = Static<typeof LedgerConsistency>

/** Public totals, at or below a place: `sum` of all balances is zero at every moment. `head` is the newest, of one community. */
export const LedgerTotals = Closed({
  place: PlaceBrief,
  transfers: Count,
  issued: Type.Integer(),
  inBudget: Type.Integer(),
  withResidents: Type.Integer(),
  inRewards: Type.Integer(),
  sum: Type.Integer(),
  residents: Count,
  quarter: Closed({ name: Type.String(), issued: Count, awarded: Count, redeemed: Count }),
  head: Nullable(LedgerHead),
  can: Can('seeRanking'),
})
export type LedgerTotals = Static<typeof LedgerTotals>

/** Residents who chose to appear, by what they earned in the current quarter; nobody else is in it. */
export const PointsRanking = Closed({
  quarter: Type.String(),
  items: Type.Array(Closed({ rank: Count, person: PersonBrief, points: Count })),
})
export type PointsRanking = Static<typeof PointsRanking>
