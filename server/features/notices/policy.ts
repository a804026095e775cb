import type { ErrorCode } from '../../../src/contract'
import { isStaffOf, refuseNoticeWriting, refuseRead, type Standing } from '../membership'
import { isWithin } from '../places'

/** A place that a notice is addressed to. */
export interface AddressedPlace {
  id: string
  path: string
}

/** The notice, as far as it decides who may do what. */
export interface NoticeFacts {
  needsReceipt: boolean
  publishAt: number
  expiresAt: number | null
  places: readonly AddressedPlace[]
}

/** Staff of a part read what is said to the whole: the officer of a grid reads the notices of its community and its street. */
export function refuseReadPlace(standing: Standing, placePath: string): ErrorCode | null {
  const isStaffOfPart = standing.roles.some(
    (held) => isWithin(held.placePath, placePath) && isStaffOf(standing, held.placePath),
  )
  return isStaffOfPart ? null : refuseRead(standing, placePath)
}

/** A notice that waits for its time is there for those who may write one there, and for nobody else. */
export function refuseReadNotice(standing: Standing, notice: NoticeFacts, now: Date): ErrorCode | null {
  const { places } = notice
  if (!places.some(({ path }) => refuseReadPlace(standing, path) === null)) return 'not_found'
  const isOut = notice.publishAt <= now.getTime()
  return isOut || places.some(({ path }) => refuseNoticeWriting(standing, path) === null) ? null : 'not_found'
}

/** Writing takes the right at every place addressed; the first place that refuses gives the reason. */
export function refuseWriting(standing: Standing, placePaths: readonly string[]): ErrorCode | null {
  for (const path of placePaths) {
    const refusal = refuseNoticeWriting(standing, path)
    if (refusal !== null) return refusal
  }
  return null
}

/** Who has read is shown to those who are staff of all the places: staff of a part would learn names from elsewhere. */
export function refuseReceipts(standing: Standing, notice: NoticeFacts, now: Date): ErrorCode | null {
  const refusal = refuseReadNotice(standing, notice, now)
  if (refusal !== null) return refusal
  return notice.places.every(({ path }) => isStaffOf(standing, path)) ? null : 'not_allowed'
}

/** A receipt is a resident's: verified, and living in one of the places. Also after the notice has ended, when a phone was offline. */
export function refuseConfirm(standing: Standing, notice: NoticeFacts, now: Date): ErrorCode | null {
  const refusal = refuseReadNotice(standing, notice, now)
  if (refusal !== null) return refusal
  if (!livesAtOneOf(standing, notice.places)) return 'not_allowed'
  return notice.needsReceipt && notice.publishAt <= now.getTime() ? null : 'wrong_state'
}

/** Reminding is speaking once more, so it takes the right to write at every place. */
export function refuseReminding(standing: Standing, notice: NoticeFacts, now: Date): ErrorCode | null {
  const refusal = refuseReceipts(standing, notice, now)
  if (refusal !== null) return refusal
  const paths = notice.places.map(({ path }) => path)
  return refuseWriting(standing, paths) === null ? null : 'not_allowed'
}

export function refuseRemind(standing: Standing, notice: NoticeFacts, now: Date): ErrorCode | null {
  const refusal = refuseReminding(standing, notice, now)
  if (refusal !== null) return refusal
  const hasEnded = notice.expiresAt !== null && notice.expiresAt <= now.getTime()
  return notice.needsReceipt && notice.publishAt <= now.getTime() && !hasEnded ? null : 'wrong_state'
}

function livesAtOneOf(standing: Standing, places: readonly AddressedPlace[]): boolean {
  return standing.homes.some(
    (home) =>
      home.state === 'verified' &&
      places.some(({ id, path }) => isWithin(home.gridPath, path) || home.buildingId === id),
  )
}

/**
 * The role in which somebody speaks to places: the lowest that covers them all, or else the lowest that covers the first. Null for whoever
 * may not write there.
 */
export function speakingRole(
  standing: Standing,
  placePaths: readonly string[],
): { placeId: string; placePath: string } | null {
  const covers = (path: string) => (held: Standing['roles'][number]) =>
    refuseNoticeWriting({ ...standing, homes: [], roles: [held] }, path) === null
  const lowestFirst = [...standing.roles].sort((a, b) => b.placePath.length - a.placePath.length)
  const ofAll = lowestFirst.find((held) => placePaths.every((path) => covers(path)(held)))
  return ofAll ?? lowestFirst.find(covers(placePaths[0] ?? '')) ?? null
}
