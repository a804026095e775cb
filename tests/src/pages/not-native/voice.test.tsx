import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import CaseScreen from '../../../../src/pages/appeals/detail'
import ReportScreen from '../../../../src/pages/appeals/report'
import AskScreen from '../../../../src/pages/mutual-aid/ask'
import MatchScreen from '../../../../src/pages/mutual-aid/match'
import NeedScreen from '../../../../src/pages/mutual-aid/need'
import { type PlayEnd, play } from '../../../../src/platform/play'
import { canRecord, type RecordingListener, record } from '../../../../src/platform/record'
import { renderPage } from '../../../support/render-page'
import { appeal } from '../../stores/fake-appeals'
import { fakeWorld, ok, problem, settle } from '../../stores/fake-world'

// The microphone and the loudspeaker: a test plays both.
vi.mock('../../../../src/platform/record', () => ({ canRecord: vi.fn(() => true), record: vi.fn() }))
vi.mock('../../../../src/platform/play', () => ({ play: vi.fn() }))

const SPOKEN = { path: 'tmp://voice', bytes: 4_000, seconds: 5, type: 'audio/mpeg' }
const voice = { id: 'v1', seconds: 12, url: '/api/v1/voices/v1/voice.mp3?s=1' }

let microphone: RecordingListener | null = null
let stopRecording = vi.fn()
let endPlaying: ((end: PlayEnd) => void) | null = null
let stopPlaying = vi.fn()

