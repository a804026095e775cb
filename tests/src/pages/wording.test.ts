import { expect, test } from 'vitest'
import type { AppealLine, Notice, Poll, Post, Receipts, Shift } from '../../../src/contract'
import { firstWords } from '../../../src/i18n/typeset'
import { isLongText } from '../../../src/pages/feed/post-card/lines'
import { timesFault, weekAfter } from '../../../src/pages/frame/moments'
import { namedNotices, waitingLines } from '../../../src/pages/home/home/waiting'
import { byBuilding } from '../../../src/pages/notices/receipts/by-building'
import { shift } from '../stores/volunteering-shift'

const notice = (id: string, more: Partial<Notice> = {}) =>
  ({
    id,
    title: `公告 ${id}`,
    confirmed: false,
    can: { confirm: true, seeReceipts: false, remind: false },
    ...more,
  }) as Notice

const post = (id: string, appeal: boolean) => ({ id, text: '一二三四五六七八九十', can: { appeal } }) as Post

test('a text is long from the seventh line on, sooner in large text, and a Latin letter takes half a place', () => {
  expect(isLongText('字'.repeat(18 * 6), false)).toBe(false)
  expect(isLongText('字'.repeat(18 * 6 + 1), false)).toBe(true)
  expect(isLongText('字'.repeat(18 * 6), true)).toBe(true)
  expect(isLongText('a'.repeat(18 * 10), false)).toBe(false)
  expect(isLongText('短\n短\n短\n短\n短\n短\n短', false)).toBe(true)
})

test('a thing is named by its first words, and a rare character is never cut in two', () => {
  expect(firstWords('  桂花\n开了 ')).toBe('桂花 开了')
  expect(firstWords('𠮷'.repeat(13))).toBe(`${'𠮷'.repeat(12)}…`)
})

test('nothing waits: no line at all', () => {
  expect(
    waitingLines({ notices: [notice('1', { confirmed: true })], posts: [post('a', false)], toRate: [], desk: null }),
  ).toEqual([])
})

test('one or two unconfirmed notices are named, and said nowhere else; more are counted', () => {
  const two = [notice('1'), notice('2'), notice('3', { confirmed: true })]
  const lines = waitingLines({ notices: two, posts: [], toRate: [], desk: null })
  expect(lines.map(({ key, id, text }) => [key, id, text])).toEqual([
    ['notice', '1', '公告 1'],
    ['notice', '2', '公告 2'],
  ])
  expect(namedNotices(two).map(({ id }) => id)).toEqual(['1', '2'])
  const three = [notice('1'), notice('2'), notice('3')]
  expect(waitingLines({ notices: three, posts: [], toRate: [], desk: null })).toMatchObject([
    { key: 'notices', id: null, text: '3 条公告请您确认' },
  ])
  expect(namedNotices(three)).toEqual([])
})

test('at most three lines: notices, then what of mine is hidden, then the desk', () => {
  const desk = { membership: 2, report: 1, appeal: 0, care_task: 0, activity: 0 }
  const lines = waitingLines({ notices: [notice('1')], posts: [post('a', true)], toRate: [], desk })
  expect(lines.map(({ key }) => key)).toEqual(['notice', 'hidden', 'membership'])
  expect(lines[1]?.text).toContain('一二三四五六七八…')
})

