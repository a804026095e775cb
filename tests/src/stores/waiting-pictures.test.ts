import { describe, expect, it } from 'vitest'
import { composeAppealStore } from '../../../src/stores/compose-appeal-store'
import { composeStore } from '../../../src/stores/compose-store'
import { fakeWorld, memoryShelf, memoryStorage, ok, post, problem, settle } from './fake-world'

const image = (id: string) =>
  ok({ id, width: 4, height: 4, state: 'approved', urls: { thumb: `/images/${id}-t`, full: `/images/${id}-f` } })

const ROUTES = {
  'PUT /images/*': ({ path }: { path: string }) => image(path.slice(8)),
  'PUT /posts/*': ({ path }: { path: string }) => ok(post(path.slice(7))),
}

const HOUR_MS = 3_600_000

/** Two starts of the app on one phone, with a clock that is turned by hand. */
function aPhone() {
  let now = Date.parse('2026-01-03T00:00:00.000Z')
  const phone = { storage: memoryStorage(), shelf: memoryShelf(), now: () => new Date(now) }
  return {
    ...phone,
    later: (hours: number) => {
      now += hours * HOUR_MS
    },
    open: (routes: Parameters<typeof fakeWorld>[0] = {}) => fakeWorld({ ...phone, routes: ROUTES, ...routes }),
  }
}

type World = ReturnType<typeof fakeWorld>

async function write(world: World, text: string, pictures = ['tmp://1', 'tmp://2']) {
  const compose = world.stores.of(composeStore)
  compose.open('g1')
  compose.setText(text)
  compose.tray.add(pictures.map((path) => ({ path, bytes: 1_000 })))
  await settle()
  return compose
}

const linesOf = (world: World) => world.seen.map(({ line }) => line).filter((line) => line.startsWith('PUT '))

describe('a post with pictures, written without a network', () => {
  it('is kept whole and sent with the same ids when the app is opened again', async () => {
    const phone = aPhone()
    const first = phone.open()
    await first.start()
    first.cut()
    const compose = await write(first, '桂花开了')
    expect(compose.tray.waiting).toHaveLength(2)
    expect(compose.canSend).toBe(true)
    const { id } = compose
    const imageIds = compose.tray.outgoing.map((picture) => picture.id)
    expect(await compose.submit()).toBe('kept')
    expect(first.stores.pending.writes).toMatchObject([{ id, state: 'waiting', title: '桂花开了' }])

    const second = phone.open()
    await second.start()
    expect(linesOf(second)).toEqual([...imageIds.map((one) => `PUT /images/${one}`), `PUT /posts/${id}`])
    expect(second.uploads).toEqual(imageIds.map((one) => `kept:p1.${one}.1000`))
    expect(second.linesOf('PUT /posts/')[0]?.body).toMatchObject({ text: '桂花开了', imageIds })
    expect(second.stores.pending.writes).toEqual([])
    await settle()
    expect([...phone.shelf.kept.keys()]).toEqual([])
  })

  it('goes on where the network went again, and uploads nothing twice', async () => {
    let uploads = 0
    const world: World = fakeWorld({
      routes: {
        ...ROUTES,
        'PUT /images/*': ({ path }) => {
          uploads++
          if (uploads === 2) world.cut()
          return uploads === 2 ? problem(503, 'overloaded') : image(path.slice(8))
        },
      },
    })
    await world.start()
    world.cut()
    const compose = await write(world, '两张图')
    const [one, two] = compose.tray.outgoing.map((picture) => picture.id)
    expect(await compose.submit()).toBe('kept')
    await world.mend()
    expect(world.stores.pending.waitingCount).toBe(1)
    await world.mend()
    expect(linesOf(world).filter((line) => line.startsWith('PUT /images/'))).toEqual([
      `PUT /images/${one}`,
      `PUT /images/${two}`,
      `PUT /images/${two}`,
    ])
    expect(world.linesOf('PUT /posts/')).toHaveLength(1)
  })

  it('can be taken back by its writer, and its pictures go from the phone', async () => {
    const world = fakeWorld({ routes: ROUTES })
    await world.start()
    world.cut()
    const compose = await write(world, '还是不发了')
    const { id } = compose
    await compose.submit()
    expect(world.shelf.kept.size).toBe(2)
    world.stores.pending.discard(id)
    await settle()
    expect(world.shelf.kept.size).toBe(0)
    await world.mend()
    expect(linesOf(world)).toEqual([])
  })

  it('says which one it was when the phone has lost a picture, and forgets nothing else', async () => {
    const phone = aPhone()
    const first = phone.open()
    await first.start()
    first.cut()
    await (await write(first, '图没了')).submit()
    phone.shelf.kept.clear()
    const second = phone.open()
    await second.start()
    expect(second.stores.pending.refused).toMatchObject([{ title: '图没了', code: 'picture_gone' }])
    expect(second.linesOf('PUT /posts/')).toEqual([])
  })

  it('is not promised where the phone has no room for the picture', async () => {
    const world = fakeWorld({ routes: ROUTES })
    world.shelf.put = async () => false
    await world.start()
    world.cut()
    const compose = await write(world, '存不下')
    expect(compose.tray.waiting).toEqual([])
    expect(compose.tray.failed).toHaveLength(2)
    expect(compose.canSend).toBe(false)
    await world.mend()
    expect(await compose.submit()).toBe('sent')
  })

  it('takes no more than forty megabytes of pictures, and what waits already stays', async () => {
    const world = fakeWorld({ routes: ROUTES })
    await world.start()
    world.cut()
    const compose = world.stores.of(composeStore)
    compose.open('g1')
    compose.setText('很多图')
    const bytes = 9 * 1024 * 1024
    compose.tray.add(Array.from({ length: 5 }, (_, nth) => ({ path: `tmp://${nth}`, bytes })))
    await settle()
    expect([compose.tray.waiting.length, compose.tray.failed.length]).toEqual([4, 1])
    expect(compose.canSend).toBe(false)
    compose.tray.remove(compose.tray.failed[0]?.id ?? '')
    expect(await compose.submit()).toBe('kept')
    expect(world.shelf.kept.size).toBe(4)
  })

  it('stays with its writer on a shared phone, and the pictures of drafts go with whoever leaves', async () => {
    const world = fakeWorld({ routes: ROUTES })
    await world.start()
    world.cut()
    await (await write(world, '等着发', ['tmp://1'])).submit()
    await write(world, '草稿', ['tmp://2'])
    expect([...world.shelf.kept.values()]).toEqual(['tmp://1', 'tmp://2'])
    world.stores.session.forget()
    await settle()
    expect([...world.shelf.kept.values()]).toEqual(['tmp://1'])
  })
})

