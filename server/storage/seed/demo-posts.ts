import { LIMITS } from '../../../src/contract'
import { hashRequest } from '../../kernel/request-hash'
import { normaliseText } from '../../kernel/text'
import { between, laterByDay, latestMoment, pastTime } from './daytime'
import { Cast } from './demo-cast'
import type { PeoplePlan } from './demo-people'
import type { DemoCity, DemoGrid } from './demo-places'
import type { MotifName } from './pictures'
import { SCRIPTS } from './posts'
import { namedId, SeededRandom } from './random'
import { readScript, type ScriptedPost } from './read-script'
import type { Row } from './rows'

/** A drawing that a post shows, under an id of its own. */
export interface PlannedImage {
  id: string
  ownerId: string
  createdAt: Date
  motif: MotifName
  variant: number
}

export interface PlannedComment {
  id: string
  postId: string
  authorId: string
  authorName: string
  text: string
  replyToId: string | null
  createdAt: Date
}

export interface PlannedPost {
  communityId: string
  gridId: string
  id: string
  authorId: string
  buildingId: string
  kind: string
  text: string
  images: PlannedImage[]
  comments: PlannedComment[]
  likerIds: string[]
  createdAt: Date
  isReported: boolean
}

/** How long people go on talking under a post, in hours of daytime. */
const TALK_HOURS_MAX = 20

/** What everybody said, all of it past. */
export function planPosts(city: DemoCity, people: PeoplePlan, now: Date): PlannedPost[] {
  const variants = new Map<MotifName, number>()
  return city.communities
    .flatMap(({ grids }) => grids)
    .flatMap((grid, index) => planGrid({ grid, index, people, now, variants }))
}

interface GridToPlan {
  grid: DemoGrid
  index: number
  people: PeoplePlan
  now: Date
  /** Drawings of each motif so far. The first grid makes them; the others, which it never meets, show some of them again. */
  variants: Map<MotifName, number>
}

function planGrid({ grid, index, people, now, variants }: GridToPlan): PlannedPost[] {
  const random = new SeededRandom(410 + index)
  const cast = new Cast(people, grid.id, random)
  const nextVariant = (motif: MotifName) => {
    const drawn = variants.get(motif) ?? 0
    if (index > 0 && drawn > 0) return (index + random.between(0, drawn)) % drawn
    variants.set(motif, drawn + 1)
    return drawn
  }
  return readScript(SCRIPTS[index] ?? '').map((scripted, order) => {
    const key = `post ${grid.name} ${order}`
    return planPost({ key, grid, scripted, cast, random, now, nextVariant })
  })
}

interface PostToPlan {
  key: string
  grid: DemoGrid
  scripted: ScriptedPost
  cast: Cast
  random: SeededRandom
  now: Date
  nextVariant: (motif: MotifName) => number
}

function planPost({ key, grid, scripted, cast, random, now, nextVariant }: PostToPlan): PlannedPost {
  const { kind, daysAgo, time, voice, motifs, isReported } = scripted
  // Nobody writes on the stroke of a minute.
  const createdAt = new Date(pastTime(now, daysAgo, time).getTime() + random.between(0, 60_000))
  const { person, household } = cast.author(voice)
  const id = namedId(key, createdAt)
  const images = motifs.map((motif, place) => {
    const at = new Date(createdAt.getTime() - (motifs.length - place) * 2_000)
    return {
      id: namedId(`${key} image ${place}`, at),
      ownerId: person.id,
      createdAt: at,
      motif,
      variant: nextVariant(motif),
    }
  })
  return {
    communityId: grid.communityId,
    gridId: grid.id,
    id,
    authorId: person.id,
    buildingId: household.buildingId,
    kind,
    text: normaliseText(scripted.text, key, LIMITS.postText),
    images,
    comments: planComments({ key, id, scripted, cast, random, author: person, from: createdAt, now }),
    likerIds: cast.neighbours(scripted.likes, [person.id]).map((liker) => liker.person.id),
    createdAt,
    isReported,
  }
}

interface CommentsToPlan {
  key: string
  id: string
  scripted: ScriptedPost
  cast: Cast
  random: SeededRandom
  author: { id: string; displayName: string }
  from: Date
  now: Date
}

function planComments({ key, id, scripted, cast, random, author, from, now }: CommentsToPlan): PlannedComment[] {
  const { comments } = scripted
  const until = laterByDay(from, random.between(3, TALK_HOURS_MAX), latestMoment(now))
  const neighbours = cast.neighbours(comments.length, [author.id])
  const planned: PlannedComment[] = []
  for (const [index, { text, by, answers }] of comments.entries()) {
    // Most is said soon.
    const createdAt = between(from, until, ((index + 0.15 + random.next() * 0.8) / comments.length) ** 1.7)
    const neighbour = neighbours[index % neighbours.length]?.person ?? author
    const speaker = by === 'post_author' ? author : by === 'anybody' ? neighbour : cast.persona(by).person
    planned.push({
      id: namedId(`${key} comment ${index}`, createdAt),
      postId: id,
      authorId: speaker.id,
      authorName: speaker.displayName,
      text: normaliseText(text, key, LIMITS.commentText),
      replyToId: answers === null ? null : (planned[answers]?.id ?? null),
      createdAt,
    })
  }
  return planned
}

export function postRows(posts: readonly PlannedPost[]): { posts: Row[]; comments: Row[]; likes: Row[] } {
  return {
    posts: posts.map(
      ({ communityId, gridId, id, authorId, buildingId, kind, text, images, comments, likerIds, createdAt }) => {
        const imageIds = images.map((image) => image.id)
        const requestHash = hashRequest({ gridId, kind, text, imageIds })
        const counts = { likeCount: likerIds.length, commentCount: comments.length }
        const said = { communityId, gridId, id, authorId, buildingId, kind, text, imageIds: JSON.stringify(imageIds) }
        return { ...said, ...counts, state: 'shown', createdAt, requestHash }
      },
    ),
    comments: posts.flatMap(({ communityId, comments }) =>
      comments.map(({ id, postId, authorId, text, replyToId, createdAt }) => {
        const requestHash = hashRequest({ postId, text, replyToId })
        return { communityId, postId, id, authorId, text, replyToId, state: 'shown', createdAt, requestHash }
      }),
    ),
    likes: posts.flatMap(({ communityId, id, likerIds }) =>
      likerIds.map((personId) => ({ communityId, postId: id, personId })),
    ),
  }
}
