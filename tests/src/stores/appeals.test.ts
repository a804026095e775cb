import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { appealStore } from '../../../src/stores/appeal-store'
import { composeAppealStore } from '../../../src/stores/compose-appeal-store'
import { appeal, can, line, similar } from './fake-appeals'
import { fakeWorld, memoryStorage, ok, problem, settle } from './fake-world'

const page = (items: unknown[]) => ok({ items, nextCursor: null })

const guess = (...ids: string[]) => ok({ categories: ids.map((id) => ({ id, name: id, score: 1 })) })

const routes = {
  'GET /places/g1/children': () => page([]),
  'POST /appeal-guesses': () => guess('facilities'),
  'GET /places/*/appeals/similar': () => page([similar('s1')]),
  'PUT /appeals/*': ({ path, body }: { path: string; body: unknown }) =>
    ok(appeal(path.split('/')[2] ?? '', { ...(body as object), images: [] })),
}

/** The pause after which a text is looked at. */
const PAUSE_MS = 700

async function open(more: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({ ...more, routes: { ...routes, ...more.routes } })
  await world.start()
  const { grid } = world.stores.session
  if (!grid) throw new Error('a member')
  world.stores.of(composeAppealStore).open(grid)
  await settle()
  return { ...world, store: world.stores.of(composeAppealStore), grid }
}

describe('reporting', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true }))
  afterEach(() => void vi.useRealTimers())
  const pause = async () => {
    await vi.advanceTimersByTimeAsync(PAUSE_MS)
    await settle()
  }

  it('guesses the category after a pause in writing, once, and shows what is like it', async () => {
    const { store, linesOf } = await open()
    store.setText('水管')
    store.setText('水管漏')
    store.setText('水管漏水了')
    await pause()
    expect(linesOf('POST /appeal-guesses').map(({ body }) => body)).toEqual([{ text: '水管漏水了' }])
    expect(store.category).toBe('facilities')
    expect(store.isGuessed).toBe(true)
    expect(store.similarShown.map(({ id }) => id)).toEqual(['s1'])
  })

  it('keeps what was chosen by hand over any guess, and asks for the like of that', async () => {
    const asked: string[] = []
    const { store } = await open({
      routes: {
        'GET /places/*/appeals/similar': ({ query }) => {
          asked.push(query.get('category') ?? '')
          return page([])
        },
      },
    })
    store.setCategory('noise')
    store.setText('水管漏水了')
    await pause()
    expect(store.category).toBe('noise')
    expect(store.isGuessed).toBe(false)
    expect(asked.at(-1)).toBe('noise')
  })

  it('goes on without a guess, and never offers what one has joined', async () => {
    const { store } = await open({
      routes: {
        'POST /appeal-guesses': () => problem(500, 'internal'),
        'GET /places/*/appeals/similar': () => page([similar('s1', { isJoined: true })]),
      },
    })
    store.setText('不知道是什么')
    await pause()
    expect(store.category).toBe('other')
    expect(store.similarShown).toEqual([])
    expect(store.canSend).toBe(true)
  })

  it('begins with the own building; a point, the unnamed and the conflict travel only where they were chosen', async () => {
    const { store, linesOf } = await open()
    store.setText('水管漏水了')
    await store.submit()
    store.open({
      id: 'g1',
      name: '第一网格',
      community: { id: 'c1', kind: 'community', name: '桂花苑社区' },
      membership: null,
    })
    // Sent before the pause was over after which the words are looked at: they are looked at all the same.
    expect(linesOf('PUT /appeals/')[0]?.body).toEqual({
      placeId: 'b1',
      category: 'facilities',
      text: '水管漏水了',
      imageIds: [],
    })
    store.setText('网格员骂人')
    store.setPlace('g1')
    store.setPoint({ lng: 120.1, lat: 30.2, name: '东门' })
    store.setAnonymous(true)
    store.setConflict(true)
    await store.submit()
    expect(linesOf('PUT /appeals/')[1]?.body).toMatchObject({
      placeId: 'g1',
      location: { lng: 120.1, lat: 30.2 },
      anonymousToPublic: true,
      conflict: true,
    })
  })

  it('keeps the draft through a closed app, and forgets it once sent', async () => {
    const storage = memoryStorage()
    const first = await open({ storage })
    first.store.setText('水管漏水了')
    first.store.setAnonymous(true)
    const { id } = first.store.draft
    const second = await open({ storage })
    expect(second.store.draft).toMatchObject({ id, text: '水管漏水了', isAnonymous: true })
    await second.store.submit()
    const third = await open({ storage })
    expect(third.store.isEmpty).toBe(true)
    expect(third.store.draft.isAnonymous).toBe(false)
  })

  it('without a network it is kept, and arrives later under the same id in the own list', async () => {
    const { store, stores, cut, mend, linesOf } = await open()
    cut()
    store.setText('水管漏水了')
    const { id } = store.draft
    expect(await store.submit()).toEqual({ outcome: 'kept', appeal: null })
    expect(stores.appeals.waiting.map((write) => write.id)).toEqual([id])
    await mend()
    expect(linesOf('PUT /appeals/').map((seen) => seen.line)).toEqual([`PUT /appeals/${id}`])
    expect(stores.appeals.mine.items.map((item) => item.id)).toEqual([id])
  })

  it('stays with its words where it was refused', async () => {
    const { store } = await open({
      routes: { 'PUT /appeals/*': () => problem(409, 'too_many_open_appeals', '太多了') },
    })
    store.setText('水管漏水了')
    expect((await store.submit()).outcome).toBe('refused')
    expect(store.trouble).toMatchObject({ code: 'too_many_open_appeals', detail: '太多了' })
    expect(store.draft.text).toBe('水管漏水了')
  })
})

