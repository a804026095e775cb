import type { Tx } from '../../storage/store'
import { saveContentCheck } from './check-repository'
import type { CheckAnswer } from './check-text'
import { openCheckCase } from './open-check-case'
import { firstAttemptAt } from './rules'

interface Checked {
  subjectId: string
  answer: CheckAnswer
  at: Date
}

interface Content {
  text: string
  imageIds: readonly string[]
}

/** A post or comment has a place and an author, because a doubt about it becomes a case on the moderation desk. */
export type CheckRecord =
  | (Checked & { subjectKind: 'post' | 'comment'; communityId: string; gridId: string; authorId: string } & Content)
  | (Checked & { subjectKind: 'image' })

/**
 * Keeps what a content check answered, in the transaction that stores the thing. What passed leaves nothing behind. What was refused becomes
 * a case that is decided already, so that its author reads why and can appeal; what a person must look at becomes an open case.
 */
export async function recordCheck(tx: Tx, record: CheckRecord): Promise<void> {
  const { subjectId, answer, at } = record
  const { verdict, label, checker } = answer
  if (verdict === 'pass') return
  await saveContentCheck(tx, {
    subjectKind: record.subjectKind,
    subjectId,
    state: verdict === 'risky' ? 'refused' : verdict === 'review' ? 'review' : 'pending',
    checker,
    label,
    nextAttemptAt: firstAttemptAt(record.subjectKind, at),
    createdAt: at,
  })
  if (record.subjectKind === 'image' || verdict === 'unanswered') return
  const { subjectKind, communityId, gridId, authorId, text, imageIds } = record
  const isRefused = verdict === 'risky'
  const subject = { communityId, gridId, authorId, subjectKind, subjectId, text, imageIds }
  await openCheckCase(tx, { ...subject, label, isRefused, at, postId: null })
}
