import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEntries, listVersions, sumRoll } from '../../../server/features/polls'
import { normaliseLine, normaliseText } from '../../../server/kernel/text'
import { makeLocalContentChecker } from '../../../server/platforms/local-content-checker'
import { openStore } from '../../../server/storage/open-store'
import { seedDemo } from '../../../server/storage/seed/seed-demo'
import type { Store } from '../../../server/storage/store'
import { LIMITS } from '../../../src/contract'
import { makeTestDatabase, type TestDatabase } from '../../support/test-database'

const NOW = new Date('2026-11-20T07:30:00.000Z')
const HOUR_MS = 3_600_000
const WEEKS_MS = 21 * 24 * HOUR_MS

interface Said {
  id: string
  authorId: string
  gridId: string
  text: string
  createdAt: number
}

let database: TestDatabase
let store: Store
const steps: string[] = []
const options = () => ({ extent: 'life' as const, now: NOW, dataDir: database.folder })

beforeAll(async () => {
  database = await makeTestDatabase('empty')
  store = await openStore(database.url)
  expect(await seedDemo(store, { ...options(), onProgress: (step) => steps.push(step) })).toBe('filled')
}, 240_000)
afterAll(async () => {
  await store.close()
  await database.drop()
})

const all = <Row>(text: string, params: (string | number)[] = []) => store.read.sql.all<Row>(text, params)
const count = async (from: string) => (await all<{ n: number }>(`SELECT COUNT(*) AS "n" FROM ${from}`))[0]?.n
const gridId = async (name: string) =>
  (await all<{ id: string }>(`SELECT "id" FROM "Place" WHERE "name" = ?`, [name]))[0]?.id ?? ''
const listPosts = () =>
  all<Said>(`SELECT "id", "authorId", "gridId", "text", "createdAt" FROM "Post" ORDER BY "createdAt"`)
const listComments = () =>
  all<Said>(
    `SELECT c."id", c."authorId", p."gridId", c."text", c."createdAt" FROM "Comment" c JOIN "Post" p ON p."id" = c."postId"`,
  )
const personId = async (code: string) =>
  (await all<{ personId: string }>(`SELECT "personId" FROM "Identity" WHERE "subject" = ?`, [code]))[0]?.personId ?? ''

const hourInShanghai = (at: number) => new Date(at + 8 * HOUR_MS).getUTCHours()

