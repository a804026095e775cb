import { Problem } from '../../kernel/problem'

/** The pictures of a post, in the order its author gave them. */
export function imageIdsOf(row: { imageIds: string }): string[] {
  return row.imageIds === '[]' ? [] : (JSON.parse(row.imageIds) as string[])
}

/** By how much a change of a comment's state changes the number of comments that everybody sees. */
export function countChange(from: string | null, to: string | null): 1 | 0 | -1 {
  return (Number(to === 'shown') - Number(from === 'shown')) as 1 | 0 | -1
}

/**
 * What was deleted does not come back by a late repeat of the request that made it, and its id is nobody else's.
 * @throws Problem not_found for whoever deleted it, id_taken for others
 */
export function refuseDeleted(deletion: { personId: string } | undefined, personId: string): void {
  if (deletion === undefined) return
  if (deletion.personId !== personId) throw new Problem('id_taken')
  throw new Problem('not_found', { because: 'deleted by its author before this repeat' })
}

/** Who is told of a comment: whoever it answers, and the post's author unless they are told already; nobody of what they wrote themselves. */
export function whoIsTold(comment: { authorId: string; postAuthorId: string; repliedAuthorId: string | null }) {
  const { authorId, postAuthorId, repliedAuthorId } = comment
  const replied = repliedAuthorId === authorId ? null : repliedAuthorId
  const postAuthor = postAuthorId === authorId || postAuthorId === replied ? null : postAuthorId
  return { replied, postAuthor }
}

/** Where a page begins: at the item with this time and id. */
export type PageKey = readonly [createdAt: Date, id: string]