describe('a case', () => {
  it('takes stars without a network, once, and shows what they led to', async () => {
    const world = fakeWorld({
      routes: {
        'GET /me/appeals': () => page([line('a', { state: 'answered', can: can('rate') })]),
        'GET /appeals/a': () => ok(appeal('a', { state: 'answered', can: can('rate') })),
        'POST /appeals/a/actions': () => ok(appeal('a', { state: 'reopened', level: 'street', rating: 2, can: can() })),
      },
    })
    await world.start()
    await world.stores.appeals.mine.refresh()
    expect(world.stores.appeals.toRate.map(({ id }) => id)).toEqual(['a'])
    await world.stores.of(appealStore).open('a')
    world.cut()
    expect(await world.stores.of(appealStore).rate(2, ' 还在漏 ')).toBe('kept')
    expect(world.stores.of(appealStore).waitingActs).toHaveLength(1)
    await world.mend()
    expect(world.linesOf('POST /appeals/a/actions').map(({ body }) => body)).toMatchObject([
      { action: 'rate', stars: 2, text: '还在漏' },
    ])
    expect(world.stores.of(appealStore).appeal).toMatchObject({ state: 'reopened', level: 'street' })
    expect(world.stores.appeals.toRate).toEqual([])
  })

  it('shows the new state where a colleague was quicker', async () => {
    let reads = 0
    const world = fakeWorld({
      routes: {
        'GET /appeals/a': () => {
          reads += 1
          return ok(reads === 1 ? appeal('a', { can: can('accept') }) : appeal('a', { state: 'accepted', can: can() }))
        },
        'POST /appeals/a/actions': () => problem(409, 'wrong_state'),
      },
    })
    await world.start()
    await world.stores.of(appealStore).open('a')
    expect(await world.stores.of(appealStore).act({ action: 'accept' })).toBe(false)
    await settle()
    expect(world.stores.of(appealStore).trouble?.code).toBe('wrong_state')
    expect(world.stores.of(appealStore).appeal).toMatchObject({ state: 'accepted', can: { accept: false } })
  })

  it('is merged into what still waits for an answer', async () => {
    const world = fakeWorld({
      routes: {
        'GET /appeals/a': () => ok(appeal('a', { can: can('merge') })),
        'GET /places/b1/appeals/similar': () => ok({ items: [similar('a'), similar('s1')] }),
        'GET /places/g1/appeals/similar': () => ok({ items: [similar('s1'), similar('s2', { state: 'answered' })] }),
      },
    })
    await world.start()
    const store = world.stores.of(appealStore)
    await store.open('a')
    await store.findSimilar()
    expect(store.similar?.value?.map(({ id }) => id)).toEqual(['s1'])
  })

  it('is joined from elsewhere, and then stands in the own list', async () => {
    const world = fakeWorld({
      routes: {
        'POST /appeals/s1/actions': () => ok(appeal('s1', { isMine: false, isJoined: true, households: 4 })),
      },
    })
    await world.start()
    expect(await world.stores.of(appealStore).join('s1')).toBe('sent')
    expect(world.stores.appeals.mine.items).toMatchObject([{ id: 's1', isJoined: true, households: 4 }])
  })

  it('an answer that was refused stays written; one that arrived leaves the field empty', async () => {
    let isRefused = true
    const world = fakeWorld({
      routes: {
        'GET /appeals/a': () => ok(appeal('a', { can: can('answer') })),
        'POST /appeals/a/actions': () =>
          isRefused ? problem(500, 'internal') : ok(appeal('a', { state: 'answered', can: can() })),
      },
    })
    await world.start()
    await world.stores.of(appealStore).open('a')
    world.stores.of(appealStore).setAnswer('下午修好')
    expect(await world.stores.of(appealStore).sendAnswer()).toBe(false)
    expect(world.stores.of(appealStore).answer).toBe('下午修好')
    isRefused = false
    expect(await world.stores.of(appealStore).sendAnswer()).toBe(true)
    expect(world.stores.of(appealStore).answer).toBe('')
  })
})

