import type { Deps } from '../../deps'
import type { CheckResult } from '../../platforms/ports'
import type { Tx } from '../../storage/store'
import { deleteCheck, endCheck, findCheckByTrace } from './check-repository'
import { openCheckCase } from './open-check-case'
import type { ModerationPorts } from './subjects'

type SubjectKind = 'post' | 'comment' | 'image'

/** Applies a verdict that came late. A verdict that is told twice, or after a person has decided, changes nothing. */
export async function applyVerdict(
  tx: Tx,
  ports: ModerationPorts,
  check: { subjectKind: string; subjectId: string },
  { verdict, label }: CheckResult,
  at: Date,
): Promise<void> {
  const subjectKind = check.subjectKind as SubjectKind
  const { subjectId } = check
  if (subjectKind === 'image') {
    // Nobody has a desk for pictures alone, so a doubtful one is refused: its owner sees that, and can choose another.
    const state = verdict === 'pass' ? 'approved' : 'refused'
    if (await endCheck(tx, check, state, label)) await ports.pictures.setState(tx, subjectId, state, at)
    return
  }
  const subject = await ports.subjects.find(tx, subjectKind, subjectId)
  if (subject === null) return deleteCheck(tx, subjectKind, subjectId)
  const state = verdict === 'pass' ? 'approved' : verdict === 'risky' ? 'refused' : 'review'
  if (!(await endCheck(tx, check, state, label)) || subject.state !== 'pending') return
  if (verdict === 'pass') return ports.subjects.setState(tx, subjectKind, subjectId, 'shown')
  if (verdict === 'risky') await ports.subjects.setState(tx, subjectKind, subjectId, 'hidden')
  const { communityId, gridId, authorId, text, imageIds, postId } = subject
  await openCheckCase(tx, {
    communityId,
    gridId,
    authorId,
    subjectKind,
    subjectId,
    text,
    imageIds,
    label,
    isRefused: verdict === 'risky',
    at,
    postId,
  })
}

/** What WeChat pushes about a picture it was asked about (`media_check_async`). */
export async function applyPush(
  deps: Pick<Deps, 'store' | 'clock'>,
  ports: ModerationPorts,
  trace: string,
  result: CheckResult,
): Promise<'applied' | 'unknown_trace'> {
  const now = deps.clock.now()
  return deps.store.write(async (tx) => {
    const check = await findCheckByTrace(tx, trace)
    if (check === undefined) return 'unknown_trace'
    await applyVerdict(tx, ports, check, result, now)
    return 'applied'
  })
}
