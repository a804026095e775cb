import { createHash } from 'node:crypto'
import { frozenDocument } from '../../features/deliberation'
import type { Tx } from '../store'
import { between, clockTime, latestMoment, pastTime } from './daytime'
import { Cast } from './demo-cast'
import { need, type PeoplePlan, type Resident } from './demo-people'
import type { DemoCity, DemoGrid } from './demo-places'
import { namedId, SeededRandom } from './random'
import { insertRows, type Row } from './rows'
import { TOPIC_SCRIPTS, type TopicScript } from './topic-scripts'

const STATE_AFTER = {
  accept: 'accepted',
  refuse: 'refused',
  invite: 'inviting',
  schedule: 'scheduled',
  open: 'open',
  close: 'closed',
  review: 'reviewed',
  publish: 'published',
} as const

/** One line of a thread, and the state to which it leads. */
interface Line {
  step: string
  by: string
  actorId: string | null
  fromState: string | null
  toState: string
  text: string | null
  at: Date
}

interface PlannedTopic {
  topic: Row
  lines: readonly Line[]
  tables: [table: string, rows: Row[]][]
}

/** Topics in several states, with their threads, as the feature would have written them. */
export function planTopics(city: DemoCity, people: PeoplePlan, now: Date): PlannedTopic[] {
  const grid = need(city.communities[0]?.grids[0])
  return TOPIC_SCRIPTS.map((script, index) =>
    tell({ grid, people, script, now, random: new SeededRandom(900 + index) }),
  )
}

/** A topic begins as proposed and moves line by line, because the database lets nobody write it otherwise. Again, it adds what is not there. */
export async function insertTopics(tx: Tx, topics: readonly PlannedTopic[]): Promise<void> {
  for (const { topic, lines, tables } of topics) {
    await insertRows(tx, 'Topic', [topic])
    for (const [index, line] of lines.entries()) {
      const key = { communityId: need(topic.communityId), topicId: need(topic.id), sequence: index + 1 }
      await insertRows(tx, 'TopicEvent', [{ ...key, ...line }])
      await tx.sql.run(`UPDATE "Topic" SET "state" = ?, "eventCount" = ? WHERE "id" = ? AND "eventCount" = ?`, [
        line.toState,
        index + 1,
        key.topicId as string,
        index,
      ])
    }
    for (const [table, rows] of tables) await insertRows(tx, table, rows)
  }
}

interface Telling {
  grid: DemoGrid
  people: PeoplePlan
  script: TopicScript
  now: Date
  random: SeededRandom
}

interface Told extends Telling {
  id: string
  key: { communityId: string; topicId: string }
  cast: Cast
  secretaryId: string
  proposedAt: Date
}

function tell(telling: Telling): PlannedTopic {
  const { grid, people, script, now, random } = telling
  const proposedAt = pastTime(now, script.proposedDaysAgo, '19:40')
  const id = namedId(`topic ${script.key}`, proposedAt)
  const cast = new Cast(people, grid.id, random)
  const secretaryId = need(people.byCode.get('secretary-zhang')).id
  const key = { communityId: grid.communityId, topicId: id }
  const told: Told = { ...telling, id, key, cast, secretaryId, proposedAt }
  const proposer = proposerOf(told)
  const supporters = cast.neighbours(script.supporters, [proposer])
  const statements = statementRows(told)
  const stars = starRows(told)
  return {
    topic: topicRow(told, proposer, {
      households: new Set(supporters.map(({ household }) => household.id)).size,
      statements: statements.length,
      stars,
    }),
    lines: linesOf(told, proposer),
    tables: [
      ['TopicSupport', supportRows(told, supporters)],
      ['Statement', statements],
      ['StatementVote', voteRows(told, statements)],
      ['TopicInvitation', invitationRows(told)],
      ['TopicMinutes', minutesRows(told)],
      ['TopicTask', taskRows(told)],
      ['TaskProgress', progressRows(told)],
      ['TopicEvaluation', stars],
    ],
  }
}

function proposerOf({ script, cast, secretaryId }: Told): string {
  if (script.by === 'secretary') return secretaryId
  return (script.by === 'neighbour' ? need(cast.neighbours(1, [])[0]) : cast.persona(script.by)).person.id
}

const at = (now: Date, daysAgo: number, time: string) => pastTime(now, daysAgo, time)

