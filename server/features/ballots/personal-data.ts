import type { PersonalDataHolder } from '../../storage/personal-data'

export const ballotsHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    {
      name: 'ballots.json',
      about: {
        'zh-CN': '您在记名投票中投的票；在无记名投票中只有“已领取选票”这一记录，投了什么与您没有关联。',
        en: 'Ballots you cast in open polls. Of secret polls there is only that you took a ballot; what was chosen is tied to nobody.',
      },
      value: () =>
        reader.sql.all(
          `SELECT mark."pollId", p."question", mark."via", mark."ballotId", mark."choices", p."options"
           FROM "PollMark" mark JOIN "Poll" p ON p."communityId" = mark."communityId" AND p."id" = mark."pollId"
           WHERE mark."personId" = ? ORDER BY mark."pollId", mark."entryId"`,
          [personId],
        ),
    },
    {
      name: 'paper-ballots-entered.json',
      about: {
        'zh-CN': '您作为工作人员录入或确认过的纸质选票的编号。',
        en: 'Numbers of paper ballots that you entered or confirmed as staff.',
      },
      value: () =>
        reader.sql.all(
          `SELECT "pollId", "id", "serial", "state" FROM "PollPaperBallot" WHERE "enteredById" = ? OR "decidedById" = ? ORDER BY "id"`,
          [personId, personId],
        ),
    },
  ],
  /** A ballot that was cast is valid and counts; whose it was goes. */
  erase: async (tx, personId) => {
    await tx.sql.run('UPDATE "PollMark" SET "personId" = NULL WHERE "personId" = ?', [personId])
  },
}
