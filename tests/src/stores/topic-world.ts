import type { Agenda, Minutes, NextStatement, OpinionMap, Topic, TopicLine } from '../../../src/contract'
import { ok } from './fake-world'

const CAN_NOTHING: Topic['can'] = {
  support: false,
  second: false,
  accept: false,
  refuse: false,
  invite: false,
  schedule: false,
  open: false,
  close: false,
  review: false,
  publish: false,
  answer: false,
  confirm: false,
  decline: false,
  attend: false,
  attest: false,
  evaluate: false,
  state: false,
  vote: false,
  moderate: false,
  writeMinutes: false,
  publishMinutes: false,
  download: false,
}

interface TopicParts extends Omit<Partial<Topic>, 'can'> {
  can?: Partial<Topic['can']>
}

/** A topic as a server gives it to a resident. */
export const topic = ({ can, ...more }: TopicParts = {}): Topic => ({
  id: 't1',
  placeId: 'g1',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  title: '小广场晚上要不要关灯',
  body: '灯太亮，一楼睡不好；太暗，老人怕摔。',
  state: 'open',
  held: false,
  source: null,
  proposer: { id: 'p2', displayName: '周', avatarUrl: null },
  support: { households: 21, needed: 20, answerWorkingDays: 5, supported: false, seconds: [] },
  answerDueAt: null,
  overdue: false,
  refusedReason: null,
  statements: 12,
  closesAt: '2026-01-08T00:00:00.000Z',
  meeting: null,
  review: null,
  outcome: null,
  evaluation: { ratings: 0, stars: null, mine: null, answerDueAt: null, answer: null },
  mine: { invited: false, confirmed: false, attended: false },
  timeline: [
    {
      sequence: 1,
      step: 'propose',
      by: 'resident',
      from: null,
      to: 'proposed',
      text: null,
      at: '2026-01-01T00:00:00.000Z',
    },
    {
      sequence: 2,
      step: 'accept',
      by: 'secretary',
      from: 'proposed',
      to: 'accepted',
      text: null,
      at: '2026-01-01T02:00:00.000Z',
    },
    {
      sequence: 3,
      step: 'open',
      by: 'secretary',
      from: 'accepted',
      to: 'open',
      text: null,
      at: '2026-01-01T03:00:00.000Z',
    },
  ],
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
  can: { ...CAN_NOTHING, ...can },
})

export const topicLine = (more: Partial<TopicLine> = {}): TopicLine => ({
  id: 't1',
  placeId: 'g1',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  title: '小广场晚上要不要关灯',
  state: 'proposed',
  households: 13,
  needed: 20,
  seconds: 0,
  statements: 0,
  closesAt: null,
  meetingAt: null,
  answerDueAt: null,
  overdue: false,
  stars: null,
  ratings: 0,
  createdAt: '2026-01-01T00:00:00.000Z',
  can: { support: true, vote: false, evaluate: false },
  ...more,
})

export const nextStatement = (number: number, remaining: number): NextStatement => ({
  id: `s${number}`,
  topicId: 't1',
  number,
  text: `第 ${number} 条看法`,
  state: 'shown',
  mine: false,
  vote: null,
  reason: null,
  createdAt: '2026-01-01T04:00:00.000Z',
  can: { vote: true, show: false, hide: false },
  remaining,
})

export const counted = (id: string, agree: number, disagree: number, seen: number, isTelling: boolean) => ({
  id,
  agree,
  disagree,
  seen,
  repness: 1.5,
  for: agree >= disagree ? ('agree' as const) : ('disagree' as const),
  representative: isTelling,
})

/** Two groups that agree on the first statement and part over the second; the reader stands in the first. */
export const opinionMap = (more: Partial<OpinionMap> = {}): OpinionMap => ({
  participants: 40,
  statements: 2,
  votes: 80,
  tooFew: false,
  groups: [
    { id: 'A', size: 22, statements: [counted('s1', 21, 0, 22, false), counted('s2', 20, 1, 22, true)] },
    { id: 'B', size: 18, statements: [counted('s1', 17, 1, 18, false), counted('s2', 2, 15, 18, true)] },
  ],
  consensus: [
    { id: 's1', score: 0.82 },
    { id: 's2', score: 0.13 },
  ],
  points: [
    { x: -0.5, y: 0.1, group: 'A', people: 22 },
    { x: 0.6, y: -0.1, group: 'B', people: 18 },
  ],
  mine: { x: -0.5, y: 0.1, group: 'A' },
  texts: [
    { id: 's1', text: '台阶边的灯一直亮着' },
    { id: 's2', text: '跳舞可以到十点' },
  ],
  computedAt: '2026-01-02T00:00:00.000Z',
  ageSeconds: 4,
  can: { vote: false, download: false },
  ...more,
})

export const agenda: Agenda = {
  minutes: 45,
  tooFew: false,
  items: [
    { statementId: null, text: '', why: 'welcome', minutes: 5 },
    { statementId: 's1', text: '台阶边的灯一直亮着', why: 'agreed', minutes: 10 },
    { statementId: 's2', text: '跳舞可以到十点', why: 'divides', minutes: 20 },
    { statementId: null, text: '', why: 'decide', minutes: 10 },
  ],
}

export const minutes: Minutes = {
  topicId: 't1',
  state: 'published',
  text: '大家都说台阶边不能黑。',
  decisions: ['二十二点后调暗一半'],
  assignments: [{ who: '物业', what: '换定时器', until: '2026-02-05' }],
  images: [],
  document: '{}',
  hash: '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
  publishedAt: '2026-01-02T00:00:00.000Z',
  can: { write: false, publish: false },
}

export const routes = {
  'GET /places/g1/topics': () => ok({ items: [topicLine()], nextCursor: null }),
  'GET /topics/t1': () => ok(topic()),
  'GET /topics/t1/opinion-map': () => ok(opinionMap()),
  'GET /topics/t1/agenda': () => ok(agenda),
  'GET /topics/t1/minutes': () => ok(minutes),
}
