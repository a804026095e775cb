import { decodeCursor } from '../../kernel/cursor'
import { Problem } from '../../kernel/problem'

/** The pictures of a post, in the order its author gave them. */
export function imageIdsOf(row: { imageIds: string }): string[] {
  return row.imageIds === '[]' ? [] : (JSON.parse(row.imageIds) as string[])
}

/** By how much a change of a comment's state changes the number of comments that everybody sees. */
export function countChange(from: string | null, to: string | null): 1 | 0 | -1 {
  return (Number(to === 'shown') - Number(from === 'shown')) as 1 | 0 | -1
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

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const YEAR_10000_MS = 253_402_300_800_000

/** @throws Problem invalid_request where the cursor is none of ours: PostgreSQL would stumble over what is no time or no id */
export function toPageKey(cursor: string | undefined): PageKey | null {
  const key = decodeCursor(cursor, 2)
  if (key === null) return null
  const [time, id] = key
  const isTime = typeof time === 'number' && Number.isInteger(time) && time >= 0 && time < YEAR_10000_MS
  if (isTime && typeof id === 'string' && UUID.test(id)) return [new Date(time), id]
  throw new Problem('invalid_request', { fields: [{ path: 'cursor', message: 'unknown cursor' }] })
}
