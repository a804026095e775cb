import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { inPages, inSlices, type PersonalDataHolder, type PersonalFile, toTime } from '../../storage/personal-data'
import type { Reader, Tx } from '../../storage/store'
import { topicOf } from '../../storage/versions'
import { deleteChecks, listChecks } from '../moderation'
import { imageIdsOf } from './rules'

export const feedHolder: PersonalDataHolder = {
  exportFiles: (reader, personId) => [
    postsFile(reader, personId),
    commentsFile(reader, personId),
    likesFile(reader, personId),
  ],
  // Own posts first: what hangs on them goes with them, and is not counted one by one.
  erase: async (tx, personId) => {
    await erasePosts(tx, personId)
    await eraseComments(tx, personId)
    await eraseLikes(tx, personId)
  },
}

/** Each post before its comments and likes: one under way then finds it gone and is undone, instead of staying behind without it. */
async function erasePosts(tx: Tx, personId: string): Promise<void> {
  const posts = await tx.sql.all<{ id: string; communityId: string; gridId: string }>(
    `DELETE FROM "Post" WHERE "authorId" = ? RETURNING "id", "communityId", "gridId"`,
    [personId],
  )
  for (const { id, communityId, gridId } of posts) {
    const comments = await tx.sql.all<{ id: string }>(
      `DELETE FROM "Comment" WHERE "communityId" = ? AND "postId" = ? RETURNING "id"`,
      [communityId, id],
    )
    await tx.sql.run(`DELETE FROM "PostLike" WHERE "communityId" = ? AND "postId" = ?`, [communityId, id])
    await deleteChecks(
      tx,
      'comment',
      comments.map((comment) => comment.id),
    )
    tx.touch(topicOf.grid(gridId))
  }
  await deleteChecks(
    tx,
    'post',
    posts.map(({ id }) => id),
  )
}

/** A count goes down by the rows that were taken away, so that it is exact whatever happens beside this. */
async function eraseComments(tx: Tx, personId: string): Promise<void> {
  const comments = await tx.sql.all<{ id: string; postId: string; state: string }>(
    `DELETE FROM "Comment" WHERE "authorId" = ? RETURNING "id", "postId", "state"`,
    [personId],
  )
  const taken = new Map<string, number>()
  for (const { postId, state } of comments) taken.set(postId, (taken.get(postId) ?? 0) + Number(state === 'shown'))
  for (const [postId, count] of [...taken].sort()) {
    const post = await tx.sql.get<{ gridId: string }>(
      `UPDATE "Post" SET "commentCount" = "commentCount" - ? WHERE "id" = ? RETURNING "gridId"`,
      [count, postId],
    )
    if (post) tx.touch(topicOf.grid(post.gridId))
  }
  await deleteChecks(
    tx,
    'comment',
    comments.map(({ id }) => id),
  )
}

async function eraseLikes(tx: Tx, personId: string): Promise<void> {
  const likes = await tx.sql.all<{ postId: string }>(`DELETE FROM "PostLike" WHERE "personId" = ? RETURNING "postId"`, [
    personId,
  ])
  for (const postIds of inSlices(likes.map(({ postId }) => postId).sort())) {
    const posts = await tx.sql.all<{ gridId: string }>(
      `UPDATE "Post" SET "likeCount" = "likeCount" - 1 WHERE "id" IN (?) RETURNING "gridId"`,
      [postIds],
    )
    for (const { gridId } of posts) tx.touch(topicOf.grid(gridId))
  }
}

interface OwnPostRow {
  id: string
  grid: string | null
  building: string | null
  kind: string
  text: string
  imageIds: string
  state: string
  likes: number
  comments: number
  createdAt: number
}

function postsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'posts.json',
    about: {
      'zh-CN': '您发布的动态，包括未显示和被隐藏的；附内容检查的结果。',
      en: 'Your posts, those that wait or are hidden too, with what the content check said.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnPostRow>(
          `SELECT p."id", g."name" AS "grid", b."name" AS "building", p."kind", p."text", p."imageIds", p."state", p."likeCount" AS "likes",
             p."commentCount" AS "comments", p."createdAt"
           FROM "Post" p LEFT JOIN "Place" g ON g."id" = p."gridId" LEFT JOIN "Place" b ON b."id" = p."buildingId"
           WHERE p."authorId" = ? AND p."id" > ? ORDER BY p."id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        const checks = await listChecks(
          reader,
          'post',
          page.map(({ id }) => id),
        )
        yield page.map((row) => ({
          ...row,
          imageIds: imageIdsOf(row),
          createdAt: toTime(row.createdAt),
          check: checks.get(row.id) ?? null,
        }))
      }
    },
  }
}

interface OwnCommentRow {
  id: string
  postId: string
  replyToId: string | null
  text: string
  state: string
  createdAt: number
}

function commentsFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'comments.json',
    about: {
      'zh-CN': '您写的评论，包括未显示和被隐藏的；附内容检查的结果。',
      en: 'Your comments, those that wait or are hidden too, with what the content check said.',
    },
    async *rows() {
      const load = (after: string, limit: number) =>
        reader.sql.all<OwnCommentRow>(
          `SELECT "id", "postId", "replyToId", "text", "state", "createdAt" FROM "Comment"
           WHERE "authorId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
          [personId, after, limit],
        )
      for await (const page of inPages(BEFORE_ALL_IDS, load, ({ id }) => id)) {
        const checks = await listChecks(
          reader,
          'comment',
          page.map(({ id }) => id),
        )
        yield page.map((row) => ({ ...row, createdAt: toTime(row.createdAt), check: checks.get(row.id) ?? null }))
      }
    },
  }
}

function likesFile(reader: Reader, personId: string): PersonalFile {
  return {
    name: 'likes.json',
    about: { 'zh-CN': '您点过赞的动态的编号。', en: 'The ids of the posts you like.' },
    rows: () =>
      inPages(
        BEFORE_ALL_IDS,
        (after, limit) =>
          reader.sql.all<{ postId: string }>(
            `SELECT "postId" FROM "PostLike" WHERE "personId" = ? AND "postId" > ? ORDER BY "postId" LIMIT ?`,
            [personId, after, limit],
          ),
        ({ postId }) => postId,
      ),
  }
}
