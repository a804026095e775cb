import type { ErrorCode } from '../../../src/contract'
import { isStaffOf, refuseRead, type Standing } from '../membership'

/** Calling people is for those who answer for the place: its officer, its secretary, its street. */
export function refuseCalling(standing: Standing, placePath: string): ErrorCode | null {
  if (isStaffOf(standing, placePath)) return null
  return refuseRead(standing, placePath) ?? 'not_allowed'
}

/** A call-up is there for whoever was called and for staff of its place; to everybody else it is not. */
export function refuseReadCallUp(standing: Standing, callUp: { path: string; isCalled: boolean }): ErrorCode | null {
  return callUp.isCalled || isStaffOf(standing, callUp.path) ? null : 'not_found'
}

export function refuseAnswer(standing: Standing, callUp: { path: string; isCalled: boolean }): ErrorCode | null {
  const refusal = refuseReadCallUp(standing, callUp)
  if (refusal !== null) return refusal
  return callUp.isCalled ? null : 'not_allowed'
}

export function refuseEnd(standing: Standing, callUp: { path: string; isCalled: boolean }): ErrorCode | null {
  const refusal = refuseReadCallUp(standing, callUp)
  if (refusal !== null) return refusal
  return isStaffOf(standing, callUp.path) ? null : 'not_allowed'
}
