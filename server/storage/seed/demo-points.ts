import { appendTransfers, type NewTransfer, openAccount } from '../../features/ledger'
import type { Tx } from '../store'
import { pastTime } from './daytime'
import { need, type PeoplePlan, type Resident } from './demo-people'
import type { DemoCity } from './demo-places'
import { namedId, SeededRandom } from './random'
import { insertRows, type Row } from './rows'

/** What the street gave each community for the quarter. */
const BUDGET = 20_000
const BUDGET_DAYS_AGO = 20
const BUDGET_REASON = '本季度志愿积分预算'

const issuedAt = (now: Date) => pastTime(now, BUDGET_DAYS_AGO, '09:10')

/** Opens the ledger of each community, with the quarter's budget on it. Again with the same `now` it changes nothing. */
export async function openBudgets(tx: Tx, city: DemoCity, people: PeoplePlan, now: Date): Promise<void> {
  const at = issuedAt(now)
  const street = need(people.byCode.get('street-he')).id
  for (const { id: communityId, name } of city.communities) {
    const budget = await openAccount(tx, { communityId, kind: 'budget', ownerId: communityId }, at)
    const issuance = await openAccount(tx, { communityId, kind: 'issuance', ownerId: communityId }, at)
    const issue = { id: namedId(`issue ${name}`, at), kind: 'issue' as const, points: BUDGET, reason: BUDGET_REASON }
    const sides = { debitAccountId: issuance.id, creditAccountId: budget.id }
    await appendTransfers(tx, [seeded({ ...issue, ...sides, communityId, createdById: street, createdAt: at })])
  }
}

type Said = Omit<NewTransfer, 'ruleCode' | 'atCap' | 'reversesId' | 'requestHash'> & Partial<NewTransfer>

function seeded(transfer: Said): NewTransfer {
  return { ruleCode: null, atCap: 'refuse', reversesId: null, requestHash: 'seed', ...transfer }
}

const REWARDS = [
  { key: 'detergent', title: '洗衣液一瓶', points: 60, stock: 40, pickup: '社区服务站一楼，周一至周五 9:00–17:00' },
  {
    key: 'bread',
    title: '全麦面包一袋',
    points: 25,
    stock: 30,
    pickup: '春晓面包房，每天 8:00–20:00',
    by: 'partner-bakery',
  },
  { key: 'haircut', title: '便民理发一次', points: 30, stock: 20, pickup: '每月第二个周六，社区活动室' },
  { key: 'umbrella', title: '晴雨伞一把', points: 90, stock: 12, pickup: '社区服务站一楼，周一至周五 9:00–17:00' },
  { key: 'towel', title: '纯棉毛巾两条', points: 20, stock: 0, pickup: '社区服务站一楼，周一至周五 9:00–17:00' },
] as const

/** Who served when, in the words of the entry. Points at ten an hour. */
const SERVICES = [
  { days: 18, time: '12:40', points: 20, reason: '社区食堂帮厨 2 小时' },
  { days: 17, time: '10:30', points: 15, reason: '楼道清理 1.5 小时' },
  { days: 15, time: '17:20', points: 20, reason: '护学岗值守 2 小时' },
  { days: 13, time: '11:10', points: 25, reason: '陪独居老人就医 2.5 小时' },
  { days: 12, time: '16:00', points: 10, reason: '垃圾分类引导 1 小时' },
  { days: 10, time: '12:35', points: 20, reason: '社区食堂帮厨 2 小时' },
  { days: 8, time: '09:40', points: 15, reason: '绿化养护 1.5 小时' },
  { days: 6, time: '19:30', points: 20, reason: '夜间巡逻 2 小时' },
  { days: 5, time: '10:20', points: 20, reason: '教老人用手机 2 小时' },
  { days: 3, time: '12:45', points: 20, reason: '社区食堂帮厨 2 小时' },
  { days: 2, time: '15:10', points: 10, reason: '图书角整理 1 小时' },
] as const

