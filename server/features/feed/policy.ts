import type { Comment, ErrorCode, ModerationOutcome, Post } from '../../../src/contract'
import { refuseGridLife, refuseModerating, type Standing } from '../membership'

export interface GridFacts {
  id: string
  path: string
}

export interface ContentFacts {
  authorId: string
  state: string
}

/** What is hidden, or waits for a check, is there for its author and for those who decide about it, and for nobody else. */
export function refuseSee(standing: Standing, grid: GridFacts, content: ContentFacts): ErrorCode | null {
  const refusal = refuseGridLife(standing, grid)
  if (refusal !== null) return refusal
  return seesUnshown(standing, grid, content.authorId) || content.state === 'shown' ? null : 'not_found'
}

function seesUnshown(standing: Standing, grid: GridFacts, authorId: string): boolean {
  return authorId === standing.personId || refuseModerating(standing, grid.path) === null
}

/** Liking and commenting are for what everybody sees. */
export function refuseRespond(standing: Standing, grid: GridFacts, post: ContentFacts): ErrorCode | null {
  return refuseSee(standing, grid, post) ?? (post.state === 'shown' ? null : 'wrong_state')
}

/** Authors alone, and also after they have moved away: what somebody said is theirs to take back. */
export function refuseDelete(standing: Standing, grid: GridFacts, content: ContentFacts): ErrorCode | null {
  if (content.authorId === standing.personId) return null
  return refuseSee(standing, grid, content) ?? 'not_allowed'
}

/** What somebody who may see a post may do with it. Written out field by field: it is asked for every post of every page. */
export function postAbilities(personId: string, post: ContentFacts, outcome: ModerationOutcome | null): Post['can'] {
  const isOwn = post.authorId === personId
  const isShown = post.state === 'shown'
  return {
    delete: isOwn,
    comment: isShown,
    like: isShown,
    report: !isOwn && isShown,
    appeal: isOwn && outcome?.state === 'hidden',
  }
}

export function commentAbilities(
  personId: string,
  comment: ContentFacts,
  outcome: ModerationOutcome | null,
): Comment['can'] {
  const isOwn = comment.authorId === personId
  return {
    delete: isOwn,
    report: !isOwn && comment.state === 'shown',
    appeal: isOwn && outcome?.state === 'hidden',
  }
}