beforeEach(() => {
  stopRecording = vi.fn()
  stopPlaying = vi.fn()
  vi.mocked(canRecord).mockReturnValue(true)
  vi.mocked(record).mockImplementation((_, listener) => {
    microphone = listener
    return stopRecording
  })
  vi.mocked(play).mockImplementation((_, onEnd) => {
    endPlaying = onEnd
    return stopPlaying
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.clearAllMocks()
})

const press = (text: string) =>
  act(async () => {
    fireEvent.click(screen.getAllByText(text).at(-1) as HTMLElement)
    await settle()
  })

const hears = (deed: () => void) =>
  act(async () => {
    deed()
    await settle()
  })

type Routes = NonNullable<NonNullable<Parameters<typeof fakeWorld>[0]>['routes']>

async function open(page: typeof AskScreen, params: Record<string, string>, routes: Routes = {}) {
  const world = fakeWorld({
    routes: {
      'GET /aid-categories': () => ok([]),
      'GET /places/g1/children': () => ok({ items: [] }),
      'GET /me/matches': () => ok({ items: [], nextCursor: null }),
      'PUT /voices/*': ({ path }) => ok({ ...voice, id: path.slice(8), seconds: 5 }),
      ...routes,
    },
  })
  await world.start()
  renderPage(world.stores, page, params)
  await act(settle)
  return world
}

test('calling a neighbour: press, speak, press, hear it, send it', async () => {
  const world = await open(AskScreen, { call: '1' }, { 'PUT /needs/*': ({ path }) => ok({ id: path.slice(7) }) })
  expect(screen.queryByPlaceholderText(/米太重/)).toBeNull()
  await press('点一下，开始说')
  expect(screen.getByText('正在打开麦克风…')).toBeTruthy()
  await hears(() => microphone?.onStart())
  expect(screen.getByText('0 / 60 秒')).toBeTruthy()
  // Half a sentence does not go out.
  await press('马上喊邻居')
  expect(world.linesOf('PUT /needs/')).toEqual([])
  await press('说完了')
  expect(stopRecording).toHaveBeenCalled()
  await hears(() => microphone?.onEnd(SPOKEN))
  fireEvent.click(screen.getByLabelText('听录音，5 秒'))
  expect(vi.mocked(play).mock.calls[0]?.[0]).toContain('/voices/')
  await press('马上喊邻居')
  const { body } = world.linesOf('PUT /needs/')[0] ?? {}
  expect(body).toMatchObject({ category: 'visit', urgency: 'now', text: '请过来帮帮我，要什么我录了音' })
  expect(body).toHaveProperty('voiceId', expect.any(String))
})

test('it counts the seconds, and never beyond a minute', async () => {
  await open(AskScreen, { call: '1' })
  await press('点一下，开始说')
  vi.useFakeTimers()
  act(() => microphone?.onStart())
  act(() => vi.advanceTimersByTime(3_000))
  expect(screen.getByText('3 / 60 秒')).toBeTruthy()
  act(() => vi.advanceTimersByTime(90_000))
  expect(screen.getByText('60 / 60 秒')).toBeTruthy()
})

test.each([
  ['refused', '没有打开麦克风。请在手机设置里允许使用麦克风，再点一次；也可以不录，直接写字。'],
  ['failed', '没有录上，请再点一次'],
] as const)('%s: one sentence, and another try', async (end, sentence) => {
  await open(AskScreen, {})
  await press('点一下，开始说')
  await hears(() => microphone?.onEnd(end))
  expect(screen.getByRole('alert').textContent).toBe(sentence)
  await press('点一下，开始说')
  expect(record).toHaveBeenCalledTimes(2)
  expect(screen.queryByRole('alert')).toBeNull()
})

test('what did not go up says so and waits for another try; deleted, one records again', async () => {
  const world = await open(ReportScreen, {})
  world.cut()
  await press('点一下，开始说')
  await hears(() => microphone?.onEnd(SPOKEN))
  expect(screen.getByText('录音没有传上去，可以重试，或删掉再发')).toBeTruthy()
  await world.mend()
  await act(settle)
  expect(screen.queryByText('录音没有传上去，可以重试，或删掉再发')).toBeNull()
  await press('删掉重录')
  expect(screen.getByText('点一下，开始说')).toBeTruthy()
})

test('what the server refuses is said in its words', async () => {
  await open(
    ReportScreen,
    {},
    { 'PUT /voices/*': () => problem(400, 'voice_too_long', '录音最长 60 秒，请录短一点。') },
  )
  await press('点一下，开始说')
  await hears(() => microphone?.onEnd(SPOKEN))
  expect(screen.getByRole('alert').textContent).toMatch(/^录音最长.60.秒，请录短一点。$/)
})

test('who leaves while it records did not mean to keep it, and the microphone is let go', async () => {
  const world = await open(AskScreen, { call: '1' })
  await press('点一下，开始说')
  await hears(() => microphone?.onStart())
  cleanup()
  expect(stopRecording).toHaveBeenCalled()
  await hears(() => microphone?.onEnd(SPOKEN))
  expect(world.linesOf('PUT /voices/')).toEqual([])
})

test('a phone that cannot record offers nothing', async () => {
  vi.mocked(canRecord).mockReturnValue(false)
  await open(ReportScreen, {})
  expect(screen.queryByText('点一下，开始说')).toBeNull()
})

const need = {
  id: 'n1',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  kind: 'help',
  category: 'visit',
  text: '请过来帮帮我',
  from: '2026-01-01T04:00:00.000Z',
  to: '2026-01-01T10:00:00.000Z',
  urgency: 'now',
  quantity: 1,
  met: 0,
  state: 'open',
  visibility: 'grid',
  language: null,
  requester: { id: 'p2', displayName: '周' },
  voice,
  createdAt: '2026-01-01T03:00:00.000Z',
  can: { findMatches: false, cancel: false },
}
const match = {
  ...need,
  id: 'm1',
  needId: 'n1',
  offerId: 'o1',
  distance: 'near',
  state: 'asked',
  isMine: { need: false, offer: true },
  contacts: null,
  stars: null,
  points: null,
  decidedAt: null,
  can: { accept: true, decline: true, thank: false, cancel: false, no_show: false, unsafe: false },
}

test.each([
  ['the helper who is asked', MatchScreen, { id: 'm1' }, { 'GET /matches/m1': () => ok(match) }],
  ['who needs it', NeedScreen, { id: 'n1' }, { 'GET /needs/n1': () => ok(need) }],
  ['who reads the case', CaseScreen, { id: 'a1' }, { 'GET /appeals/a1': () => ok(appeal('a1', { voice })) }],
] as const)('%s hears it: one press plays, the next stops', async (_, page, params, routes) => {
  await open(page as typeof AskScreen, params, routes)
  fireEvent.click(screen.getByLabelText('听录音，12 秒'))
  expect(play).toHaveBeenCalledWith(voice.url, expect.any(Function))
  await press('停下')
  expect(stopPlaying).toHaveBeenCalled()
  fireEvent.click(screen.getByLabelText('听录音，12 秒'))
  await hears(() => endPlaying?.('failed'))
  expect(screen.getByRole('alert').textContent).toContain('现在放不出来')
  fireEvent.click(screen.getByLabelText('听录音，12 秒'))
  expect(screen.queryByText(/现在放不出来/)).toBeNull()
  cleanup()
  expect(stopPlaying).toHaveBeenCalledTimes(2)
})

test('where nothing was spoken there is nothing to hear', async () => {
  await open(MatchScreen, { id: 'm1' }, { 'GET /matches/m1': () => ok({ ...match, voice: null }) })
  expect(screen.queryByText('听录音')).toBeNull()
})
