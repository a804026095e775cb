// The peer: Express 5 and Prisma with its own adapter, as both are documented. It asks the same of the same tables; who reads is looked up
// by token and must live in the grid. Plain JavaScript, because Express brings no types.
import { createHash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import express from 'express'
import { PrismaClient } from '../../dist/bench/peer-client/client'
import { answerParent } from './usage'

const [file = ''] = process.argv.slice(2)
const PAGE = 20
const PAGE_BYTES = 11_000

const prisma = new PrismaClient({
  adapter: new PrismaBetterSqlite3({ url: `file:${file}` }, { timestampFormat: 'unixepoch-ms' }),
  transactionOptions: { maxWait: 30_000, timeout: 30_000 },
})
// The adapter's own choice would be NORMAL, which may lose an answered write in a power cut.
await prisma.$queryRawUnsafe('PRAGMA synchronous = FULL')
const [{ synchronous }] = await prisma.$queryRawUnsafe('PRAGMA synchronous')
if (Number(synchronous) !== 2) throw new Error('the peer does not write durably')

const hashOf = (text) => createHash('sha256').update(text).digest('base64url')

async function signedIn(request, response, next) {
  const token = request.headers.authorization?.slice('Bearer '.length)
  const session =
    token && (await prisma.session.findUnique({ where: { tokenHash: hashOf(token) }, include: { person: true } }))
  if (!session || session.expiresAt < new Date()) return response.status(401).end()
  request.person = session.person
  next()
}

const findHome = (personId, gridId) => prisma.membership.findFirst({ where: { personId, gridId, state: 'verified' } })

function findPage({ communityId, gridId, personId, cursor }) {
  return prisma.post.findMany({
    where: { communityId, gridId, state: 'shown' },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: PAGE + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    include: {
      author: { select: { id: true, displayName: true, avatarImageId: true } },
      building: { select: { name: true } },
      likes: { where: { personId }, select: { personId: true } },
    },
  })
}

const present = (post, personId) => ({
  id: post.id,
  placeId: post.gridId,
  kind: post.kind,
  text: post.text,
  images: [],
  author: { id: post.author.id, displayName: post.author.displayName, avatarUrl: null },
  building: post.building?.name ?? null,
  createdAt: post.createdAt,
  likes: post.likeCount,
  comments: post.commentCount,
  liked: post.likes.length > 0,
  state: post.state,
  can: {
    delete: post.authorId === personId,
    report: post.authorId !== personId,
    appeal: false,
    comment: true,
    like: true,
  },
})

function presentPage(posts, personId) {
  const items = posts.slice(0, PAGE).map((post) => present(post, personId))
  return { items, nextCursor: posts.length > PAGE ? items.at(-1).id : null }
}

const app = express()
app.disable('x-powered-by')
app.use(express.json())

/** The page and nothing else: neither who asks nor whether they may is looked up. */
app.get('/bare/places/:id/feed', async (request, response) => {
  const { communityId, personId, cursor } = request.query
  response.json(presentPage(await findPage({ communityId, gridId: request.params.id, personId, cursor }), personId))
})

app.use(signedIn)

app.get('/places/:id/feed', async (request, response) => {
  const grid = await prisma.place.findUnique({ where: { id: request.params.id } })
  const personId = request.person.id
  if (!grid || !(await findHome(personId, grid.id))) return response.status(404).end()
  const { cursor } = request.query
  response.json(
    presentPage(await findPage({ communityId: grid.communityId, gridId: grid.id, personId, cursor }), personId),
  )
})

app.put('/posts/:id', async (request, response) => {
  const { placeId, kind, text } = request.body
  const home = await findHome(request.person.id, placeId)
  if (!home) return response.status(404).end()
  const post = await prisma.post.create({
    data: {
      communityId: home.communityId,
      gridId: placeId,
      id: request.params.id,
      authorId: request.person.id,
      buildingId: home.buildingId,
      kind,
      text,
      state: 'shown',
      createdAt: new Date(),
      requestHash: hashOf(text),
    },
    include: { author: true, building: true, likes: { where: { personId: request.person.id } } },
  })
  response.status(201).json(present(post, request.person.id))
})

app.put('/posts/:id/comments/:commentId', async (request, response) => {
  const { person } = request
  const post = await prisma.post.findUnique({ where: { id: request.params.id } })
  if (!post || !(await findHome(person.id, post.gridId))) return response.status(404).end()
  const { text } = request.body
  const at = new Date()
  const [comment] = await prisma.$transaction([
    prisma.comment.create({
      data: {
        communityId: post.communityId,
        postId: post.id,
        id: request.params.commentId,
        authorId: person.id,
        text,
        state: 'shown',
        createdAt: at,
        requestHash: hashOf(text),
      },
      include: { author: true },
    }),
    prisma.post.update({ where: { id: post.id }, data: { commentCount: { increment: 1 } } }),
    prisma.notification.create({
      data: {
        personId: post.authorId,
        id: randomUUID(),
        kind: 'post_commented',
        params: JSON.stringify({ name: person.displayName, text }),
        subjectKind: 'post',
        subjectId: post.id,
        createdAt: at,
      },
    }),
  ])
  response.status(201).json({
    id: comment.id,
    postId: post.id,
    text,
    author: { id: person.id, displayName: person.displayName },
    createdAt: at,
  })
})

app.put('/posts/:id/like', async (request, response) => {
  const { person } = request
  const post = await prisma.post.findUnique({ where: { id: request.params.id } })
  if (!post || !(await findHome(person.id, post.gridId))) return response.status(404).end()
  const [, { likeCount }] = await prisma.$transaction([
    prisma.postLike.create({ data: { communityId: post.communityId, postId: post.id, personId: person.id } }),
    prisma.post.update({ where: { id: post.id }, data: { likeCount: { increment: 1 } } }),
  ])
  response.json({ liked: true, likes: likeCount })
})

app.put('/notices/:id/receipt', async (request, response) => {
  const { person } = request
  const notice = await prisma.notice.findUnique({ where: { id: request.params.id } })
  const homes = await prisma.membership.findMany({ where: { personId: person.id, state: 'verified' } })
  const placeId = { in: homes.map(({ gridId }) => gridId) }
  const place =
    notice?.needsReceipt && (await prisma.noticePlace.findFirst({ where: { noticeId: notice.id, placeId } }))
  if (!place) return response.status(404).end()
  await prisma.noticeReceipt.create({
    data: { communityId: notice.communityId, noticeId: notice.id, personId: person.id, createdAt: new Date() },
  })
  response.status(204).end()
})

// The floor of HTTP itself: as many bytes as a page has, from node:http, looking nothing up.
const bytes = Buffer.alloc(PAGE_BYTES, 'x')
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length }
const server = createServer((request, response) => {
  if (request.url.startsWith('/bytes/')) response.writeHead(200, headers).end(bytes)
  else app(request, response)
})
server.listen(0, '127.0.0.1', () => answerParent(`http://127.0.0.1:${server.address().port}`))