describe('a draft with pictures', () => {
  it('uploads them anew by itself after a day, under the same ids', async () => {
    const phone = aPhone()
    const first = phone.open()
    await first.start()
    const { tray } = await write(first, '明天再发')
    const ids = [...tray.doneIds]
    expect(ids).toHaveLength(2)

    phone.later(25)
    const second = phone.open()
    await second.start()
    const compose = second.stores.of(composeStore)
    compose.open('g1')
    await settle()
    expect(linesOf(second)).toEqual(ids.map((id) => `PUT /images/${id}`))
    expect(await compose.submit()).toBe('sent')
    expect(second.linesOf('PUT /posts/')[0]?.body).toMatchObject({ imageIds: ids })
  })

  it('does so also where it stood open on the screen all the time', async () => {
    const phone = aPhone()
    const world = phone.open()
    await world.start()
    const compose = await write(world, '一直开着', ['tmp://1'])
    const [id] = compose.tray.doneIds
    phone.later(25)
    expect(await compose.submit()).toBe('sent')
    expect(linesOf(world).filter((line) => line === `PUT /images/${id}`)).toHaveLength(2)
    expect(linesOf(world).at(-1)).toMatch('PUT /posts/')
  })

  it('asks for those again that the phone has no longer', async () => {
    const phone = aPhone()
    const first = phone.open()
    await first.start()
    await write(first, '草稿', ['tmp://1'])
    phone.shelf.kept.clear()
    phone.later(25)
    const second = phone.open()
    await second.start()
    const compose = second.stores.of(composeStore)
    compose.open('g1')
    await settle()
    expect(compose.tray.failed).toMatchObject([{ trouble: { code: 'picture_gone' } }])
    expect(compose.canSend).toBe(false)
  })

  it('keeps pictures that never went up through a closed app, and leaves none behind when it is thrown away', async () => {
    const phone = aPhone()
    const first = phone.open()
    await first.start()
    first.cut()
    await write(first, '没网')
    const second = phone.open()
    await second.start()
    const compose = second.stores.of(composeStore)
    compose.open('g1')
    await settle()
    expect(compose.tray.doneIds).toHaveLength(2)
    compose.discard()
    await settle()
    expect(phone.shelf.kept.size).toBe(0)
  })
})

it('a case with a photo is kept without a network, and sent with the same ids', async () => {
  const world = fakeWorld({
    routes: {
      ...ROUTES,
      'GET /places/g1/children': () => ok({ items: [], nextCursor: null }),
      'PUT /appeals/*': ({ path }) => ok({ id: path.slice(9) }),
    },
  })
  await world.start()
  const report = world.stores.of(composeAppealStore)
  const { grid } = world.stores.session
  if (grid === null) throw new Error('nobody is in a grid')
  report.open(grid)
  world.cut()
  report.setText('走廊漏水')
  report.tray.add([{ path: 'tmp://leak', bytes: 10 }])
  await settle()
  const { id } = report.draft
  const imageIds = report.tray.outgoing.map((picture) => picture.id)
  expect(await report.submit()).toEqual({ outcome: 'kept', appeal: null })
  await world.mend()
  expect(linesOf(world)).toEqual([`PUT /images/${imageIds[0]}`, `PUT /appeals/${id}`])
  expect(world.linesOf('PUT /appeals/')[0]?.body).toMatchObject({ imageIds })
})
