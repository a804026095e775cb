import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader } from '../../storage/store'
import { givePointsBack } from './act-on-redemption'
import { cancelAtLeaving, listReservedOfPerson, putBackPiece } from './repository'

export const rewardsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [redemptionsFile(reader, personId), providedFile(reader, personId)],
  /** What waits at the desk goes back on the shelf, and its points to the account, before the account is closed. What was collected stays, nameless. */
  erase: async (tx, personId, now) => {
    for (const { id, rewardId } of await listReservedOfPerson(tx, personId)) {
      if ((await cancelAtLeaving(tx, id, now)) === 0) continue
      await putBackPiece(tx, rewardId)
      await givePointsBack(tx, { id }, { at: now, byId: null })
    }
  },
}

interface OwnRedemptionRow {
  id: string
  title: string
  points: number
  state: string
  createdAt: number
  expiresAt: number
  endedAt: number | null
}

function redemptionsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'redemptions.json',
    about: {
      'zh-CN': '您用积分兑换的礼品：名称、积分、状态和时间。注销后这些记录仍保留，但不再有您的名字。',
      en: 'What you redeemed points for: title, points, state and times. It stays when you leave, without your name.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnRedemptionRow>(
          `SELECT d."id", r."title", d."points", d."state", d."createdAt", d."expiresAt", d."endedAt"
           FROM "Redemption" d JOIN "Reward" r ON r."communityId" = d."communityId" AND r."id" = d."rewardId"
           WHERE d."personId" = ? AND d."id" > ? ORDER BY d."id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({
          ...row,
          createdAt: toTime(row.createdAt),
          expiresAt: toTime(row.expiresAt),
          endedAt: toTime(row.endedAt),
        }))
      }
    },
  }
}

interface ProvidedRow {
  id: string
  title: string
  points: number
  createdAt: number
}

function providedFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'rewards-provided.json',
    about: {
      'zh-CN': '您作为社区书记或共建单位上架的礼品。注销后礼品仍保留，但不再有您的名字。',
      en: 'Rewards you provided as secretary or partner. They stay when you leave, without your name.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<ProvidedRow>(
          `SELECT "id", "title", "points", "createdAt" FROM "Reward" WHERE "authorId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt) }))
      }
    },
  }
}