function topicRow(
  { script, key, now, proposedAt, grid }: Told,
  proposerId: string,
  counts: { households: number; statements: number; stars: readonly Row[] },
): Row {
  const publishedAgo = script.steps.find(([step]) => step === 'publish')?.[1]
  const { closesInDays, meetingInDays } = script
  const openedAgo = script.steps.find(([step]) => step === 'open')?.[1]
  const closedAgo = script.steps.find(([step]) => step === 'close')?.[1] ?? null
  const closesAt =
    closesInDays === undefined ? closedAgo && at(now, closedAgo, '21:00') : clockTime(now, -closesInDays, '21:00')
  return {
    communityId: key.communityId,
    id: key.topicId,
    placeId: script.at === 'grid' ? grid.id : key.communityId,
    proposerId,
    title: script.title.normalize('NFKC'),
    body: script.body.normalize('NFKC'),
    state: 'proposed',
    supportHouseholds: counts.households,
    statementCount: counts.statements,
    shownCount: counts.statements,
    refusedReason: script.reason?.normalize('NFKC') ?? null,
    closesAt: openedAgo === undefined ? null : closesAt,
    meetingAt: meetingInDays === undefined ? null : clockTime(now, -meetingInDays, '19:00'),
    meetingAddress: meetingInDays === undefined ? null : '社区议事厅(1 号楼架空层)',
    review: script.review?.normalize('NFKC') ?? null,
    outcome: script.outcome?.normalize('NFKC') ?? null,
    publishedAt: publishedAgo === undefined ? null : at(now, publishedAgo, '17:30'),
    ratingCount: counts.stars.length,
    starSum: (script.stars ?? []).reduce((sum, stars) => sum + stars, 0),
    createdAt: proposedAt,
    requestHash: 'seed',
  }
}

const TIMES: Record<string, string> = {
  accept: '09:20',
  invite: '10:05',
  schedule: '10:40',
  open: '11:15',
  publish: '17:30',
}

function linesOf({ script, now, secretaryId, proposedAt }: Told, proposerId: string): Line[] {
  const by = script.by === 'secretary' ? 'secretary' : 'resident'
  const lines: Line[] = [
    { step: 'propose', by, actorId: proposerId, fromState: null, toState: 'proposed', text: null, at: proposedAt },
  ]
  for (const [step, daysAgo] of script.steps) {
    const words = { refuse: script.reason, review: script.review, publish: script.outcome }[step as 'refuse']
    lines.push({
      step,
      by: 'secretary',
      actorId: secretaryId,
      fromState: need(lines.at(-1)).toState,
      toState: STATE_AFTER[step],
      text: words?.normalize('NFKC') ?? null,
      at: at(now, daysAgo, TIMES[step] ?? '16:30'),
    })
  }
  if (script.stars) {
    const last = need(lines.at(-1))
    lines.push({
      ...last,
      step: 'evaluate',
      by: 'resident',
      actorId: null,
      fromState: last.toState,
      toState: 'evaluated',
      text: null,
    })
  }
  return lines
}

function supportRows({ key, proposedAt, now }: Told, supporters: readonly Resident[]): Row[] {
  return supporters.map(({ person, household }, index) => ({
    ...key,
    personId: person.id,
    householdId: household.id,
    createdAt: between(proposedAt, latestMoment(now), (index + 1) / (supporters.length + 2)),
  }))
}

function statementRows({ script, key, cast, now, random, secretaryId }: Told): Row[] {
  const openedAgo = script.steps.find(([step]) => step === 'open')?.[1] ?? 3
  const authors = cast.neighbours(script.statements.length, [])
  return script.statements.map(({ text }, index) => {
    const createdAt = new Date(at(now, openedAgo, '12:10').getTime() + index * 37 * 60_000 + random.between(0, 60_000))
    return {
      ...key,
      number: index + 1,
      id: namedId(`statement ${script.key} ${index}`, createdAt),
      authorId: script.voters === 0 ? secretaryId : need(authors[index % authors.length]).person.id,
      text: text.normalize('NFKC'),
      state: 'shown',
      createdAt,
      requestHash: 'seed',
    }
  })
}

/** Two camps, the one a little larger; most people vote on most statements, in an order of their own. */
function voteRows({ script, key, cast, random }: Told, statements: readonly Row[]): Row[] {
  return cast.neighbours(script.voters, []).flatMap(({ person }, index) => {
    const camp = index % 9 < 5 ? 0 : 1
    return script.statements.flatMap(({ agree }, place): Row[] => {
      if (random.next() < 0.14) return []
      const roll = random.next()
      const vote = roll < 0.06 ? 'pass' : random.next() < agree[camp] ? 'agree' : 'disagree'
      return [{ ...key, personId: person.id, statementId: need(statements[place]).id ?? null, vote }]
    })
  })
}

