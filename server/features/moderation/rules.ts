import type { ReportState } from '../../../src/contract'

export type ReportVerb = 'hide' | 'keep' | 'warn' | 'appeal'

/** Where each verb leads from each state (contract, ReportState). What is not here is not possible. */
const TRANSITIONS: Record<ReportVerb, Partial<Record<ReportState, ReportState>>> = {
  hide: { open: 'hidden', appealed: 'hidden_finally' },
  keep: { open: 'kept', appealed: 'restored' },
  warn: { open: 'warned' },
  appeal: { hidden: 'appealed' },
}

export function nextState(state: ReportState, verb: ReportVerb): ReportState | null {
  return TRANSITIONS[verb][state] ?? null
}

/** The states behind each word of `?state=`. */
export const STATES_OF_LIST = {
  open: ['open'],
  appealed: ['appealed'],
  decided: ['hidden', 'kept', 'warned', 'hidden_finally', 'restored'],
} as const satisfies Record<string, readonly ReportState[]>

/** What the decision means for the thing itself; null leaves it as it is. */
export function subjectStateAfter(to: ReportState, isPending: boolean): 'shown' | 'hidden' | null {
  if (to === 'hidden') return 'hidden'
  if (to === 'restored') return 'shown'
  // Somebody has looked, so a thing that waited for the check need not wait any longer.
  return (to === 'kept' || to === 'warned') && isPending ? 'shown' : null
}

/** The pictures that a case keeps, in the order their author gave them. */
export function originalImagesOf(row: { originalImages: string | null }): string[] {
  return row.originalImages === null ? [] : (JSON.parse(row.originalImages) as string[])
}

/** How long after its end a case keeps what was written: as long as the record of what was published must be kept at least. */
const ORIGINAL_DAYS = 180

export function originalsEndedBefore(now: Date): Date {
  return new Date(now.getTime() - ORIGINAL_DAYS * 86_400_000)
}

/** Tries at one check, after which a person must look: one minute, doubling, is a little over four hours in all. */
export const CHECK_ATTEMPTS_MAX = 9
const FIRST_PAUSE_MS = 60_000
/** WeChat promises the verdict on a picture within 30 minutes. */
const PUSH_PAUSE_MS = 35 * 60_000

/** A text was just asked about; a picture was not yet. */
export function firstAttemptAt(subjectKind: string, at: Date): Date {
  return subjectKind === 'image' ? at : new Date(at.getTime() + FIRST_PAUSE_MS)
}

export function nextAttemptAt(attempts: number, now: Date): Date {
  return new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** Math.min(attempts, CHECK_ATTEMPTS_MAX))
}

export function pushOverdueAt(now: Date): Date {
  return new Date(now.getTime() + PUSH_PAUSE_MS)
}