test('a released place that waits for an answer comes first, and the next shift where it is soon', () => {
  const now = new Date('2026-01-03T00:00:00.000Z')
  const mine = {
    id: 'u',
    shiftId: 's',
    roleId: null,
    state: 'confirmed',
    place: 1,
    createdAt: '',
    can: { leave: true, accept: true },
  }
  const asked = shift('s1', {
    mine: { ...mine, answerBy: '2026-01-03T02:00:00.000Z' },
    startsAt: '2026-01-09T01:00:00.000Z',
  })
  const soon = shift('s2', { mine: { ...mine, answerBy: null } })
  const later = shift('s3', { mine: { ...mine, answerBy: null }, startsAt: '2026-01-08T01:00:00.000Z' })
  const shifts = [soon, later, asked] as unknown as Shift[]
  const lines = waitingLines({ notices: [notice('1')], posts: [], toRate: [], desk: null, shifts, now })
  expect(lines.map(({ key, id, tag }) => [key, id, tag])).toEqual([
    ['shift', 's1', '等您确认'],
    ['shift', 's2', '值班'],
    ['notice', '1', '待确认'],
  ])
  const onlyLater = [later] as unknown as Shift[]
  expect(waitingLines({ notices: [], posts: [], toRate: [], desk: null, shifts: onlyLater, now })).toEqual([])
})

test('of the polls one can vote in, the one that closes first says how long; a vote that was cast waits no more', () => {
  const now = new Date('2026-01-03T00:00:00.000Z')
  const poll = (id: string, closesAt: string, vote = true) =>
    ({ id, question: '停车棚要不要改成充电棚', closesAt, can: { vote } }) as Poll
  const polls = [poll('a', '2026-01-09T00:00:00.000Z'), poll('b', '2026-01-05T01:00:00.000Z')]
  const said = (some: Poll[]) => waitingLines({ notices: [], posts: [], toRate: [], desk: null, polls: some, now })
  expect(said(polls)).toEqual([
    { key: 'poll', id: 'b', tag: '未投', tone: 'wait', text: '投票还剩 2 天：停车棚要不要改成充电…' },
  ])
  expect(said([poll('b', '2026-01-05T01:00:00.000Z', false)])).toEqual([])
  expect(said([poll('b', '2026-01-03T00:00:00.000Z')])).toEqual([])
})

test('an answered case waits for its stars by name, several are counted, and cases go before other desk work', () => {
  const line = (id: string) => ({ id, text: '三楼走廊水管漏水' }) as AppealLine
  const desk = { membership: 1, report: 0, appeal: 3, care_task: 1, activity: 0 }
  const one = waitingLines({ notices: [], posts: [], toRate: [line('a')], desk })
  expect(one.map(({ key, id, text }) => [key, id, text])).toEqual([
    ['rate', 'a', '“三楼走廊水管漏水”已答复'],
    ['care_task', null, '1 位邻居要去看看'],
    ['appeal', null, '3 件诉求等您办'],
  ])
  const two = waitingLines({ notices: [], posts: [], toRate: [line('a'), line('b')], desk: null })
  expect(two).toMatchObject([{ key: 'rate', id: null, text: '2 件诉求已答复' }])
})

test('people of one door stand together, buildings in the order they came', () => {
  const person = (personId: string, building: string, door: string) => ({
    personId,
    displayName: personId,
    building: { id: building, kind: 'building', name: `${building} 号楼` },
    household: { id: `${building}-${door}`, number: door, floor: 1 },
  })
  const unread = [person('甲', '1', '101'), person('乙', '1', '101'), person('丙', '2', '101')] as Receipts['unread']
  const groups = byBuilding(unread)
  expect(groups.map(({ building, people, doors }) => [building.name, people, doors.length])).toEqual([
    ['1 号楼', 2, 1],
    ['2 号楼', 1, 1],
  ])
  expect(groups[0]?.doors[0]?.names).toEqual(['甲', '乙'])
})

test('a notice goes out later than now, and ends after it begins', () => {
  const now = new Date('2026-01-03T00:00:00.000Z')
  expect(timesFault(null, null, now)).toBeNull()
  expect(timesFault('2026-01-02T00:00:00.000Z', null, now)).toBe('pastPublish')
  expect(timesFault(null, '2026-01-02T00:00:00.000Z', now)).toBe('badExpiry')
  expect(timesFault('2026-01-05T00:00:00.000Z', '2026-01-04T00:00:00.000Z', now)).toBe('badExpiry')
  expect(timesFault(null, weekAfter(now), now)).toBeNull()
})
