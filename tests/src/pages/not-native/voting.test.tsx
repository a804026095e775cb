import Taro from '@tarojs/taro'
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import type { ComponentType } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Poll, PollResult } from '../../../../src/contract'
import PollScreen from '../../../../src/pages/voting/poll'
import Polls from '../../../../src/pages/voting/polls'
import ResultScreen from '../../../../src/pages/voting/result'
import RollScreen from '../../../../src/pages/voting/roll'
import SimulatorScreen from '../../../../src/pages/voting/simulator'
import { boundOf, perCentOf, sayChoice, sayRule, sayWindow, shareOf } from '../../../../src/pages/voting/words'
import { ballotStore } from '../../../../src/stores/ballot-store'
import { composePollStore, rulesFor, shareOf as shareOfPerCent } from '../../../../src/stores/compose-poll-store'
import { pollsStore } from '../../../../src/stores/polls-store'
import { renderPage } from '../../../support/render-page'
import { fakeWorld, ok, problem, settle } from '../../stores/fake-world'
import { can, poll, roll } from '../../stores/voting-poll'

async function openPage(page: ComponentType, routes: Record<string, () => ReturnType<typeof ok>>) {
  const world = fakeWorld({ routes: { 'GET /polls/v1': () => ok(poll()), ...routes } })
  await world.start()
  renderPage(world.stores, page, { id: 'v1' })
  await act(settle)
  await act(settle)
  return world
}

afterEach(() => {
  cleanup()
  vi.clearAllMocks()
})

test('the list says what is asked, of whom, and whether I have voted', async () => {
  await openPage(Polls, { 'GET /places/g1/polls': () => ok({ items: [poll()], nextCursor: null }) })
  expect(screen.getByText('业主表决 · 民法典第 278 条')).toBeTruthy()
  expect(screen.getByText('未投')).toBeTruthy()
  expect(screen.getByText('21,406.5 / 27,950 m²')).toBeTruthy()
  fireEvent.click(screen.getByText(/更换 3/))
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/voting/poll/index?id=v1' })
})

describe('a poll', () => {
  test('of the owners names the statute, and says that the vote bears names', async () => {
    await openPage(PollScreen, {})
    expect(screen.getByText(/按《民法典》第/)).toBeTruthy()
    expect(screen.getByText(/所以这次投票记名/)).toBeTruthy()
    expect(screen.queryByText('结果供参考')).toBeNull()
    fireEvent.click(screen.getByText('去投票'))
    expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/pages/voting/ballot/index?id=v1' })
  })

  test('outside a statute says that it is advisory; its keepers can announce it', async () => {
    const draft = poll({
      advisory: true,
      electorate: 'residents',
      secrecy: 'secret',
      rule: { kind: 'plurality', quorum: null, threshold: null },
      state: 'draft',
      turnout: null,
      rollHash: null,
      can: { ...can, vote: false, announce: true, simulate: true },
    })
    const announced = { ...draft, state: 'open' as const, can }
    const world = await openPage(PollScreen, {
      'GET /polls/v1': () => ok(draft),
      'POST /polls/v1/actions': () => ok(announced),
    })
    expect(screen.getByText('居民投票 · 结果供参考')).toBeTruthy()
    expect(screen.getByText('试算')).toBeTruthy()
    expect(screen.queryByText('查名册')).toBeNull()
    await act(async () => {
      await world.stores.of(pollsStore).announce()
    })
    expect(world.linesOf('POST /polls/v1/actions')[0]?.body).toMatchObject({ action: 'announce' })
    expect(screen.getByText('投票中')).toBeTruthy()
  })
})

test('a share that is just under a bound does not read as if it had reached it', () => {
  expect([perCentOf(2, 3), perCentOf(1_999, 4_000), perCentOf(1, 2), perCentOf(0, 0)]).toEqual([
    '66.6%',
    '49.9%',
    '50%',
    '0%',
  ])
})

test('the roll says that I am on it and with how much area', async () => {
  await openPage(RollScreen, { 'GET /polls/v1/roll': () => ok(roll) })
  expect(screen.getByText('我在名册上')).toBeTruthy()
  expect(screen.getByText('按 89.12 m² 计')).toBeTruthy()
  expect(screen.getByText('roll-hash')).toBeTruthy()
})

const reason = (isMet: boolean, text: string, measure: 'heads' | 'area') => ({
  code: 'took_part_at_least',
  isMet,
  measure,
  part: '1',
  whole: '2',
  bound: '2/3',
  share: '79%',
  article: '278',
  text,
})
const result: PollResult = {
  pollId: 'v1',
  advisory: false,
  closedAt: '2026-01-15T10:00:00.000Z',
  options: [
    { id: 'yes', text: '同意', votes: 171, area: '15012', paper: 10, isChosen: true },
    { id: 'no', text: '反对', votes: 67, area: '6394.5', paper: 7, isChosen: false },
  ],
  turnout: { count: 238, of: 300, area: '21406.50', ofArea: '27950' },
  byKind: { online: 221, paper: 17 },
  passed: true,
  reasons: [reason(true, '人数达到', 'heads'), reason(false, '面积未达到', 'area')],
  log: { size: 238, rootHash: 'root' },
  can: { object: true, print: true, verify: true },
}

const closed = (more: Partial<Poll> = {}) => ({
  'GET /polls/v1': () => ok(poll({ state: 'closed', can: { ...can, vote: false, seeResult: true }, ...more })),
  'GET /polls/v1/result': () => ok(result),
})

