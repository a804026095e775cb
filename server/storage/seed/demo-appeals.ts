import { hashRequest } from '../../kernel/request-hash'
import type { Tx } from '../store'
import { CASE_SCRIPTS, type CaseScript, type CaseWay } from './appeal-scripts'
import { latestMoment, pastTime } from './daytime'
import { addEvent, dueOf, type Step, type Telling, type Told, take, WORKING_HOURS } from './demo-case-steps'
import { Cast } from './demo-cast'
import { need, type PeoplePlan } from './demo-people'
import type { DemoCity, DemoGrid } from './demo-places'
import { namedId, SeededRandom } from './random'
import { insertRows, type Row } from './rows'

/** What happens one after the other on each way. */
const STEPS: Record<CaseWay, readonly Step[]> = {
  submitted: [],
  accepted: ['accept'],
  whistled: ['accept', 'whistle'],
  approved: ['accept', 'whistle', 'approve'],
  assigned: ['accept', 'whistle', 'approve', 'assign'],
  answered: ['accept', 'answer'],
  answered_by_department: ['accept', 'whistle', 'approve', 'assign', 'answer'],
  reopened: ['accept', 'answer', 'rate'],
  closed: ['accept', 'answer', 'rate'],
  closed_by_department: ['accept', 'whistle', 'approve', 'assign', 'answer', 'rate'],
  closed_after_reopening: ['accept', 'answer', 'rate', 'answer_again', 'rate_again'],
  timed_out: ['accept', 'answer', 'time_out'],
  withdrawn: ['withdraw'],
}

const TIMES = ['08:10', '09:35', '12:20', '15:05', '18:40', '20:15']

/** As what a case is counted, and where: by the rules of the feature, given by whoever fills the demo. */
export interface Counting {
  countsOf(row: Row): string[]
  countersOf(row: Row, counter: string): [communityId: string, gridId: string][]
}

export interface AppealRows {
  appeals: Row[]
  events: Row[]
  ties: Row[]
  ratings: Row[]
  counts: Row[]
}

/** Cases in several states, with their files, as the features would have written them. */
export function planAppeals(city: DemoCity, people: PeoplePlan, now: Date, counting: Counting): AppealRows {
  const grids = city.communities.flatMap(({ grids: ofCommunity }) => ofCommunity)
  const told = CASE_SCRIPTS.map((script, index) => tell(city, people, need(grids[script.grid]), script, index, now))
  for (const one of told) one.row.countedAs = JSON.stringify(counting.countsOf(one.row))
  return {
    appeals: told.map(({ row }) => row),
    events: told.flatMap(({ events }) => events),
    ties: told.flatMap(({ ties }) => ties),
    ratings: told.flatMap(({ ratings }) => ratings),
    counts: countRows(
      told.map(({ row }) => row),
      counting,
    ),
  }
}

/** Written together: a filling cut short leaves all of it or nothing. */
export async function insertAppeals(tx: Tx, rows: AppealRows): Promise<void> {
  await insertRows(tx, 'Appeal', rows.appeals)
  await insertRows(tx, 'AppealEvent', rows.events)
  await insertRows(tx, 'AppealTie', rows.ties)
  await insertRows(tx, 'AppealRating', rows.ratings)
  await insertRows(tx, 'AppealCount', rows.counts)
}

function tell(
  city: DemoCity,
  people: PeoplePlan,
  grid: DemoGrid,
  script: CaseScript,
  index: number,
  now: Date,
): Telling {
  const at = pastTime(now, script.daysAgo, TIMES[index % TIMES.length] ?? '09:00')
  const id = namedId(`appeal ${index} ${script.text}`, at)
  const cast = new Cast(people, grid.id, new SeededRandom(500 + index))
  const reporter = script.who === 'neighbour' ? need(cast.neighbours(1, [])[0]) : cast.persona(script.who)
  const joined = cast.neighbours(script.joined, [reporter.person.id])
  const building = script.building === null ? null : need(grid.buildings[script.building])
  const concerned = [reporter, ...joined]
  const tie = (resident: (typeof concerned)[number], kind: string): Row => ({
    communityId: grid.communityId,
    appealId: id,
    personId: resident.person.id,
    householdId: resident.household.id,
    kind,
    createdAt: at,
  })
  const text = script.text.normalize('NFKC')
  const row: Row = {
    communityId: grid.communityId,
    id,
    streetId: city.streetId,
    gridId: grid.id,
    buildingId: building?.id ?? null,
    nearPlaceId: building?.id ?? grid.id,
    category: script.category,
    text,
    reporterId: reporter.person.id,
    isAnonymous: script.isAnonymous ?? false,
    ...BEGINNING,
    handlerPlaceId: grid.id,
    workingHours: WORKING_HOURS,
    dueAt: dueOf(at),
    actAt: dueOf(at),
    householdCount: new Set(concerned.map(({ household }) => household.id)).size,
    createdAt: at,
    requestHash: hashRequest({ placeId: building?.id ?? grid.id, category: script.category, text }),
  }
  const ties = [tie(reporter, 'reporter'), ...joined.map((resident) => tie(resident, 'joined'))]
  const one: Told = { row, events: [], ties, ratings: [], city, people, grid, script, now, latest: latestMoment(now) }
  addEvent(one, { kind: 'report', role: 'reporter', code: null, at, from: null })
  let moment = at
  for (const step of STEPS[script.way]) moment = take(one, step, moment)
  return one
}

/** Every column that a step may change, so that all rows have the same ones. */
const BEGINNING: Row = {
  state: 'submitted',
  level: 'grid',
  desk: 'grid',
  isOpen: true,
  wishedDepartmentId: null,
  departmentId: null,
  departmentAnsweredAt: null,
  overdueAt: null,
  answeredAt: null,
  closesAt: null,
  announcedAt: null,
  endedAt: null,
  endedBy: null,
  stars: null,
  starsGiven: '',
  lastSequence: 0,
  countedAs: '[]',
}

/** The counters that the rows stand in, each in all time, its month and its day in Shanghai. */
function countRows(rows: readonly Row[], { countersOf }: Counting): Row[] {
  const counts = new Map<string, Row>()
  for (const row of rows) {
    const day = new Date((row.createdAt as Date).getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
    for (const period of ['all', day.slice(0, 7), day]) {
      for (const dimension of JSON.parse(String(row.countedAs)) as string[]) {
        for (const [communityId, gridId] of countersOf(row, dimension)) {
          const key = `${gridId} ${period} ${dimension}`
          const count = Number(counts.get(key)?.count ?? 0) + 1
          counts.set(key, { communityId, gridId, period, dimension, count })
        }
      }
    }
  }
  return [...counts.values()]
}
