import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  Comment,
  CommentParams,
  CreateCommentRequest,
  CreatePostRequest,
  FeedQuery,
  IdParams,
  LIMITS,
  LikeAnswer,
  Page,
  PageQuery,
  Post,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { createComment } from './create-comment'
import { createPost } from './create-post'
import { deleteComment } from './delete-comment'
import { deletePost } from './delete-post'
import { FeedPages } from './feed-pages'
import { likePost } from './like-post'
import { listMyPosts } from './list-my-posts'
import { refuseSee } from './policy'
import { readComments } from './read-comments'
import { readFeed } from './read-feed'
import { findGrid, findPost } from './repository'
import { showComments, showPost } from './surround'

export const feedRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const pages = new FeedPages(deps)

  app.put(
    '/posts/:id',
    {
      schema: {
        tags: ['feed'],
        summary: 'Say something to the grid',
        params: IdParams,
        body: CreatePostRequest,
        response: { 200: Post, 201: Post },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { placeId, kind, text, imageIds } = request.body
      const { outcome, post } = await createPost(deps, {
        id: request.params.id,
        personId: caller.personId,
        gridId: placeId,
        kind,
        text: normaliseText(text, 'text', LIMITS.postText),
        imageIds,
      })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showPost(deps, post, caller))
    },
  )

  app.get(
    '/posts/:id',
    { schema: { tags: ['feed'], summary: 'A post', params: IdParams, response: { 200: Post } } },
    async (request) => {
      const caller = callerOf(request)
      const post = found(await findPost(read, request.params.id))
      const grid = found(await findGrid(read, post.gridId))
      refuseIf(refuseSee(await findStanding(read, caller.personId), grid, post))
      return showPost(deps, post, caller)
    },
  )

  app.delete(
    '/posts/:id',
    {
      schema: { tags: ['feed'], summary: 'Take back a post of mine', params: IdParams, response: { 204: Type.Null() } },
    },
    async (request, reply) => {
      await deletePost(deps, { postId: request.params.id, personId: callerOf(request).personId })
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/places/:id/feed',
    {
      schema: {
        tags: ['feed'],
        summary: 'What the neighbours of a grid say, newest first',
        params: IdParams,
        querystring: FeedQuery,
        response: { 200: Page(Post) },
      },
    },
    async (request, reply) => {
      const { kind = null, limit = LIMITS.pageDefault, cursor } = request.query
      const { personId } = callerOf(request)
      const json = await readFeed(deps, pages, { gridId: request.params.id, personId, kind, limit, cursor })
      // Written as JSON already, so Fastify's serialiser has nothing to do.
      return reply.header('content-type', 'application/json; charset=utf-8').send(json as never)
    },
  )

  app.get(
    '/me/posts',
    {
      schema: {
        tags: ['feed'],
        summary: 'What I have posted, in every state, newest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(Post) },
      },
    },
    async (request) => listMyPosts(deps, callerOf(request), request.query),
  )

  app.put(
    '/posts/:id/comments/:commentId',
    {
      schema: {
        tags: ['feed'],
        summary: 'Comment on a post, or answer a comment',
        params: CommentParams,
        body: CreateCommentRequest,
        response: { 200: Comment, 201: Comment },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const { outcome, comment } = await createComment(deps, {
        postId: request.params.id,
        id: request.params.commentId,
        personId: caller.personId,
        text: normaliseText(request.body.text, 'text', LIMITS.commentText),
        replyToId: request.body.replyToId ?? null,
      })
      const [shown] = await showComments(deps, [comment], caller)
      return reply.status(outcome === 'created' ? 201 : 200).send(found(shown))
    },
  )

  app.get(
    '/posts/:id/comments',
    {
      schema: {
        tags: ['feed'],
        summary: 'The comments on a post, oldest first',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Comment) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      return readComments(deps, { postId: request.params.id, viewer: callerOf(request), limit, cursor })
    },
  )

  app.delete(
    '/posts/:id/comments/:commentId',
    {
      schema: {
        tags: ['feed'],
        summary: 'Take back a comment of mine',
        params: CommentParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id: postId, commentId } = request.params
      await deleteComment(deps, { postId, commentId, personId: callerOf(request).personId })
      return reply.status(204).send(null)
    },
  )

  const like = { params: IdParams, response: { 200: LikeAnswer } }

  app.put('/posts/:id/like', { schema: { tags: ['feed'], summary: 'Like a post', ...like } }, async (request) =>
    likePost(deps, { postId: request.params.id, personId: callerOf(request).personId, liked: true }),
  )

  app.delete(
    '/posts/:id/like',
    { schema: { tags: ['feed'], summary: 'Like it no longer', ...like } },
    async (request) =>
      likePost(deps, { postId: request.params.id, personId: callerOf(request).personId, liked: false }),
  )
}