describe('what people said', () => {
  test('as many posts in each grid as the story has', async () => {
    const perGrid = await all<{ name: string; n: number }>(
      `SELECT g."name", COUNT(*) AS "n" FROM "Post" p JOIN "Place" g ON g."id" = p."gridId" GROUP BY g."name"`,
    )
    const counts = Object.fromEntries(perGrid.map(({ name, n }) => [name, n]))
    expect(Object.keys(counts)).toHaveLength(6)
    const { 桂花苑第一网格: first = 0, ...others } = counts
    expect(first).toBeGreaterThanOrEqual(140)
    for (const n of Object.values(others)) expect(n).toBe(25)
    const kinds = await all<{ kind: string }>(`SELECT DISTINCT "kind" FROM "Post" WHERE "gridId" = ?`, [
      await gridId('桂花苑第一网格'),
    ])
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['give', 'lost_found', 'recommend', 'talk'])
  })

  test('likes and comments are counted exactly', async () => {
    const wrong = await all(
      `SELECT p."id" FROM "Post" p WHERE
         p."likeCount" <> (SELECT COUNT(*) FROM "PostLike" l WHERE l."communityId" = p."communityId" AND l."postId" = p."id")
         OR p."commentCount" <> (SELECT COUNT(*) FROM "Comment" c WHERE c."communityId" = p."communityId" AND c."postId" = p."id")`,
    )
    expect(wrong).toEqual([])
    const [most] = await all<{ likes: number; comments: number }>(
      `SELECT MAX("likeCount") AS "likes", MAX("commentCount") AS "comments" FROM "Post"`,
    )
    expect(most?.likes).toBeLessThanOrEqual(60)
    expect(most?.comments).toBeGreaterThanOrEqual(12)
  })

  test('every author, commenter and liker is verified in the grid, and the author writes from their own building', async () => {
    const homes = await all<{ personId: string; gridId: string; buildingId: string }>(
      `SELECT "personId", "gridId", "buildingId" FROM "Membership" WHERE "state" = 'verified'`,
    )
    const home = new Map(homes.map(({ personId, gridId, buildingId }) => [`${personId} ${gridId}`, buildingId]))
    const posts = await all<Said & { buildingId: string }>(
      `SELECT "id", "authorId", "gridId", "buildingId" FROM "Post"`,
    )
    for (const post of posts) expect(home.get(`${post.authorId} ${post.gridId}`)).toBe(post.buildingId)
    for (const comment of await listComments()) expect(home.has(`${comment.authorId} ${comment.gridId}`)).toBe(true)
    const likers = await all<{ personId: string; gridId: string }>(
      `SELECT l."personId", p."gridId" FROM "PostLike" l JOIN "Post" p ON p."id" = l."postId"`,
    )
    for (const { personId, gridId } of likers) expect(home.has(`${personId} ${gridId}`)).toBe(true)
    const first = await gridId('桂花苑第一网格')
    expect(new Set(posts.filter((post) => post.gridId === first).map(({ authorId }) => authorId)).size).toBeGreaterThan(
      100,
    )
  })

  test('all of it within three weeks, an hour past, by day', async () => {
    for (const { createdAt } of [...(await listPosts()), ...(await listComments())]) {
      expect(createdAt).toBeGreaterThan(NOW.getTime() - WEEKS_MS)
      expect(createdAt).toBeLessThanOrEqual(NOW.getTime() - HOUR_MS)
      expect(hourInShanghai(createdAt)).toBeGreaterThanOrEqual(6)
      expect(hourInShanghai(createdAt)).toBeLessThan(23)
    }
  })

  test('comments come after the post, and answers after what they answer', async () => {
    const early = await all(
      `SELECT c."id" FROM "Comment" c JOIN "Post" p ON p."id" = c."postId" WHERE c."createdAt" <= p."createdAt"`,
    )
    expect(early).toEqual([])
    const hasty = await all(
      `SELECT c."id" FROM "Comment" c JOIN "Comment" a ON a."id" = c."replyToId" WHERE c."createdAt" <= a."createdAt" OR c."postId" <> a."postId"`,
    )
    expect(hasty).toEqual([])
    expect(await count(`"Comment" WHERE "replyToId" IS NOT NULL`)).toBeGreaterThan(60)
  })

  test('no text twice, each as the server would have stored it, and none that the content check would stop', async () => {
    const posts = await listPosts()
    expect(new Set(posts.map(({ text }) => text)).size).toBe(posts.length)
    const checker = makeLocalContentChecker()
    for (const { text } of posts) {
      expect(normaliseText(text, 'text', LIMITS.postText)).toBe(text)
      expect(await checker.checkText({ text, scene: 'post', subjects: {} })).toMatchObject({ verdict: 'pass' })
    }
    const comments = await all<{ text: string; postId: string }>(`SELECT "text", "postId" FROM "Comment"`)
    expect(new Set(comments.map(({ text, postId }) => `${postId} ${text}`)).size).toBe(comments.length)
    for (const { text } of comments) {
      expect(normaliseText(text, 'text', LIMITS.commentText)).toBe(text)
      expect(await checker.checkText({ text, scene: 'comment', subjects: {} })).toMatchObject({ verdict: 'pass' })
    }
    expect(posts.filter(({ text }) => text.split('\n').length > 5 || text.length > 130).length).toBeGreaterThanOrEqual(
      4,
    )
  })

  test('nobody can be called up or is anybody known', async () => {
    const texts = [...(await listPosts()), ...(await listComments())].map(({ text }) => text)
    const bodies = await all<{ body: string }>(`SELECT "body" FROM "Notice"`)
    for (const text of [...texts, ...bodies.map(({ body }) => body)]) {
      expect(text).not.toMatch(/\d{7,}|\d{3,4}-\d{4}|https?:|www\.|@/)
    }
    const known = await count(
      `"Person" WHERE "displayName" IN ('李娜', '邓超', '黄磊', '刘涛', '郭涛', '韩雪', '白雪')`,
    )
    expect(known).toBe(0)
  })
})

