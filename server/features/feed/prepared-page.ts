import type { Image } from '../../../src/contract'
import type { Deps } from '../../deps'
import { assert } from '../../kernel/assert'
import { presentPost } from './presenter'
import type { PostRow } from './repository'
import { addressesOf } from './surround'

/** A post, and where its JSON stands in the bytes of its page. */
interface PreparedPost {
  row: PostRow
  images: Image[]
  start: number
  /** Of the word `false` behind `liked`. */
  likedAt: number
  end: number
}

export interface PreparedPage {
  posts: PreparedPost[]
  /** The answer as it is sent to somebody who wrote none of the posts and likes none: most readers get these very bytes. */
  bytes: Buffer
}

const LIKED = '"liked":'
const NOBODY = ''

/**
 * Written once, as bytes, for a reader who wrote none of it. A quote inside a text is escaped in JSON, so `"liked":` can only be the field.
 */
export function preparePage(
  deps: Deps,
  page: { rows: readonly PostRow[]; pictures: ReadonlyMap<string, Image[]>; nextCursor: string | null },
): PreparedPage {
  const addressOf = addressesOf(deps)
  const parts: Buffer[] = []
  let length = 0
  const add = (bytes: Buffer) => {
    parts.push(bytes)
    length += bytes.length
  }
  add(Buffer.from('{"items":['))
  const posts = page.rows.map((row, index): PreparedPost => {
    const images = page.pictures.get(row.id) ?? []
    if (index > 0) add(Buffer.from(','))
    const start = length
    const post = presentPost(row, { personId: NOBODY, addressOf, images, liked: false, outcome: null })
    const json = Buffer.from(JSON.stringify(post))
    const at = json.indexOf(`${LIKED}false`)
    assert(at > 0, 'a presented post says whether it is liked')
    add(json)
    return { row, images, start, likedAt: start + at + LIKED.length, end: length }
  })
  add(Buffer.from(`],"nextCursor":${JSON.stringify(page.nextCursor)}}`))
  return { posts, bytes: Buffer.concat(parts, length) }
}

/** The prepared page as one reader gets it. */
export function personalise(deps: Deps, page: PreparedPage, personId: string, liked: ReadonlySet<string>): Buffer {
  const own = page.posts.filter(({ row }) => row.authorId === personId)
  const bytes = liked.size === 0 ? page.bytes : markLiked(page, liked)
  return own.length === 0 ? bytes : replaceOwn(deps, bytes, own, { personId, liked })
}

/** `true` and a space, which means nothing in JSON, take the place of `false`. */
function markLiked({ bytes, posts }: PreparedPage, liked: ReadonlySet<string>): Buffer {
  const marked = Buffer.from(bytes)
  for (const { row, likedAt } of posts) {
    if (liked.has(row.id)) marked.write('true ', likedAt, 'latin1')
  }
  return marked
}

/** Authors may do something else with their own posts than everybody else, so theirs are presented anew. */
function replaceOwn(
  deps: Deps,
  bytes: Buffer,
  own: readonly PreparedPost[],
  { personId, liked }: { personId: string; liked: ReadonlySet<string> },
): Buffer {
  const addressOf = addressesOf(deps)
  const parts: Buffer[] = []
  let from = 0
  for (const { row, images, start, end } of own) {
    const post = presentPost(row, { personId, addressOf, images, liked: liked.has(row.id), outcome: null })
    parts.push(bytes.subarray(from, start), Buffer.from(JSON.stringify(post)))
    from = end
  }
  parts.push(bytes.subarray(from))
  return Buffer.concat(parts)
}
