import type {
  Language,
  LedgerHead,
  PointsRule,
  PointsRuleCode,
  Resident,
  Transfer,
  TransferKind,
} from '../../../src/contract'
import { fingerprintOf } from '../../../src/proof/ledger-head'
import { type ImageAddress, presentPersonBrief } from '../identity'
import type { Standing } from '../membership'
import type { HeadRow } from './head-repository'
import { refuseGranting, refuseOverseeing, refuseReversing } from './policy'
import type { AccountRow, ResidentRow, TransferViewRow } from './repository'
import type { RuleRow } from './rule-repository'
import { isReversibleByHand } from './rules'
import { reasonInWords } from './words'

export const communityOf = (row: Pick<AccountRow, 'communityId' | 'communityPath'>) => ({
  id: row.communityId,
  path: row.communityPath,
})

export const communityBrief = (row: Pick<AccountRow, 'communityId' | 'communityName'>) => ({
  id: row.communityId,
  kind: 'community' as const,
  name: row.communityName,
})

export function presentTransfer(row: TransferViewRow, standing: Standing, language: Language): Transfer {
  const community = communityOf(row)
  const kind = row.kind as TransferKind
  const isOverseer = refuseOverseeing(standing, community) === null
  const party = (side: 'debit' | 'credit') => {
    const accountKind = row[`${side}Kind`]
    const isPublic = accountKind !== 'resident' || row[`${side}OwnerId`] === standing.personId
    return { kind: accountKind, name: isPublic || isOverseer ? row[`${side}Name`] : null }
  }
  const reward = row.creditKind === 'reward' ? row.creditName : row.debitKind === 'reward' ? row.debitName : null
  const canBeReversed = isReversibleByHand(kind) && row.reversedById === null
  return {
    id: row.id,
    kind,
    fromAccountId: row.debitAccountId,
    toAccountId: row.creditAccountId,
    from: party('debit'),
    to: party('credit'),
    points: row.points,
    reason: row.words ?? reasonInWords(kind, reward, language),
    rule:
      row.ruleCode === null || row.ruleVersion === null
        ? null
        : { code: row.ruleCode as PointsRuleCode, version: row.ruleVersion },
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    sequence: row.sequence,
    createdAt: new Date(row.createdAt).toISOString(),
    head: row.headDate === null ? null : { date: row.headDate },
    can: {
      reverse: canBeReversed && refuseReversing(standing, kind, community) === null,
      prove: row.headDate !== null,
    },
  }
}

export function presentResident(row: ResidentRow, addressOf: ImageAddress): Resident {
  return {
    id: row.id,
    person: presentPersonBrief({ ...row, id: row.personId }, addressOf),
    building: { id: row.buildingId, kind: 'building', name: row.buildingName },
    household: { id: row.householdId, number: row.number, floor: row.floor },
    can: { receive: true },
  }
}

export function presentHead(row: HeadRow): LedgerHead {
  const head = { placeId: row.communityId, date: row.date, size: row.size, rootHash: row.rootHash }
  return { ...head, signature: row.signature, publicKey: row.publicKey, fingerprint: fingerprintOf(head) }
}

export function presentRule(row: RuleRow, newestVersion: number, standing: Standing, path: string): PointsRule {
  const maySet = refuseGranting(standing, { id: row.communityId, path }) === null
  return {
    id: row.id,
    placeId: row.communityId,
    code: row.code as PointsRuleCode,
    version: row.version,
    pointsPerHour: row.pointsPerHour,
    categories: JSON.parse(row.categories),
    weeklyCap: row.weeklyCap,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { replace: maySet && row.version === newestVersion },
  }
}