describe('pictures', () => {
  test('a post shows its author’s own approved pictures, whose files are there, small and large', async () => {
    const posts = await all<{ authorId: string; imageIds: string; gridId: string }>(
      `SELECT "authorId", "imageIds", "gridId" FROM "Post"`,
    )
    const images = await all<{
      id: string
      ownerId: string
      state: string
      width: number
      height: number
      byteCount: number
    }>(`SELECT "id", "ownerId", "state", "width", "height", "byteCount" FROM "Image"`)
    const byId = new Map(images.map((image) => [image.id, image]))
    const shown = posts.flatMap(({ authorId, imageIds }) =>
      (JSON.parse(imageIds) as string[]).map((id) => ({ id, authorId })),
    )
    expect(shown).toHaveLength(images.length)
    const files = new Set(
      readdirSync(join(database.folder, 'images'), { recursive: true })
        .map(String)
        .map((path) => path.slice(3)),
    )
    for (const { id, authorId } of shown) {
      expect(byId.get(id)).toMatchObject({ ownerId: authorId, state: 'approved' })
      expect(files.has(`${id}-full.webp`) && files.has(`${id}-thumb.webp`)).toBe(true)
    }
    for (const { width, height } of images) expect(Math.max(width, height)).toBeLessThanOrEqual(LIMITS.imageFullEdge)
    expect(Math.max(...posts.map(({ imageIds }) => JSON.parse(imageIds).length))).toBe(LIMITS.postImages)
  })

  test('different ones in the first grid, and the progress is told', async () => {
    const first = await gridId('桂花苑第一网格')
    const shown = (
      await all<{ imageIds: string }>(`SELECT "imageIds" FROM "Post" WHERE "gridId" = ?`, [first])
    ).flatMap(({ imageIds }) => JSON.parse(imageIds) as string[])
    const sources = await all<{ sourceHash: string }>(
      `SELECT "sourceHash" FROM "Image" WHERE "id" IN (${shown.map(() => '?').join()})`,
      shown,
    )
    expect(new Set(sources.map(({ sourceHash }) => sourceHash)).size).toBe(shown.length)
    expect(steps[0]).toBe('places and people')
    expect(steps.at(-2)).toMatch(/^pictures (\d+)\/\1$/)
  })
})

describe('notices', () => {
  test('published in the past, told of, in the words the server would have stored', async () => {
    const notices = await all<{
      id: string
      title: string
      body: string
      publishAt: number
      announcedAt: number
      level: string
    }>(`SELECT "id", "title", "body", "publishAt", "announcedAt", "level" FROM "Notice"`)
    expect(notices.length).toBeGreaterThanOrEqual(14)
    for (const { title, body, publishAt, announcedAt } of notices) {
      expect(normaliseLine(title, 'title', LIMITS.noticeTitle)).toBe(title)
      expect(normaliseText(body, 'body', LIMITS.noticeBody)).toBe(body)
      expect(announcedAt).toBe(publishAt)
      expect(publishAt).toBeLessThan(NOW.getTime())
      expect(publishAt).toBeGreaterThan(NOW.getTime() - WEEKS_MS)
    }
  })

  test('receipts are of residents of its places, after it was published, and not of all of them', async () => {
    const rows = await all<{
      noticeId: string
      personId: string
      createdAt: number
      publishAt: number
      needsReceipt: unknown
    }>(
      `SELECT r."noticeId", r."personId", r."createdAt", n."publishAt", n."needsReceipt" FROM "NoticeReceipt" r JOIN "Notice" n ON n."id" = r."noticeId"`,
    )
    for (const { createdAt, publishAt, needsReceipt } of rows) {
      expect(Boolean(needsReceipt)).toBe(true)
      expect(createdAt).toBeGreaterThan(publishAt)
      expect(createdAt).toBeLessThan(NOW.getTime())
    }
    const strangers = await all(
      `SELECT r."personId" FROM "NoticeReceipt" r WHERE NOT EXISTS (
         SELECT 1 FROM "Membership" m JOIN "Place" g ON g."id" = m."gridId" JOIN "NoticePlace" np ON np."noticeId" = r."noticeId"
           JOIN "Place" p ON p."id" = np."placeId"
         WHERE m."personId" = r."personId" AND m."state" = 'verified' AND substr(g."path", 1, length(p."path")) = p."path")`,
    )
    expect(strangers).toEqual([])
    expect(rows.length).toBeGreaterThan(300)
  })

  test.each([
    ['before dawn', '2026-11-19T19:00:00.000Z'],
    ['in the morning', '2026-11-20T01:00:00.000Z'],
    ['in the afternoon', '2026-11-20T07:55:00.000Z'],
    ['just before it would end', '2026-11-20T08:30:00.000Z'],
    ['late in the evening', '2026-11-20T15:50:00.000Z'],
  ])('the water cut is out and still ahead %s', async (_, time) => {
    const { planNotices } = await import('../../../server/storage/seed/demo-notices')
    const { planPlaces } = await import('../../../server/storage/seed/demo-places')
    const { planPeople } = await import('../../../server/storage/seed/demo-people')
    const { city } = planPlaces()
    const now = new Date(time)
    const urgent = planNotices(city, planPeople(city), now).filter(({ level }) => level === 'urgent')
    const standing = urgent.filter(({ expiresAt }) => expiresAt !== null && expiresAt > now)
    expect(standing).toHaveLength(1)
    for (const { publishAt } of urgent) expect(publishAt.getTime()).toBeLessThanOrEqual(now.getTime() - HOUR_MS)
  })
})

