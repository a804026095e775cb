import type { DeliberationRules } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'
import { DEFAULT_RULES } from './rules'

/** How a community deliberates. */
export async function findRules(reader: Reader, communityId: string): Promise<DeliberationRules> {
  const row = await reader.sql.get<{
    supportHouseholds: number
    answerWorkingDays: number
    moderatesStatements: boolean | number
    statementsPerPerson: number
  }>(
    `SELECT "supportHouseholds", "answerWorkingDays", "moderatesStatements", "statementsPerPerson" FROM "DeliberationRule"
     WHERE "communityId" = ?`,
    [communityId],
  )
  return row === undefined ? DEFAULT_RULES : { ...row, moderatesStatements: Boolean(row.moderatesStatements) }
}

export async function saveRules(
  tx: Tx,
  communityId: string,
  rules: DeliberationRules,
  by: { personId: string; at: Date },
): Promise<void> {
  const data = { ...rules, updatedById: by.personId, updatedAt: by.at }
  await tx.prisma.deliberationRule.upsert({
    where: { communityId },
    create: { communityId, ...data },
    update: data,
  })
}
