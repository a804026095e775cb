import { newId } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { findAccountOf, listAccountsOfPerson } from './repository'
import { transferPoints } from './transfer-points'

export const ledgerHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [accountsFile(reader, personId), transfersFile(reader, personId)],
  /**
   * The entries stay, for the sums must come out: they bear an id to which no name belongs any more. The words of their reasons go, and what is
   * left on the account goes back to the community.
   */
  erase: async (tx, personId, now) => {
    await tx.sql.run('DELETE FROM "RankingChoice" WHERE "personId" = ?', [personId])
    for (const account of await listAccountsOfPerson(tx, personId)) {
      await forgetReasons(tx, account.communityId, account.id)
      if (account.balance <= 0) continue
      const { communityId } = account
      const budget = await findAccountOf(tx, communityId, 'budget', communityId)
      if (budget === undefined) continue
      await transferPoints(tx, {
        id: newId(now),
        communityId,
        debitAccountId: account.id,
        creditAccountId: budget.id,
        points: account.balance,
        kind: 'closing',
        reason: null,
        createdById: null,
        createdAt: now,
      })
    }
  },
}

async function forgetReasons(tx: Tx, communityId: string, accountId: string): Promise<void> {
  await tx.sql.run(
    `DELETE FROM "TransferReason" WHERE "communityId" = ? AND "transferId" IN (
       SELECT "id" FROM "Transfer" WHERE "communityId" = ? AND "debitAccountId" = ?
       UNION SELECT "id" FROM "Transfer" WHERE "communityId" = ? AND "creditAccountId" = ?)`,
    [communityId, communityId, accountId, communityId, accountId],
  )
}

function accountsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'points-accounts.json',
    about: {
      'zh-CN': '您的积分账户：社区、余额、开户时间，以及您是否选择出现在积分榜上。',
      en: 'Your points accounts: community, balance, since when, and whether you chose to appear in the ranking.',
    },
    value: async () => {
      const rows = await reader.sql.all<{
        id: string
        community: string
        balance: number
        openedAt: number
        rankedSince: number | null
      }>(
        `SELECT a."id", c."name" AS "community", a."balance", a."openedAt", s."chosenAt" AS "rankedSince"
         FROM "Account" a JOIN "Place" c ON c."id" = a."communityId"
           LEFT JOIN "RankingChoice" s ON s."communityId" = a."communityId" AND s."personId" = a."ownerId"
         WHERE a."ownerId" = ? AND a."kind" = 'resident' ORDER BY a."id"`,
        [personId],
      )
      return rows.map((row) => ({ ...row, openedAt: toTime(row.openedAt), rankedSince: toTime(row.rankedSince) }))
    },
  }
}

interface OwnEntryRow {
  communityId: string
  sequence: number
  id: string
  kind: string
  fromAccountId: string
  toAccountId: string
  points: number
  rule: string | null
  reason: string | null
  createdAt: number
}

function transfersFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'points-transfers.json',
    about: {
      'zh-CN':
        '您账户上的每一笔积分：从哪个账户到哪个账户、多少、为什么、什么时间。注销后这些记录仍保留在账本中，但不再有您的名字和事由。',
      en: 'Every transfer of your points: from which account to which, how many, what for and when. They stay in the ledger when you leave, without your name and without the reason.',
    },
    async *rows() {
      for (const account of await listAccountsOfPerson(reader, personId)) yield* entriesOf(reader, account)
    },
  }
}

async function* entriesOf(reader: Reader, account: { communityId: string; id: string }) {
  const load = (after: number, limit: number) =>
    reader.sql.all<OwnEntryRow>(
      `SELECT t."communityId", t."sequence", t."id", t."kind", t."debitAccountId" AS "fromAccountId", t."creditAccountId" AS "toAccountId", t."points",
         t."ruleCode" AS "rule", w."words" AS "reason", t."createdAt"
       FROM "Transfer" t LEFT JOIN "TransferReason" w ON w."communityId" = t."communityId" AND w."transferId" = t."id"
       WHERE t."communityId" = ? AND (t."debitAccountId" = ? OR t."creditAccountId" = ?) AND t."sequence" > ? ORDER BY t."sequence" LIMIT ?`,
      [account.communityId, account.id, account.id, after, limit],
    )
  for await (const page of inPages(0, load, ({ sequence }) => sequence)) {
    yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
  }
}
