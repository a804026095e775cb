import { newId } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { findReport, insertReport } from './repository'
import { tellAuthor, tellModerators } from './tell-people'
import { checkReason } from './words'

export interface CheckCase {
  communityId: string
  gridId: string
  authorId: string
  subjectKind: 'post' | 'comment'
  subjectId: string
  text: string
  imageIds: readonly string[]
  label: string | null
  /** Refused: hidden already, and the author may appeal. Otherwise a person has to look. */
  isRefused: boolean
  at: Date
  /** Where to lead the author who is told later; null where the refusal is told in the answer to their own request. */
  postId: string | null
}

/** A case that nobody reported: the check itself did. Its reason is the checker's category, put into words when it is read. */
export async function openCheckCase(tx: Tx, subject: CheckCase): Promise<void> {
  const { communityId, gridId, subjectKind, subjectId, authorId, text, imageIds, isRefused, postId, at } = subject
  const reason = subject.label ?? 'other'
  const id = newId(at)
  await insertReport(tx, {
    communityId,
    id,
    caseId: id,
    gridId,
    subjectKind,
    subjectId,
    authorId,
    reporterId: null,
    reason,
    state: isRefused ? 'hidden' : 'open',
    decidedAt: isRefused ? at : null,
    createdAt: at,
    requestHash: '',
    original: { text, imageIds },
  })
  const row = found(await findReport(tx, id))
  if (!isRefused) {
    await tellModerators(tx, row, {
      news: 'report_received',
      except: [authorId],
      reason: checkReason(reason, 'zh-CN'),
      at,
    })
  } else if (postId !== null) {
    const words = checkReason(reason, row.authorLanguage === 'en' ? 'en' : 'zh-CN')
    await tellAuthor(tx, row, { kind: 'content_hidden', reason: words, postId, at })
  }
}
