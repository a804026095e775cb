import { hashRequest } from '../../kernel/request-hash'
import { between, laterByDay, latestMoment, pastTime } from './daytime'
import { Cast } from './demo-cast'
import { need, type PeoplePlan } from './demo-people'
import type { DemoGrid } from './demo-places'
import type { PlannedPost } from './demo-posts'
import { namedId, SeededRandom } from './random'
import type { Row } from './rows'

export interface PlannedArrival {
  personId: string
  code: string
  displayName: string
  membershipId: string
  grid: DemoGrid
  building: string
  household: { id: string; buildingId: string; number: string; communityId: string }
  relation: 'tenant' | 'family'
  createdAt: Date
}

export interface PlannedReport {
  id: string
  grid: DemoGrid
  subjectId: string
  authorId: string
  reporterId: string
  reason: string
  createdAt: Date
}

const ARRIVALS = [
  { code: 'arrival-1', displayName: '沈嘉木', door: 37, relation: 'tenant', daysAgo: 1, time: '18:20' },
  { code: 'arrival-2', displayName: '陶小满', door: 212, relation: 'family', daysAgo: 0, time: '08:45' },
] as const

const REPORT_REASON = '话说得太冲了，我家老人看了心里不舒服，邻里之间可以好好说。'

/** People who have just moved in and wait for the officer of the grid. */
export function planArrivals(grid: DemoGrid, now: Date): PlannedArrival[] {
  return ARRIVALS.map(({ code, displayName, door, relation, daysAgo, time }) => {
    const createdAt = pastTime(now, daysAgo, time)
    const household = need(grid.households[door])
    return {
      personId: namedId(`person ${code}`, createdAt),
      code,
      displayName,
      membershipId: namedId(`membership ${code}`, createdAt),
      grid,
      building: need(grid.buildings.find(({ id }) => id === household.buildingId)).name,
      household,
      relation,
      createdAt,
    }
  })
}

/** A neighbour's report of the rude post, open. */
export function planReport(
  grid: DemoGrid,
  posts: readonly PlannedPost[],
  people: PeoplePlan,
  now: Date,
): PlannedReport {
  const post = need(posts.find(({ isReported }) => isReported))
  const latest = latestMoment(now)
  const createdAt = between(post.createdAt, laterByDay(post.createdAt, 4, latest), 0.6)
  const [reporter] = new Cast(people, grid.id, new SeededRandom(77)).neighbours(1, [post.authorId])
  return {
    id: namedId('report of the rude post', createdAt),
    grid,
    subjectId: post.id,
    authorId: post.authorId,
    reporterId: need(reporter).person.id,
    reason: REPORT_REASON.normalize('NFKC'),
    createdAt,
  }
}

export function arrivalRows(arrivals: readonly PlannedArrival[]): {
  people: Row[]
  identities: Row[]
  memberships: Row[]
} {
  return {
    people: arrivals.map(({ personId, displayName, createdAt }) => ({ id: personId, displayName, createdAt })),
    identities: arrivals.map(({ personId, code, createdAt }) => ({
      provider: 'demo',
      subject: code,
      personId,
      createdAt,
    })),
    memberships: arrivals.map(({ personId, membershipId, grid, household, relation, createdAt }) => ({
      communityId: household.communityId,
      id: membershipId,
      personId,
      householdId: household.id,
      buildingId: household.buildingId,
      gridId: grid.id,
      relation,
      state: 'pending',
      createdAt,
      requestHash: hashRequest({ householdId: household.id, relation }),
    })),
  }
}

export function reportRow({ id, grid, subjectId, authorId, reporterId, reason, createdAt }: PlannedReport): Row {
  const subject = { subjectKind: 'post', subjectId, openSubjectId: subjectId }
  const requestHash = hashRequest({ subject: { kind: 'post', id: subjectId }, reason })
  const parties = { authorId, reporterId, reason, reportCount: 1, state: 'open' }
  return {
    communityId: grid.communityId,
    id,
    caseId: id,
    gridId: grid.id,
    ...subject,
    ...parties,
    createdAt,
    requestHash,
  }
}