function invitationRows({ script, key, cast, now }: Told): Row[] {
  const { invited = 0, coming = 0, attended = 0 } = script
  const invitedAgo = script.steps.find(([step]) => step === 'invite')?.[1] ?? 0
  const meetingAt = clockTime(now, -(script.meetingInDays ?? 0), '19:05')
  const guests = [cast.persona('li'), ...cast.neighbours(Math.max(invited - 1, 0), [])].slice(0, invited)
  return guests.map(({ person }, index) => ({
    ...key,
    personId: person.id,
    way: 'named',
    // Li has not answered yet, so that whoever plays her can.
    answer: index > 0 && index <= coming ? 'coming' : 'none',
    attendance: index > 0 && index <= attended ? (index % 4 === 0 ? 'hand' : 'code') : null,
    attendedAt: index > 0 && index <= attended ? meetingAt : null,
    createdAt: at(now, invitedAgo, '10:05'),
  }))
}

const dayAfter = (now: Date, days: number) =>
  new Date(clockTime(now, -days, '12:00').getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

function minutesRows({ script, key, now, secretaryId, id }: Told): Row[] {
  const { minutes } = script
  if (minutes === undefined) return []
  const publishedAt = at(now, need(script.steps.find(([step]) => step === 'close'))[1], '20:50')
  const assignments = minutes.assignments.map(({ who, what, until }) => ({
    who,
    what: what.normalize('NFKC'),
    until: dayAfter(now, until),
  }))
  const written = {
    text: minutes.text.normalize('NFKC'),
    decisions: JSON.stringify(minutes.decisions.map((decision) => decision.normalize('NFKC'))),
    assignments: JSON.stringify(assignments),
    imageIds: '[]',
  }
  const meetingAt = clockTime(now, -(script.meetingInDays ?? 0), '19:00').getTime()
  const about = {
    id,
    title: script.title.normalize('NFKC'),
    placeName: '桂花苑第一网格',
    meetingAt,
    meetingAddress: '社区议事厅(1 号楼架空层)',
  }
  const document = frozenDocument(about, written, publishedAt)
  const hash = createHash('sha256').update(document, 'utf8').digest('hex')
  const frozen = { state: 'published', document, hash, publishedAt, updatedAt: publishedAt, writtenById: secretaryId }
  return [{ ...key, ...written, ...frozen }]
}

const taskIdOf = ({ script, proposedAt }: Told, index: number) => namedId(`task ${script.key} ${index}`, proposedAt)

function taskRows(told: Told): Row[] {
  const { script, key, now } = told
  return (script.tasks ?? []).map(({ title, owner, milestone, dueInDays, percent }, position) => ({
    ...key,
    position,
    id: taskIdOf(told, position),
    title: title.normalize('NFKC'),
    owner,
    milestone,
    dueAt: clockTime(now, -dueInDays, '18:00'),
    percent,
    doneAt: percent === 100 ? at(now, -dueInDays + 1, '15:20') : null,
  }))
}

function progressRows(told: Told): Row[] {
  const { script, key, now, secretaryId } = told
  return (script.tasks ?? []).flatMap(({ percent, note, dueInDays }, index): Row[] => {
    if (percent === 0) return []
    const reportedAt = percent === 100 ? at(now, -dueInDays + 1, '15:20') : at(now, 4, '15:20')
    const id = namedId(`progress ${script.key} ${index}`, reportedAt)
    const report = { reporterId: secretaryId, percent, note: note?.normalize('NFKC') ?? null, at: reportedAt }
    return [{ communityId: key.communityId, taskId: taskIdOf(told, index), id, ...report }]
  })
}

function starRows({ script, key, cast, now }: Told): Row[] {
  const stars = script.stars ?? []
  const publishedAgo = script.steps.find(([step]) => step === 'publish')?.[1] ?? 1
  return cast.neighbours(stars.length, []).map(({ person }, index) => {
    const ratedAt = between(at(now, publishedAgo, '18:00'), latestMoment(now), (index + 1) / (stars.length + 1))
    const id = namedId(`stars ${script.key} ${index}`, ratedAt)
    return { ...key, personId: person.id, id, stars: stars[index] ?? 3, text: null, at: ratedAt }
  })
}
