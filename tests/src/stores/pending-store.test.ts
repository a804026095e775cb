import { describe, expect, it } from 'vitest'
import { OfflineError } from '../../../src/platform/network-errors'
import { composeStore } from '../../../src/stores/compose-store'
import { fakeWorld, memoryStorage, ok, post, problem, settle } from './fake-world'

const compose = (world: ReturnType<typeof fakeWorld>, text: string) => {
  world.stores.of(composeStore).open('g1')
  world.stores.of(composeStore).setText(text)
  return world.stores.of(composeStore).submit()
}

describe('the outbox of the phone', () => {
  it('keeps a post written offline and sends it with the same id when the network returns', async () => {
    const world = fakeWorld({
      routes: {
        'PUT /posts/*': ({ path }) => ok(post(path.slice(7))),
        'GET /places/g1/feed': () => ok({ items: [], nextCursor: null }),
      },
    })
    await world.start()
    await world.stores.feed.open('g1')
    world.cut()
    const { id } = world.stores.of(composeStore)
    expect(await compose(world, '桂花开了')).toBe('kept')
    expect(world.stores.pending.waitingCount).toBe(1)
    expect(world.stores.feed.waiting.map(({ title }) => title)).toEqual(['桂花开了'])
    await world.mend()
    expect(world.linesOf('PUT /posts/').map(({ line }) => line)).toHaveLength(1)
    expect(world.stores.pending.writes).toEqual([])
    expect(world.stores.feed.posts.map((shown) => shown.id)).toEqual([world.linesOf('PUT /posts/')[0]?.line.slice(11)])
    expect(world.stores.of(composeStore).id).not.toBe(id)
  })

  it.each(['too_large', 'refused'] as const)(
    'does not say that it is kept where the phone answers %s',
    async (answer) => {
      const world = fakeWorld({ routes: { 'PUT /posts/*': ({ path }) => ok(post(path.slice(7))) } })
      await world.start()
      world.cut()
      expect(await compose(world, '存得下的')).toBe('kept')
      const write = world.storage.write
      world.storage.write = (key, value) => (key.startsWith('linli.outbox.') ? answer : write(key, value))
      const store = world.stores.of(composeStore)
      const { pending } = world.stores
      expect(await compose(world, '存不下的')).toBe('refused')
      expect(store.text).toBe('存不下的')
      expect(store.trouble?.code).toBe('not_kept')
      expect(pending.writes.map(({ title }) => title)).toEqual(['存得下的'])
      const { id } = store
      await world.mend()
      expect(await store.submit()).toBe('sent')
      expect(world.linesOf('PUT /posts/').map(({ line }) => line)).toContain(`PUT /posts/${id}`)
    },
  )

  it('sends again with the same id after an answer was lost', async () => {
    let calls = 0
    const world = fakeWorld({
      routes: {
        'PUT /posts/*': ({ path }) => {
          calls++
          // The request arrived, the answer does not.
          if (calls === 1) throw new OfflineError('lost')
          return ok(post(path.slice(7)))
        },
      },
    })
    await world.start()
    expect(await compose(world, '丢了回音')).toBe('kept')
    await world.stores.pending.flush()
    const ids = world.linesOf('PUT /posts/').map(({ line }) => line)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(world.stores.pending.writes).toEqual([])
  })

  it('sends in the order of writing, and after the app was closed and opened again', async () => {
    const storage = memoryStorage()
    const first = fakeWorld({ storage })
    await first.start()
    first.cut()
    await compose(first, '一')
    await compose(first, '二')
    const second = fakeWorld({ storage, routes: { 'PUT /posts/*': ({ path }) => ok(post(path.slice(7))) } })
    await second.start()
    expect(second.linesOf('PUT /posts/').map(({ body }) => (body as { text: string }).text)).toEqual(['一', '二'])
    expect(second.stores.pending.writes).toEqual([])
  })

  it('tells at once of a refusal while one looks, and keeps the draft', async () => {
    const world = fakeWorld({ routes: { 'PUT /posts/*': () => problem(403, 'not_verified', '请先核实') } })
    await world.start()
    expect(await compose(world, '还没核实')).toBe('refused')
    expect(world.stores.of(composeStore).trouble).toEqual({ kind: 'refused', code: 'not_verified', detail: '请先核实' })
    expect(world.stores.of(composeStore).text).toBe('还没核实')
    expect(world.stores.pending.writes).toEqual([])
  })

  it('shows what was refused behind one’s back, goes on with the next, and loses neither', async () => {
    const world = fakeWorld({
      routes: {
        'PUT /posts/*': ({ body, path }) =>
          (body as { text: string }).text === '坏'
            ? problem(400, 'invalid_request', '内容有误')
            : ok(post(path.slice(7))),
      },
    })
    await world.start()
    world.cut()
    await compose(world, '坏')
    await compose(world, '好')
    await world.mend()
    expect(world.stores.pending.refused).toMatchObject([{ title: '坏', detail: '内容有误' }])
    expect(world.stores.pending.waitingCount).toBe(0)
    world.routes['PUT /posts/*'] = ({ path }) => ok(post(path.slice(7)))
    await world.stores.pending.retry(world.stores.pending.refused[0]?.id ?? '')
    expect(world.stores.pending.writes).toEqual([])
  })

  it('keeps it through a busy server, and gives up on one that stays broken only in words', async () => {
    const world = fakeWorld({ routes: { 'PUT /posts/*': () => problem(503, 'overloaded') } })
    await world.start()
    expect(await compose(world, '人多')).toBe('kept')
    for (let round = 0; round < 4; round++) await world.stores.pending.flush()
    expect(world.stores.pending.refused).toMatchObject([{ title: '人多' }])
  })

  it('waits when the session has ended, and belongs to its writer', async () => {
    const world = fakeWorld({ routes: { 'PUT /posts/*': () => problem(401, 'not_signed_in') } })
    await world.start()
    expect(await compose(world, '登录过期')).toBe('kept')
    world.stores.session.forget()
    await settle()
    expect(world.stores.pending.writes).toEqual([])
    world.stores.pending.openFor('p1')
    expect(world.stores.pending.waitingCount).toBe(1)
  })
})
