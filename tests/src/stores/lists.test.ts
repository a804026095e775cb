import { describe, expect, it } from 'vitest'
import { fakeWorld, memoryStorage, ok, post, problem } from './fake-world'

const page = (ids: string[], nextCursor: string | null = null) => ok({ items: ids.map((id) => post(id)), nextCursor })

describe('the feed', () => {
  it('pages, and shows nothing twice', async () => {
    const world = fakeWorld({
      routes: {
        'GET /places/g1/feed': ({ query }) => (query.get('cursor') ? page(['b', 'c']) : page(['a', 'b'], 'next')),
      },
    })
    await world.start()
    await world.stores.feed.open('g1')
    await world.stores.feed.loadMore()
    expect(world.stores.feed.posts.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    await world.stores.feed.loadMore()
    expect(world.linesOf('GET /places/g1/feed')).toHaveLength(2)
  })

  it('keeps what is shown while it refreshes, and when that fails', async () => {
    const world = fakeWorld({ routes: { 'GET /places/g1/feed': () => page(['a']) } })
    await world.start()
    await world.stores.feed.open('g1')
    world.routes['GET /places/g1/feed'] = () => problem(500, 'internal')
    const refreshing = world.stores.feed.refresh()
    expect(world.stores.feed.posts).toHaveLength(1)
    await refreshing
    expect(world.stores.feed.posts).toHaveLength(1)
    expect(world.stores.feed.list).toMatchObject({ state: 'failed', isBroken: false })
  })

  it('shows the last good page, and its age, on a start without a network', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage, routes: { 'GET /places/g1/feed': () => page(['a', 'b']) } })
    await first.start()
    await first.stores.feed.open('g1')
    const second = fakeWorld({ storage })
    second.cut()
    await second.start()
    expect(second.stores.session.grid?.name).toBe('第一网格')
    await second.stores.feed.open('g1')
    expect(second.stores.feed.posts.map(({ id }) => id)).toEqual(['a', 'b'])
    expect(second.stores.feed.list).toMatchObject({ state: 'offline', keptAt: '2026-01-03T00:00:00.000Z' })
  })

  it('finds the place one left when a chip is chosen again', async () => {
    const world = fakeWorld({ routes: { 'GET /places/g1/feed': ({ query }) => page([query.get('kind') ?? 'all']) } })
    await world.start()
    await world.stores.feed.open('g1')
    await world.stores.feed.choose('give')
    expect(world.stores.feed.posts.map(({ id }) => id)).toEqual(['give'])
    await world.stores.feed.choose(null)
    expect(world.linesOf('GET /places/g1/feed')).toHaveLength(2)
  })

  it('explains an empty feed and a refused one apart', async () => {
    const world = fakeWorld({
      routes: { 'GET /places/g1/feed': () => page([]), 'GET /places/g2/feed': () => problem(403, 'not_verified') },
    })
    await world.start()
    await world.stores.feed.open('g1')
    expect(world.stores.feed.list?.isEmpty).toBe(true)
    await world.stores.feed.open('g2')
    expect(world.stores.feed.list).toMatchObject({ isBroken: true, trouble: { code: 'not_verified' } })
  })
})

describe('a like', () => {
  it('shows at once, and takes the server’s count', async () => {
    const world = fakeWorld({
      routes: { 'GET /places/g1/feed': () => page(['a']), 'PUT /posts/a/like': () => ok({ liked: true, likes: 9 }) },
    })
    await world.start()
    await world.stores.feed.open('g1')
    const [shown] = world.stores.feed.posts
    if (!shown) throw new Error('no post')
    const liking = world.stores.feed.toggleLike(shown)
    expect(world.stores.feed.posts[0]).toMatchObject({ liked: true, likes: 4 })
    await liking
    expect(world.stores.feed.posts[0]).toMatchObject({ liked: true, likes: 9 })
  })

  it('goes back when the server did not take it', async () => {
    const world = fakeWorld({
      routes: { 'GET /places/g1/feed': () => page(['a']), 'PUT /posts/a/like': () => problem(404, 'not_found') },
    })
    await world.start()
    await world.stores.feed.open('g1')
    const [shown] = world.stores.feed.posts
    if (!shown) throw new Error('no post')
    expect(await world.stores.feed.toggleLike(shown)).toMatchObject({ code: 'not_found' })
    expect(world.stores.feed.posts[0]).toMatchObject({ liked: false, likes: 3 })
  })
})