/** Three weeks of service, some rewards, and what was had for the points. Again with the same `now` it adds nothing twice. */
export async function fillPoints(tx: Tx, city: DemoCity, people: PeoplePlan, now: Date): Promise<void> {
  const communityId = need(city.communities[0]).id
  const at = issuedAt(now)
  const rewards = await shelve(tx, communityId, people, at)
  const budget = await openAccount(tx, { communityId, kind: 'budget', ownerId: communityId }, at)
  const volunteers = chooseVolunteers(need(city.communities[0]?.grids[0]).id, people)
  const awards: NewTransfer[] = []
  for (const service of SERVICES) {
    const createdAt = pastTime(now, service.days, service.time)
    for (const { person } of volunteers.filter(({ days }) => days.includes(service.days))) {
      const account = await openAccount(tx, { communityId, kind: 'resident', ownerId: person.id }, createdAt)
      const { points, reason } = service
      const id = namedId(`award ${person.code} ${service.days}`, createdAt)
      const sides = { debitAccountId: budget.id, creditAccountId: account.id }
      awards.push(
        seeded({
          id,
          communityId,
          kind: 'award',
          ruleCode: 'volunteer_hours',
          ...sides,
          points,
          reason,
          createdById: null,
          createdAt,
        }),
      )
    }
  }
  const { paid, kept } = await redeem(tx, communityId, people, rewards, now)
  // As they came, one after another: the sequence of a ledger is its order in time.
  const inTime = [...awards, ...paid].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  const outcomes = await appendTransfers(tx, inTime)
  if (outcomes.some(({ outcome }) => outcome === 'refused')) throw new Error('the demo city spends what it has not')
  await insertRows(tx, 'Reward', [...rewards.values()])
  await insertRows(tx, 'Redemption', kept)
  const ranked = volunteers.slice(0, 6).map(({ person }) => ({ communityId, personId: person.id, chosenAt: at }))
  await insertRows(tx, 'RankingChoice', ranked)
}

interface Volunteer extends Resident {
  /** Of the services: how many days ago. */
  days: readonly number[]
}

/** The two who can be signed in with one tap, and some of their neighbours; each has done some of the services. */
function chooseVolunteers(gridId: string, people: PeoplePlan): Volunteer[] {
  const random = new SeededRandom(31)
  const here = people.residents.filter(({ household }) => household.gridId === gridId)
  const known = ['resident-li', 'resident-zhou'].map((code) => need(here.find(({ person }) => person.code === code)))
  const others = Array.from({ length: 14 }, () => random.pick(here)).filter((resident) => !known.includes(resident))
  return [...known, ...new Set(others)].map((resident, index) => ({
    ...resident,
    days:
      index === 0
        ? SERVICES.map(({ days }) => days)
        : SERVICES.map(({ days }) => days).filter(() => random.next() < 0.35),
  }))
}

async function shelve(tx: Tx, communityId: string, people: PeoplePlan, at: Date): Promise<Map<string, Row>> {
  const rows = new Map<string, Row>()
  for (const { key, stock, ...reward } of REWARDS) {
    const id = namedId(`reward ${key}`, at)
    const account = await openAccount(tx, { communityId, kind: 'reward', ownerId: id }, at)
    const authorId = need(people.byCode.get('by' in reward ? reward.by : 'secretary-zhang')).id
    const { title, points, pickup } = reward
    const row = { communityId, id, accountId: account.id, authorId, title, points, stock, pickup }
    rows.set(key, { ...row, reserved: 0, state: 'open', createdAt: at, requestHash: 'seed' })
  }
  return rows
}

const REDEMPTIONS = [
  { who: 'resident-li', what: 'bread', days: 9, time: '18:10', state: 'collected', code: '30571846' },
  { who: 'resident-li', what: 'detergent', days: 1, time: '20:05', state: 'reserved', code: '48210937' },
] as const

const DAY_MS = 86_400_000

/** Takes the pieces off the shelf. @returns the transfers that pay for them, and the rows of the redemptions */
async function redeem(tx: Tx, communityId: string, people: PeoplePlan, rewards: Map<string, Row>, now: Date) {
  const kept: Row[] = []
  const paid: NewTransfer[] = []
  for (const { who, what, days, time, state, code } of REDEMPTIONS) {
    const reward = need(rewards.get(what))
    const person = need(people.byCode.get(who))
    const createdAt = pastTime(now, days, time)
    const account = await openAccount(tx, { communityId, kind: 'resident', ownerId: person.id }, createdAt)
    const id = namedId(`redemption ${who} ${what}`, createdAt)
    const sides = { debitAccountId: account.id, creditAccountId: String(reward.accountId) }
    const points = Number(reward.points)
    const transfer = { id, communityId, kind: 'redeem' as const, ...sides, points, reason: null }
    paid.push(seeded({ ...transfer, createdById: person.id, createdAt }))
    const isReserved = state === 'reserved'
    rewards.set(what, {
      ...reward,
      stock: Number(reward.stock) - 1,
      reserved: Number(reward.reserved) + (isReserved ? 1 : 0),
    })
    kept.push({
      communityId,
      id,
      rewardId: String(reward.id),
      personId: person.id,
      points,
      state,
      pickupCode: code,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + 14 * DAY_MS),
      endedAt: isReserved ? null : new Date(createdAt.getTime() + 16 * 3_600_000),
      endedById: isReserved ? null : need(people.byCode.get('partner-bakery')).id,
      requestHash: 'seed',
    })
  }
  return { paid, kept }
}
