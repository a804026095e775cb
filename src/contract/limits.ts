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
  posterCode: 12,
  pageDefault: 20,
  pageMax: 50,
  imageBytes: 10 * 1024 * 1024,
  imagePixels: 50_000_000,
  imageFullEdge: 1_600,
  imageThumbEdge: 480,
  bodyBytes: 64 * 1024,
  reminderIntervalMinutes: 60,
  membershipsPending: 3,
} as const
