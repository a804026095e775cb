import type { PollCorrection, PollObjection } from '../../../src/contract'
import { bodyOf } from './correct-roll'
import type { CorrectionRow, ObjectionRow } from './repository'

export function presentObjection(row: ObjectionRow, personId: string, isDesk: boolean): PollObjection {
  return {
    id: row.id,
    pollId: row.pollId,
    about: row.about as PollObjection['about'],
    text: row.text,
    state: row.state as PollObjection['state'],
    answer: row.answer,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { decide: isDesk && row.state === 'open' && row.personId !== personId },
  }
}

export function presentCorrection(row: CorrectionRow, personId: string): PollCorrection {
  const { remove, add } = bodyOf(row)
  const isProposed = row.state === 'proposed'
  return {
    id: row.id,
    pollId: row.pollId,
    reason: row.reason,
    remove,
    add,
    state: row.state as PollCorrection['state'],
    version: row.version,
    createdAt: new Date(row.createdAt).toISOString(),
    can: { confirm: isProposed && row.proposedById !== personId, refuse: isProposed },
  }
}
