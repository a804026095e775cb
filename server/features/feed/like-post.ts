import type { LikeAnswer } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import type { Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { findStanding } from '../membership'
import { refuseRespond, refuseSee } from './policy'
import { countLike, deleteLike, findPostFacts, insertLike, type PostFacts } from './repository'

export interface LikePostCommand {
  postId: string
  personId: string
  liked: boolean
}

/** Likes a post, or no longer. The count moves only with a row that came or went, so it is exact however often and at once this is asked. */
export async function likePost(deps: Deps, { postId, personId, liked }: LikePostCommand): Promise<LikeAnswer> {
  return deps.store.write(async (tx) => {
    const post = found(await findPostFacts(tx, postId))
    const standing = await findStanding(tx, personId)
    const grid = { id: post.gridId, path: post.gridPath }
    refuseIf(liked ? refuseRespond(standing, grid, post) : refuseSee(standing, grid, post))
    if (!(await changeLike(tx, post, personId, liked))) return { liked, likes: post.likeCount }
    tx.touch(topicOf.grid(post.gridId))
    return { liked, likes: found(await countLike(tx, postId, liked ? 1 : -1)) }
  })
}

async function changeLike(tx: Tx, post: PostFacts, personId: string, liked: boolean): Promise<boolean> {
  if (liked) return (await insertLike(tx, post.communityId, post.id, personId)) === 'created'
  return (await deleteLike(tx, post.communityId, post.id, personId)) === 'deleted'
}