describe('desks and inboxes', () => {
  test('two people wait in the first grid; the newcomer has asked for nothing', async () => {
    const waiting = await all<{ personId: string; gridId: string }>(
      `SELECT "personId", "gridId" FROM "Membership" WHERE "state" = 'pending'`,
    )
    expect(waiting).toHaveLength(2)
    const first = await gridId('桂花苑第一网格')
    for (const membership of waiting) expect(membership.gridId).toBe(first)
    expect(await all(`SELECT "id" FROM "Membership" WHERE "personId" = ?`, [await personId('newcomer')])).toEqual([])
  })

  test('one report is open, made by somebody else than the author', async () => {
    const reports = await all<{ id: string; caseId: string; authorId: string; reporterId: string; subjectId: string }>(
      `SELECT "id", "caseId", "authorId", "reporterId", "subjectId" FROM "Report" WHERE "state" = 'open'`,
    )
    expect(reports).toHaveLength(1)
    const [report] = reports
    expect(report?.caseId).toBe(report?.id)
    expect(report?.authorId).not.toBe(report?.reporterId)
    expect(
      await all(`SELECT "id" FROM "Post" WHERE "id" = ? AND "authorId" = ?`, [
        report?.subjectId ?? '',
        report?.authorId ?? '',
      ]),
    ).toHaveLength(1)
  })

  test.each([
    ['resident-li', 3],
    ['resident-zhou', 2],
    ['resident-far', 1],
    ['grid-officer-wang', 3],
    ['newcomer', 0],
    ['resident-0001', 0],
  ])('%s has %i unread', async (code, unread) => {
    const lines = await all(`SELECT "id" FROM "Notification" WHERE "personId" = ? AND "readAt" IS NULL`, [
      await personId(code),
    ])
    expect(lines).toHaveLength(unread)
  })

  test('every line leads to a thing that is there', async () => {
    const lines = await all<{ subjectKind: string; subjectId: string }>(
      `SELECT "subjectKind", "subjectId" FROM "Notification"`,
    )
    const tables: Record<string, string> = {
      post: 'Post',
      notice: 'Notice',
      membership: 'Membership',
      report: 'Report',
    }
    for (const { subjectKind, subjectId } of lines) {
      expect(await all(`SELECT "id" FROM "${tables[subjectKind]}" WHERE "id" = ?`, [subjectId])).toHaveLength(1)
    }
  })
})

describe('the poll that is under way', () => {
  test('everybody of the first grid is on its roll; a good third has voted, no persona has; it counts like any other', async () => {
    const grid = await gridId('桂花苑第一网格')
    const [poll] = await all<{ id: string; communityId: string; logSize: number; definitionHash: string }>(
      `SELECT "id", "communityId", "logSize", "definitionHash" FROM "Poll" WHERE "placeId" = ?`,
      [grid],
    )
    if (poll === undefined) throw new Error('no poll')
    const entries = await listEntries(store.read, poll.communityId, poll.id)
    const [version] = await listVersions(store.read, poll.communityId, poll.id)
    expect(sumRoll(poll.id, entries)).toEqual({ size: version?.size, area: 0, hash: version?.hash })
    expect(poll.logSize).toBe(await count(`"PollLeaf"`))
    expect(poll.logSize / entries.length).toBeGreaterThan(0.3)
    for (const code of ['resident-li', 'resident-zhou'])
      expect(await all(`SELECT 1 FROM "PollMark" WHERE "personId" = ?`, [await personId(code)])).toEqual([])
  })
})