describe('the desk', () => {
  const item = (id: string, more = {}) => ({
    kind: 'appeal',
    id: `w-${id}`,
    waitingSince: '2026-01-02T00:00:00.000Z',
    dueAt: '2026-01-05T09:00:00.000Z',
    appeal: line(id, { isMine: false, can: can('accept'), ...more }),
  })

  it('takes several on at once, and counts what colleagues had', async () => {
    const world = fakeWorld({
      routes: {
        'GET /me/desk/counts': () => ok({ membership: 1, report: 0, appeal: 3, care_task: 1, activity: 0 }),
        'GET /me/desk': ({ query }) =>
          page(query.get('kind') === 'appeal' ? [item('a'), item('b'), item('c', { can: can('answer') })] : []),
        'POST /appeals/actions': () =>
          ok({
            items: [
              { id: 'a', state: 'accepted', refusal: null },
              { id: 'b', state: null, refusal: 'wrong_state' },
            ],
          }),
      },
    })
    await world.start()
    const { desk } = world.stores
    await desk.refresh()
    expect(desk.waitingCount).toBe(5)
    expect(desk.acceptable.map(({ id }) => id)).toEqual(['a', 'b'])
    desk.setMarking(true)
    desk.toggleMark('a')
    desk.toggleMark('b')
    desk.toggleMark('b')
    desk.toggleMark('b')
    expect(await desk.acceptMarked()).toEqual({ accepted: 1, refused: 1 })
    expect(world.linesOf('POST /appeals/actions')[0]?.body).toMatchObject({ action: 'accept', appealIds: ['a', 'b'] })
    expect(desk.marked).toBeNull()
  })

  it('a care task that was taken stays with its new state; one that is done leaves', async () => {
    const task = { id: 't1', text: '烟感响了', state: 'open', can: { take: true, finish: false } }
    const world = fakeWorld({
      routes: {
        'GET /me/desk/counts': () => ok({ membership: 0, report: 0, appeal: 0, care_task: 1, activity: 0 }),
        'GET /me/desk': ({ query }) =>
          page(query.get('kind') === 'care_task' ? [{ kind: 'care_task', id: 'w1', careTask: task }] : []),
        'POST /care-tasks/t1/actions': ({ body }) =>
          ok({ ...task, state: (body as { action: string }).action === 'take' ? 'taken' : 'done' }),
      },
    })
    await world.start()
    await world.stores.desk.refresh()
    expect(await world.stores.desk.takeCareTask('t1')).toBe(true)
    expect(world.stores.desk.findCareTask('t1')?.state).toBe('taken')
    expect(await world.stores.desk.finishCareTask('t1', '人在家')).toBe(true)
    expect(world.stores.desk.findCareTask('t1')).toBeNull()
  })
})
