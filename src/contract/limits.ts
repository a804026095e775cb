/**
 * Limits both sides hold. No TypeBox here, so that the mini program may import the values.
 * Lengths are code points after NFKC normalisation; sizes are bytes.
 */
export const LIMITS = {
  displayName: 20,
  postText: 2_000,
  postImages: 9,
  commentText: 500,
  noticeTitle: 60,
  noticeBody: 5_000,
  noticePlaces: 50,
  reasonText: 300,
  searchText: 50,
  posterCode: 12,
  pageDefault: 20,
  pageMax: 50,
  imageBytes: 10 * 1024 * 1024,
  imagePixels: 50_000_000,
  imageEdge: 16_384,
  /** What one person may add to the pictures kept, within 24 hours. */
  imageBytesPerDay: 100 * 1024 * 1024,
  imageFullEdge: 1_600,
  imageThumbEdge: 480,
  bodyBytes: 64 * 1024,
  reminderIntervalMinutes: 60,
  membershipsPending: 3,
  /** The most points in one transfer. */
  transferPoints: 1_000_000,
  rulePointsPerHour: 1_000,
  ruleCategory: 20,
  ruleCategories: 30,
  rankingRows: 50,
  rewardTitle: 40,
  rewardPickup: 100,
  rewardPoints: 100_000,
  rewardStock: 100_000,
  /** How long a redeemed reward waits at the desk; then the points go back. */
  redemptionDays: 14,
  pollQuestion: 100,
  pollBody: 5_000,
  pollOptions: 20,
  pollOptionText: 100,
  objectionText: 500,
  /** Entries that one correction of a roll changes. */
  rollCorrections: 100,
  /** The most that one roll holds. */
  rollEntries: 100_000,
  /** 64 bytes in base64. */
  credentialCharacters: 88,
  /** 512 bytes in base64: the longest modulus there could be. */
  blindCharacters: 684,
  logEntries: 500,
  countedBallots: 200,
  paperBallotsPrinted: 200,
  ownersRows: 20_000,
  ownersBytes: 5 * 1024 * 1024,
  /** After the close. */
  ballotObjectionDays: 7,
} as const
