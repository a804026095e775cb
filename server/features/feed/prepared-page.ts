import type { Image } from '../../../src/contract'
import type { Deps } from '../../deps'
import { assert } from '../../kernel/assert'
import { presentPost } from './presenter'
import type { PostRow } from './repository'
import { addressesOf } from './surround'

/** A post as JSON, for somebody who does not like it. */
interface PostJson {
  bytes: Buffer
  /** Of the word `false` behind `liked`. */
  likedAt: number
}

/** A post, and where its JSON stands in the bytes of its page. */
interface PreparedPost {
  row: PostRow
  images: Image[]
  /** Of its page's bytes. */
  json: PostJson
  start: number
  /** As its author sees it, made when the author first asks: authors may do something else with a post than everybody else. */
  own: PostJson | null
}

export interface PreparedPage {
  posts: PreparedPost[]
  /** The answer as it is sent to somebody who wrote none of the posts and likes none: most readers get these very bytes. */
  bytes: Buffer
}

const LIKED = '"liked":'
const TRUE = Buffer.from('true ')
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
    const json = writePost(row, { personId: NOBODY, addressOf, images, liked: false, outcome: null })
    add(json.bytes)
    return { row, images, json, start, own: null }
  })
  add(Buffer.from(`],"nextCursor":${JSON.stringify(page.nextCursor)}}`))
  const bytes = Buffer.concat(parts, length)
  for (const { json, start } of posts) json.bytes = bytes.subarray(start, start + json.bytes.length)
  return { posts, bytes }
}

function writePost(row: PostRow, around: Parameters<typeof presentPost>[1]): PostJson {
  const bytes = Buffer.from(JSON.stringify(presentPost(row, around)))
  const at = bytes.indexOf(`${LIKED}false`)
  assert(at > 0, 'a presented post says whether it is liked')
  return { bytes, likedAt: at + LIKED.length }
}

/** The prepared page as one reader gets it: `true` and a space, which means nothing in JSON, take the place of `false`. */
export function personalise(deps: Deps, page: PreparedPage, personId: string, liked: ReadonlySet<string>): Buffer {
  const isOwn = ({ row }: PreparedPost) => row.authorId === personId
  if (liked.size === 0 && !page.posts.some(isOwn)) return page.bytes
  const parts: Buffer[] = []
  let from = 0
  for (const post of page.posts) {
    const isLiked = liked.has(post.row.id)
    if (!isLiked && !isOwn(post)) continue
    const json = isOwn(post) ? ownJson(deps, post) : post.json
    parts.push(page.bytes.subarray(from, post.start))
    if (isLiked) parts.push(json.bytes.subarray(0, json.likedAt), TRUE, json.bytes.subarray(json.likedAt + TRUE.length))
    else parts.push(json.bytes)
    from = post.start + post.json.bytes.length
  }
  parts.push(page.bytes.subarray(from))
  return Buffer.concat(parts)
}

function ownJson(deps: Deps, post: PreparedPost): PostJson {
  const { row, images } = post
  const addressOf = addressesOf(deps)
  post.own ??= writePost(row, { personId: row.authorId, addressOf, images, liked: false, outcome: null })
  return post.own
}
