import type { ErrorCode, MembershipState } from '../../../src/contract'

export type MembershipVerb = 'verify' | 'refuse' | 'end'

/** From which states a verb leads where. A refused or ended membership stays as it is: the person asks anew. */
export const TRANSITIONS: Record<MembershipVerb, { from: readonly MembershipState[]; to: MembershipState }> = {
  verify: { from: ['pending'], to: 'verified' },
  refuse: { from: ['pending'], to: 'refused' },
  end: { from: ['pending', 'verified'], to: 'ended' },
}

export function allowsVerb(state: string, verb: MembershipVerb): boolean {
  return TRANSITIONS[verb].from.some((from) => from === state)
}

/** A person may ask for a few homes at once, not for a hundred. */
export function refuseRequest(pending: number, pendingMax: number, isAlreadyThere: boolean): ErrorCode | null {
  if (isAlreadyThere) return 'already_member'
  return pending >= pendingMax ? 'too_many_pending' : null
}