test('the result: heads and area apart, line by line, with what is paper', async () => {
  await openPage(ResultScreen, closed())
  expect(screen.getByText('通过')).toBeTruthy()
  expect(screen.getByText('171 票 · 71.8%')).toBeTruthy()
  expect(screen.getByText(/^15,012 m² · \d/)).toBeTruthy()
  expect(screen.getByText('线上 221 票，纸质 17 票')).toBeTruthy()
  expect(screen.getByText('人数达到')).toBeTruthy()
  expect(screen.getByText('面积未达到')).toBeTruthy()
})

test('the result is taken as a document: saved, passed on, or fetched elsewhere, as the platform has it', async () => {
  const end = process.env.TARO_ENV
  const world = await openPage(ResultScreen, { ...closed(), 'GET /polls/v1/certificate': () => ok({}) })
  fireEvent.click(screen.getByText('表决结果证明'))
  await act(settle)
  const line = 'GET /polls/v1/certificate'
  if (end === 'alipay') {
    expect(screen.getByText('请在浏览器里取')).toBeTruthy()
    expect(world.linesOf(line)).toEqual([])
    return
  }
  expect(world.linesOf(line)).toHaveLength(1)
})

test('a document that does not come says why, and what a poll outside a statute gives is no certificate', async () => {
  const world = await openPage(ResultScreen, {
    ...closed({ advisory: true }),
    'GET /polls/v1/certificate': () => problem(503, 'overloaded'),
  })
  expect(screen.queryByText('表决结果证明')).toBeNull()
  expect(screen.getByText('意见征集结果')).toBeTruthy()
  const trouble = await world.stores.of(pollsStore).takeCertificate(poll())
  expect(trouble).toMatchObject({ kind: 'refused', code: 'overloaded' })
  expect(world.stores.of(pollsStore).files.file).toBeNull()
})

test('the simulator says what is lacking', async () => {
  const simulation = {
    basis: 'last_poll',
    heads: 70,
    area: 61,
    assent: 90,
    turnout: { count: 210, of: 300, area: '17049.5', ofArea: '27950' },
    passed: false,
    lacking: '1583.84 m²',
    reasons: [],
    text: '如果参与率和上次一样，将达到面积的61%、人数的70%：还不够。',
  }
  await openPage(SimulatorScreen, { 'GET /polls/v1/simulation': () => ok(simulation) })
  expect(screen.getByText('这样还不够')).toBeTruthy()
  expect(screen.getByText('还差 1583.84 m²')).toBeTruthy()
})

test('an open ballot that was refused says why, and is not kept on its way', async () => {
  const world = fakeWorld({
    routes: { 'PUT /polls/v1/ballots/*': () => problem(409, 'already_voted', '您已经投过票了') },
  })
  await world.start()
  const ballots = world.stores.of(ballotStore)
  ballots.open('v1')
  expect(await ballots.vote(poll(), null, ['yes'])).toBe(false)
  expect(ballots.trouble?.detail).toBe('您已经投过票了')
  expect(ballots.unsent).toBeNull()
})

describe('a poll that is being prepared', () => {
  test('of the owners under the statute is open and has one choice; anything else may be secret', async () => {
    const world = fakeWorld()
    await world.start()
    const compose = world.stores.of(composePollStore)
    compose.change({ electorate: 'owners', secrecy: 'secret' })
    expect(compose.draft).toMatchObject({ rule: 'civil_code_278_ordinary', secrecy: 'open', choicesMax: 1 })
    compose.change({ electorate: 'residents' })
    expect(compose.draft.rule).toBe('plurality')
    compose.change({ secrecy: 'secret' })
    expect(compose.draft.secrecy).toBe('secret')
    expect(rulesFor('households')).toEqual(['plurality', 'majority', 'custom'])
  })

  test('can be sent once it is whole, and after a lost answer is sent the same', async () => {
    const sent: unknown[] = []
    const world = fakeWorld({
      routes: {
        'PUT /polls/*': ({ body }) => {
          sent.push(body)
          return ok(poll({ state: 'draft' }))
        },
      },
    })
    await world.start()
    const compose = world.stores.of(composePollStore)
    compose.open(['同意', '反对'])
    expect(compose.canSend).toBe(false)
    compose.change({ question: '要不要装充电桩', rule: 'custom', quorum: '66', threshold: 'x' })
    expect(compose.canSend).toBe(false)
    compose.change({ threshold: '50' })
    world.cut()
    expect(await compose.submit('g1')).toBeNull()
    await world.mend()
    expect(await compose.submit('g1')).not.toBeNull()
    expect(sent[0]).toMatchObject({
      placeId: 'g1',
      options: [
        { id: 'option-1', text: '同意' },
        { id: 'option-2', text: '反对' },
      ],
      choices: { min: 1, max: 1 },
      rule: { kind: 'custom', quorum: '66/100', threshold: '50/100' },
    })
    expect(compose.draft.question).toBe('')
  })
})

test('a poll that was closed before its time says until when it was open', () => {
  const closedAt = '2026-01-05T10:00:00.000Z'
  expect(sayWindow(poll({ closedAt }))).toBe(sayWindow(poll({ closesAt: closedAt })))
  expect(sayWindow(poll({ closedAt }))).not.toBe(sayWindow(poll()))
})

test('shares, bounds and choices in words', () => {
  expect(['2/3', '1/2', null, '1/0'].map((share) => shareOf(share))).toEqual([2 / 3, 0.5, 0, 0])
  expect(boundOf(poll())).toBe('2/3')
  const custom = poll({ rule: { kind: 'custom', quorum: '3/5', threshold: '1/2' } })
  expect(boundOf(custom)).toBe('3/5')
  expect(sayRule(custom)).toContain('3/5')
  expect(sayChoice(poll(), ['no'])).toBe('反对')
  expect(['1', '66', '100', '0', '101', '6.5', ''].map((text) => shareOfPerCent(text))).toEqual([
    '1/100',
    '66/100',
    '100/100',
    null,
    null,
    null,
    null,
  ])
})
