import { expect, test } from 'vitest'
import { LIMITS } from '../../../src/contract/limits'
import { callNeighbourStore } from '../../../src/stores/call-neighbour-store'
import { composeAppealStore } from '../../../src/stores/compose-appeal-store'
import { composeNeedStore } from '../../../src/stores/compose-need-store'
import { appeal } from './fake-appeals'
import { fakeWorld, memoryStorage, ok, problem, settle } from './fake-world'

const SPOKEN = { path: 'tmp://voice', bytes: 4_000, seconds: 5, type: 'audio/mpeg' }

const voiceRoutes = {
  'PUT /voices/*': ({ path }: { path: string }) => ok({ id: path.slice(8), seconds: 6, url: `${path}/voice.mp3?s=1` }),
}

test('what was spoken goes up at once, is kept with the draft, and goes with the case', async () => {
  const storage = memoryStorage()
  const routes = {
    ...voiceRoutes,
    'GET /places/g1/children': () => ok({ items: [] }),
    'POST /appeal-categories/guess': () => ok({ categories: [] }),
    'PUT /appeals/*': ({ path }: { path: string }) => ok(appeal(path.slice(9))),
  }
  const world = fakeWorld({ storage, routes })
  await world.start()
  const { grid } = world.stores.session
  if (!grid) throw new Error('no grid')
  const first = world.stores.of(composeAppealStore)
  first.open(grid)
  first.setText('路灯坏了')
  first.voice.add(SPOKEN)
  expect(first.canSend).toBe(false)
  await settle()
  expect(first.voice.voice).toMatchObject({ state: 'done', seconds: 6 })

  const again = fakeWorld({ storage, routes })
  await again.start()
  const second = again.stores.of(composeAppealStore)
  second.open(grid)
  expect(second.voice.kept).toEqual(first.voice.kept)
  expect((await second.submit()).outcome).toBe('sent')
  expect(again.linesOf('PUT /appeals/')[0]?.body).toMatchObject({ voiceId: first.voice.doneId })
  second.open(grid)
  expect([second.isEmpty, second.voice.voice]).toEqual([true, null])
})

test('a voice alone keeps a draft, and without one the request is what it was', async () => {
  const world = fakeWorld({ routes: { ...voiceRoutes, 'PUT /needs/*': ({ path }) => ok({ id: path.slice(7) }) } })
  await world.start()
  const store = world.stores.of(composeNeedStore)
  store.open()
  store.change({ text: '想请人做顿饭', category: 'cook' })
  expect(await store.submit('g1')).toBe('sent')
  expect(world.linesOf('PUT /needs/')[0]?.body).not.toHaveProperty('voiceId')
  store.change({ text: '再来一顿', category: 'cook' })
  store.voice.add(SPOKEN)
  await settle()
  const id = store.voice.doneId
  expect(await store.submit('g1')).toBe('sent')
  expect(world.linesOf('PUT /needs/')[1]?.body).toMatchObject({ voiceId: id })
  expect(store.voice.voice).toBeNull()
})

test('cut off, it waits and goes up again under its id; what the server refuses stays refused, and can be thrown away', async () => {
  let isRefused = true
  const world = fakeWorld({
    routes: {
      'PUT /voices/*': (request) =>
        isRefused
          ? problem(400, 'voice_too_long', '录音最长 60 秒，请录短一点。')
          : voiceRoutes['PUT /voices/*'](request),
    },
  })
  await world.start()
  const { voice } = world.stores.of(callNeighbourStore)
  world.cut()
  voice.add(SPOKEN)
  await settle()
  const id = voice.voice?.id
  expect(voice.voice).toMatchObject({ state: 'failed', trouble: { kind: 'offline' } })
  await world.mend()
  expect(voice.voice).toMatchObject({ id, state: 'failed', trouble: { detail: '录音最长 60 秒，请录短一点。' } })
  isRefused = false
  voice.retryOffline()
  await settle()
  expect(voice.voice?.state).toBe('failed')
  voice.remove()
  expect([voice.voice, voice.isSettled]).toEqual([null, true])
  voice.add({ ...SPOKEN, bytes: LIMITS.voiceBytes + 1 })
  expect(voice.voice).toMatchObject({ state: 'failed', trouble: { code: 'too_large' } })
})

test('calling a neighbour asks for now, for whoever looks in, with the voice; twice is two calls', async () => {
  const world = fakeWorld({ routes: { ...voiceRoutes, 'PUT /needs/*': ({ path }) => ok({ id: path.slice(7) }) } })
  await world.start()
  const store = world.stores.of(callNeighbourStore)
  store.voice.add(SPOKEN)
  expect(store.canSend).toBe(false)
  await settle()
  const voiceId = store.voice.doneId
  const { outcome, id } = await store.submit('g1', '请过来帮帮我')
  expect(outcome).toBe('sent')
  const { body } = world.linesOf(`PUT /needs/${id}`)[0] ?? {}
  expect(body).toMatchObject({
    placeId: 'g1',
    kind: 'help',
    category: 'visit',
    urgency: 'now',
    text: '请过来帮帮我',
    voiceId,
  })
  expect((await store.submit('g1', '请过来帮帮我')).id).not.toBe(id)
})

test('without a network the call is kept and goes out later, without what did not go up', async () => {
  const world = fakeWorld({ routes: { 'PUT /needs/*': ({ path }) => ok({ id: path.slice(7) }) } })
  await world.start()
  const store = world.stores.of(callNeighbourStore)
  world.cut()
  expect((await store.submit('g1', '请过来帮帮我')).outcome).not.toBe('sent')
  await world.mend()
  expect(world.linesOf('PUT /needs/')).toHaveLength(1)
})
