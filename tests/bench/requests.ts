import { v7 } from 'uuid'
import {
  CITY,
  communityIdOf,
  communityOfGrid,
  cursorBelow,
  depthAt,
  gridIdOf,
  noticeIdOf,
  personIdOf,
  postOf,
  residentOf,
  spreadOf,
  textOf,
  tokenOf,
  unlikedPost,
} from './city'
import { STAMPEDE, shiftIdOf, volunteerOf } from './shifts'
import { statementIdOf, topicIdOf, voteOf } from './topics'

/** What is asked for. The same of everybody; only the addresses and cursors differ. */
export type Work =
  | 'page 1, one grid'
  | 'page 1, every grid'
  | 'page at depth'
  | 'post'
  | 'comment'
  | 'like'
  | 'vote'
  | 'receipt'
  | 'sign-up'

export type Contender = 'linli' | 'peer' | 'bare peer' | 'bytes'

export interface Request {
  method: 'GET' | 'PUT'
  path: string
  headers: Record<string, string>
  body?: string
}

export interface Asked {
  work: Work
  posts: number
  contender: Contender
}

/** The `index`-th request of this kind: each write is a new one, each read comes from another resident. */
export function requestOf(asked: Asked, index: number): Request {
  const { work, posts } = asked
  if (work === 'sign-up') return signUp(index)
  if (work === 'vote') return vote(index)
  const { grids, stride } = spreadOf(posts)
  if (work === 'page 1, one grid') return read(asked, stride, index, null)
  const grid = (index % grids) * stride
  const turn = Math.floor(index / grids)
  // Few grids would all stay in the cache: a cursor above the newest post asks for the same page, and never finds it kept.
  if (work === 'page 1, every grid') return read(asked, grid, turn, grids < CITY.grids ? 0 : null)
  if (work === 'page at depth') return read(asked, grid, turn, depthAt(posts))
  const person = residentOf(grid, turn)
  const headers = headersOf(person, person)
  if (work === 'receipt') {
    const everyone = CITY.grids * CITY.peoplePerGrid
    const reader = residentOf(index % CITY.grids, Math.floor(index / CITY.grids))
    const community = communityOfGrid(Math.floor(reader / CITY.peoplePerGrid))
    const notice = community * CITY.noticesPerCommunity + (Math.floor(index / everyone) % CITY.noticesPerCommunity)
    return {
      method: 'PUT',
      path: `${base(asked)}/notices/${noticeIdOf(notice)}/receipt`,
      headers: headersOf(reader, reader),
    }
  }
  const json = { ...headers, 'content-type': 'application/json' }
  if (work === 'post') {
    const body = JSON.stringify({ placeId: gridIdOf(grid), kind: 'talk', text: textOf(index), imageIds: [] })
    return { method: 'PUT', path: `${base(asked)}/posts/${v7()}`, headers: json, body }
  }
  const post = postOf(posts, grid, unlikedPost(posts, Math.floor(turn / CITY.peoplePerGrid)))
  if (work === 'like') return { method: 'PUT', path: `${base(asked)}/posts/${post.id}/like`, headers }
  const body = JSON.stringify({ text: textOf(index) })
  return { method: 'PUT', path: `${base(asked)}/posts/${post.id}/comments/${v7()}`, headers: json, body }
}

const BASES: Record<Contender, string> = { linli: '/api/v1', peer: '', 'bare peer': '/bare', bytes: '/bytes' }
const base = ({ contender }: Asked) => BASES[contender]

/** On what the grid of the voter talks over: in a database with topics (fill-opinions.ts). */
function vote(index: number): Request {
  const { grid, person, statement } = voteOf(index)
  const headers = { ...headersOf(person, person), 'content-type': 'application/json' }
  const path = `${BASES.linli}/topics/${topicIdOf(grid)}/votes/${statementIdOf(grid, statement)}`
  return { method: 'PUT', path, headers, body: '{"vote":"agree"}' }
}

/** Everybody once, in rounds of a shift each. */
function signUp(index: number): Request {
  const person = volunteerOf(index)
  const body = JSON.stringify({ shiftId: shiftIdOf(Math.floor(index / STAMPEDE.people)) })
  const headers = { ...headersOf(person, person), 'content-type': 'application/json' }
  return { method: 'PUT', path: `${BASES.linli}/sign-ups/${v7()}`, headers, body }
}

function read(asked: Asked, grid: number, turn: number, depth: number | null): Request {
  const person = residentOf(grid, turn)
  const query = new URLSearchParams()
  if (asked.contender === 'bare peer') {
    query.set('communityId', communityIdOf(communityOfGrid(grid)))
    query.set('personId', personIdOf(person))
  }
  const cursor = depth === null ? null : cursorFor(asked, grid, depth)
  if (cursor !== null) query.set('cursor', cursor)
  const path = `${base(asked)}/places/${gridIdOf(grid)}/feed${query.size > 0 ? `?${query}` : ''}`
  // By the person too: of 6,000 grids the turn alone would be one or two addresses, which the server rightly refuses before long.
  return { method: 'GET', path, headers: headersOf(person, person * 8_191 + turn) }
}

/** The peer's cursor is the id of a post, as Prisma's documentation has it. */
function cursorFor({ contender, posts }: Asked, grid: number, depth: number): string | null {
  if (contender === 'linli') return cursorBelow(posts, grid, depth)
  return depth === 0 ? null : postOf(posts, grid, spreadOf(posts).perGrid - depth).id
}

/** Who asks, and from which of many addresses, as a proxy says it. */
function headersOf(person: number, address: number): Record<string, string> {
  const from = `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`
  return { authorization: `Bearer ${tokenOf(person)}`, 'x-forwarded-for': from }
}
