import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/contract/limits'
import { composeStore } from '../../../src/stores/compose-store'
import { fakeWorld, memoryStorage, ok, post, problem, settle } from './fake-world'

const image = (id: string) =>
  ok({ id, width: 4, height: 4, state: 'approved', urls: { thumb: `/images/${id}-t`, full: `/images/${id}-f` } })

describe('writing a post', () => {
  it('keeps text, kind and uploaded pictures through a closed app', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage, routes: { 'PUT /images/*': ({ path }) => image(path.slice(8)) } })
    await first.start()
    first.stores.of(composeStore).open('g1')
    first.stores.of(composeStore).setText('旧书一箱')
    first.stores.of(composeStore).setKind('give')
    first.stores.of(composeStore).tray.add([{ path: 'tmp://1', bytes: 10 }])
    await settle()
    const { id } = first.stores.of(composeStore)
    const second = fakeWorld({ storage })
    await second.start()
    second.stores.of(composeStore).open('g1')
    expect(second.stores.of(composeStore)).toMatchObject({ id, text: '旧书一箱', kind: 'give' })
    expect(second.stores.of(composeStore).tray.doneIds).toHaveLength(1)
    second.stores.of(composeStore).discard()
    second.stores.of(composeStore).open('g1')
    expect(second.stores.of(composeStore).isEmpty).toBe(true)
  })

  it('uploads a picture again under the same id when the network returns, and sends it as it then is', async () => {
    const world = fakeWorld({
      routes: {
        'PUT /images/*': ({ path }) => image(path.slice(8)),
        'PUT /posts/*': ({ path }) => ok(post(path.slice(7))),
      },
    })
    await world.start()
    world.stores.of(composeStore).open('g1')
    world.stores.of(composeStore).setText('看')
    world.cut()
    world.stores.of(composeStore).tray.add([{ path: 'tmp://1', bytes: 10 }])
    await settle()
    const [failed] = world.stores.of(composeStore).tray.pictures
    expect(failed).toMatchObject({ state: 'failed', trouble: { kind: 'offline' } })
    await world.mend()
    expect(world.stores.of(composeStore).tray.pictures).toMatchObject([{ id: failed?.id, state: 'done' }])
    expect(await world.stores.of(composeStore).submit()).toBe('sent')
    expect(world.linesOf('PUT /posts/')[0]?.body).toMatchObject({ imageIds: [failed?.id] })
  })

  it('says which picture is too large, and takes nine at most', async () => {
    const world = fakeWorld({ routes: { 'PUT /images/*': ({ path }) => image(path.slice(8)) } })
    await world.start()
    world.stores.of(composeStore).open('g1')
    world.stores
      .of(composeStore)
      .tray.add(
        Array.from({ length: 12 }, (_, n) => ({ path: `tmp://${n}`, bytes: n === 0 ? LIMITS.imageBytes + 1 : 10 })),
      )
    await settle()
    expect(world.stores.of(composeStore).tray.pictures).toHaveLength(LIMITS.postImages)
    expect(world.stores.of(composeStore).tray.failed).toMatchObject([{ trouble: { code: 'too_large' } }])
  })

  it('counts characters as the server does', async () => {
    const world = fakeWorld()
    await world.start()
    world.stores.of(composeStore).open('g1')
    world.stores.of(composeStore).setText('𠮷'.repeat(LIMITS.postText))
    expect(world.stores.of(composeStore).canSend).toBe(true)
    world.stores.of(composeStore).setText('𠮷'.repeat(LIMITS.postText + 1))
    expect(world.stores.of(composeStore).canSend).toBe(false)
  })
})

describe('a comment', () => {
  it('appears below the post and is counted, also when it was sent later', async () => {
    const comment = (id: string, text: string) => ({
      id,
      postId: 'a',
      text,
      replyToId: null,
      author: post('a').author,
      createdAt: '2026-01-02T00:00:00.000Z',
      state: 'shown',
      moderation: null,
      can: { delete: true, report: false, appeal: false },
    })
    const world = fakeWorld({
      routes: {
        'GET /posts/a': () => ok(post('a')),
        'GET /posts/a/comments': () => ok({ items: [], nextCursor: null }),
        'PUT /posts/a/comments/*': ({ path, body }) =>
          ok(comment(path.split('/')[4] ?? '', (body as { text: string }).text)),
      },
    })
    await world.start()
    await world.stores.post.open('a')
    world.cut()
    world.stores.post.setText('我也来')
    expect(await world.stores.post.sendComment()).toBe('kept')
    expect(world.stores.post.waiting).toHaveLength(1)
    expect(world.stores.post.text).toBe('')
    await world.mend()
    expect(world.stores.post.comments?.items.map(({ text }) => text)).toEqual(['我也来'])
    expect(world.stores.post.post?.comments).toBe(1)
  })

  it('stays in its box when it was refused', async () => {
    const world = fakeWorld({
      routes: {
        'GET /posts/a': () => ok(post('a')),
        'GET /posts/a/comments': () => ok({ items: [], nextCursor: null }),
        'PUT /posts/a/comments/*': () => problem(404, 'not_found'),
      },
    })
    await world.start()
    await world.stores.post.open('a')
    world.stores.post.setText('晚了')
    expect(await world.stores.post.sendComment()).toBe('refused')
    expect(world.stores.post).toMatchObject({ text: '晚了', trouble: { code: 'not_found' } })
  })
})

describe('a notice', () => {
  const notice = {
    id: 'n1',
    title: '停水',
    body: '今天',
    level: 'urgent',
    needsReceipt: true,
    confirmed: false,
    publisher: { id: 'c1', kind: 'community', name: '桂花苑社区' },
    places: [],
    publishAt: '2026-01-01T00:00:00.000Z',
    expiresAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    can: { confirm: true, seeReceipts: false, remind: false },
  }

  it('is confirmed offline once, and on the home page too when that arrived', async () => {
    const world = fakeWorld({
      routes: {
        'GET /places/g1/notices': () => ok({ items: [notice], nextCursor: null }),
        'GET /notices/n1': () => ok(notice),
        'PUT /notices/n1/receipt': () => ({ status: 204 }),
      },
    })
    await world.start()
    await world.stores.notices.openTop('g1')
    await world.stores.notice.open('n1')
    world.cut()
    expect(await world.stores.notice.confirm()).toBe('kept')
    expect(await world.stores.notice.confirm()).toBe('kept')
    expect(world.stores.notice.isConfirmationWaiting).toBe(true)
    await world.mend()
    expect(world.linesOf('PUT /notices/n1/receipt')).toHaveLength(1)
    expect(world.stores.notice.notice?.value?.confirmed).toBe(true)
    expect(world.stores.notices.urgent).toMatchObject([{ confirmed: true }])
  })
})
