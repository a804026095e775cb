import type { CorrectionLine, PollCorrection, PollObjection } from '../../../src/contract'
import { bodyOf } from './correct-roll'
import type { CorrectionRow, ObjectionRow } from './repository'

/** `by` is who raised it, for staff. */
export function presentObjection(
  row: ObjectionRow,
  personId: string,
  { isDesk, by }: { isDesk: boolean; by: string | null },
): PollObjection {
  return {
    id: row.id,
    pollId: row.pollId,
    about: row.about as PollObjection['about'],
    text: row.text,
    by,
    state: row.state as PollObjection['state'],
    answer: row.answer,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { decide: isDesk && row.state === 'open' && row.personId !== personId },
  }
}

export function presentCorrection(row: CorrectionRow, lines: CorrectionLine[], personId: string): PollCorrection {
  const { remove, add } = bodyOf(row)
  const isProposed = row.state === 'proposed'
  return {
    id: row.id,
    pollId: row.pollId,
    reason: row.reason,
    remove,
    add,
    lines,
    state: row.state as PollCorrection['state'],
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { confirm: isProposed && row.proposedById !== personId, refuse: isProposed },
  }
}
