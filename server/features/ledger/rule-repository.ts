import type { EntryRule } from '../../../src/proof/ledger-entry'
import type { Reader, Tx } from '../../storage/store'

export interface RuleRow extends EntryRule {
  communityId: string
}

const RULE = `SELECT r."communityId", r."code", r."version", r."id", r."pointsPerHour", r."categories", r."weeklyCap", r."createdById", r."createdAt",
    r."requestHash" FROM "PointsRule" r`

const NEWEST = `r."version" = (SELECT MAX(n."version") FROM "PointsRule" n WHERE n."communityId" = r."communityId" AND n."code" = r."code")`

export function listNewestRules(reader: Reader, communityIds: readonly string[]): Promise<RuleRow[]> {
  return reader.sql.all<RuleRow>(`${RULE} WHERE r."communityId" IN (?) AND ${NEWEST} ORDER BY r."code"`, [communityIds])
}

/** All versions, the newest of each first. */
export function listRuleHistory(reader: Reader, communityId: string): Promise<RuleRow[]> {
  return reader.sql.all<RuleRow>(`${RULE} WHERE r."communityId" = ? ORDER BY r."code", r."version" DESC`, [communityId])
}

export function findRule(reader: Reader, id: string): Promise<RuleRow | undefined> {
  return reader.sql.get<RuleRow>(`${RULE} WHERE r."id" = ?`, [id])
}

export function findRuleVersion(
  reader: Reader,
  communityId: string,
  code: string,
  version: number,
): Promise<RuleRow | undefined> {
  return reader.sql.get<RuleRow>(`${RULE} WHERE r."communityId" = ? AND r."code" = ? AND r."version" = ?`, [
    communityId,
    code,
    version,
  ])
}

/** As the next version. Of two who write at once on PostgreSQL the key refuses the second, who is run again. */
export async function insertRule(
  tx: Tx,
  rule: Omit<RuleRow, 'version' | 'createdAt'> & { createdAt: Date },
): Promise<void> {
  const { communityId, code } = rule
  const newest = await tx.sql.get<{ version: number | null }>(
    'SELECT MAX("version") AS "version" FROM "PointsRule" WHERE "communityId" = ? AND "code" = ?',
    [communityId, code],
  )
  await tx.prisma.pointsRule.create({ data: { ...rule, version: (newest?.version ?? 0) + 1 } })
}
