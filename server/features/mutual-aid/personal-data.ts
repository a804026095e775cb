import { type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { cancelWaitingShares } from './act-on-gift-share'

/** Needs, offers and matches of a person; the other side's part of a match stays theirs. */
export const mutualAidHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    needsFile(reader, personId),
    offersFile(reader, personId),
    matchesFile(reader, personId),
    blocksFile(reader, personId),
    giftsFile(reader, personId),
  ],
  erase: async (tx, personId, now) => {
    await endOwnMatches(tx, personId, now)
    await cancelWaitingShares(tx, { receiverId: personId }, now)
    await tx.sql.run(`UPDATE "Gift" SET "state" = 'ended', "purpose" = '…', "requestHash" = '' WHERE "giverId" = ?`, [
      personId,
    ])
    await tx.sql.run(
      `UPDATE "Need" SET "text" = '', "phone" = NULL, "onBehalfOf" = NULL, "voiceId" = NULL, "requestHash" = '', "nextRoundAt" = NULL,
         "state" = CASE WHEN "state" = 'open' THEN 'cancelled' ELSE "state" END WHERE "requesterId" = ?`,
      [personId],
    )
    await tx.sql.run(
      `UPDATE "Offer" SET "phone" = NULL, "categories" = '[]', "weekly" = '[]', "requestHash" = '', "state" = 'ended' WHERE "helperId" = ?`,
      [personId],
    )
    await tx.sql.run('DELETE FROM "AidVolunteer" WHERE "personId" = ?', [personId])
    await tx.sql.run(`DELETE FROM "AidBlock" WHERE "personId" = ? OR "blockedId" = ?`, [personId, personId])
  },
}

/** What was promised by or to them falls through, and the counts of the other side stay exact. */
async function endOwnMatches(tx: Tx, personId: string, now: Date): Promise<void> {
  const ended = await tx.sql.all<{ needId: string; offerId: string; quantity: number }>(
    `UPDATE "AidMatch" SET "state" = 'cancelled', "decidedAt" = ? WHERE ("helperId" = ? OR "requesterId" = ?) AND "state" = 'accepted'
     RETURNING "needId", "offerId", "quantity"`,
    [now, personId, personId],
  )
  for (const { needId, offerId, quantity } of ended) {
    await tx.sql.run(
      `UPDATE "Need" SET "metQuantity" = "metQuantity" - ?, "state" = CASE WHEN "state" = 'met' THEN 'open' ELSE "state" END, "nextRoundAt" = ?
       WHERE "id" = ? AND "metQuantity" >= ?`,
      [quantity, now, needId, quantity],
    )
    await tx.sql.run(
      `UPDATE "Offer" SET "givenQuantity" = "givenQuantity" - ? WHERE "id" = ? AND "kind" = 'item' AND "givenQuantity" >= ?`,
      [quantity, offerId, quantity],
    )
  }
  await tx.sql.run(
    `UPDATE "AidMatch" SET "state" = 'cancelled', "decidedAt" = ? WHERE ("helperId" = ? OR "requesterId" = ?) AND "state" = 'asked'`,
    [now, personId, personId],
  )
}

function needsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'needs.json',
    about: {
      'zh-CN': '您发出的求助，以及留下的姓名和电话。',
      en: 'What you asked neighbours for, with the name and phone you gave.',
    },
    value: async () => {
      const rows = await reader.prisma.need.findMany({ where: { requesterId: personId }, orderBy: { id: 'asc' } })
      return rows.map(({ requestHash: _, ...row }) => row)
    },
  }
}

function offersFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'offers.json',
    about: {
      'zh-CN': '您登记的可帮的事、时间和电话。',
      en: 'What you offered to do or give, when, and the phone you gave.',
    },
    value: async () => {
      const rows = await reader.prisma.offer.findMany({ where: { helperId: personId }, orderBy: { id: 'asc' } })
      return rows.map(({ requestHash: _, ...row }) => row)
    },
  }
}

function matchesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'matches.json',
    about: {
      'zh-CN': '您参与的互助：是请人帮忙还是被请、结果、星级和积分。对方的姓名和联系方式不在其中。',
      en: 'Mutual aid you took part in: whether you asked or were asked, what came of it, stars and points. Not who the other was.',
    },
    value: async () => {
      const rows = await reader.sql.all<{ id: string; createdAt: number; decidedAt: number | null }>(
        `SELECT "id", "needId", "offerId", CASE WHEN "helperId" = ? THEN 'helper' ELSE 'requester' END AS "you", "quantity", "state", "stars",
           "points", "createdAt", "decidedAt"
         FROM "AidMatch" WHERE "helperId" = ? OR "requesterId" = ? ORDER BY "id"`,
        [personId, personId, personId],
      )
      return rows.map((row) => ({ ...row, createdAt: toTime(row.createdAt), decidedAt: toTime(row.decidedAt) }))
    },
  }
}

function giftsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'gifts.json',
    about: {
      'zh-CN': '您捐给社区的物品，以及分给您的物品和回执编号。',
      en: 'What you gave to the community, and what you were given, with the numbers of the receipts.',
    },
    value: async () => {
      const given = await reader.prisma.gift.findMany({ where: { giverId: personId }, orderBy: { id: 'asc' } })
      const received = await reader.prisma.giftShare.findMany({
        where: { receiverId: personId },
        orderBy: { id: 'asc' },
      })
      return {
        given: given.map(({ requestHash: _, ...row }) => row),
        received: received.map(({ handedById: _, ...row }) => row),
      }
    },
  }
}

function blocksFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'blocks.json',
    about: { 'zh-CN': '您不想再配对的人（编号）。', en: 'Whom you do not want to be matched with, by number.' },
    value: async () => {
      const rows = await reader.prisma.aidBlock.findMany({ where: { personId }, orderBy: { blockedId: 'asc' } })
      return rows.map(({ blockedId, createdAt }) => ({ blockedId, createdAt }))
    },
  }
}
