import { clockTime } from './daytime'
import { need, type PeoplePlan, type Resident } from './demo-people'
import type { DemoCity } from './demo-places'
import { namedId } from './random'
import type { Row } from './rows'

interface ActivityText {
  key: string
  by: 'secretary-zhang' | 'grid-officer-wang' | 'partner-bakery'
  title: string
  body: string
  category: string
  insurance: string | null
  address: string
  points: number
  /** Days from now (past ones are negative), from, until, places, and how many have signed up. */
  shifts: readonly [day: number, from: string, until: string, capacity: number, signedUp: number][]
}

const ACTIVITIES: readonly ActivityText[] = [
  {
    key: 'meals',
    by: 'secretary-zhang',
    title: '我为老人烧餐饭',
    body: '每周两次在社区食堂帮厨、打包，再把热饭送到高龄独居老人家里。不会做饭也没关系，送餐、摆桌都需要人。',
    category: '助老',
    insurance: null,
    address: '社区食堂一楼',
    points: 10,
    shifts: [
      [-9, '09:00', '11:00', 8, 8],
      [-2, '09:00', '11:00', 8, 7],
      [3, '09:00', '11:00', 8, 6],
      [10, '09:00', '11:00', 8, 2],
    ],
  },
  {
    key: 'crossing',
    by: 'secretary-zhang',
    title: '校门口护学岗',
    body: '上学时段在小学门口引导车辆、照看过马路的孩子。红马甲和指挥旗由社区准备，请提前十分钟到岗。',
    category: '平安',
    insurance: '志愿者意外伤害险，社区统一投保',
    address: '桂花小学南门',
    points: 12,
    shifts: [
      [-5, '07:20', '08:10', 4, 4],
      [2, '07:20', '08:10', 4, 6],
      [4, '07:20', '08:10', 4, 1],
    ],
  },
  {
    key: 'bread',
    by: 'partner-bakery',
    title: '面包店的周末烘焙课',
    body: '教孩子们做小餐包，做好的一半带回家，一半送给福利院。需要两三位邻居帮忙照看孩子。',
    category: '亲子',
    insurance: null,
    address: '春晓面包房二楼',
    points: 8,
    shifts: [[6, '14:00', '16:00', 3, 1]],
  },
]

/** Neighbours who help, none of them somebody who can be signed in as: a visitor's own diary begins empty. */
function helpersOf(city: DemoCity, people: PeoplePlan): readonly Resident[] {
  const community = need(city.communities[0])
  const grids = new Set(community.grids.slice(1).map(({ id }) => id))
  return people.residents.filter(({ household }) => grids.has(household.gridId))
}

export interface VolunteeringRows {
  activities: Row[]
  shifts: Row[]
  roles: Row[]
  signUps: Row[]
  entries: Row[]
}

/** What neighbours of the first community lend a hand with: some of it done, some to come. */
export function volunteeringRows(city: DemoCity, people: PeoplePlan, now: Date): VolunteeringRows {
  const rows: VolunteeringRows = { activities: [], shifts: [], roles: [], signUps: [], entries: [] }
  const helpers = helpersOf(city, people)
  const communityId = need(city.communities[0]).id
  for (const text of ACTIVITIES) {
    const createdAt = clockTime(now, 14, '10:00')
    const activityId = namedId(`activity ${text.key}`, createdAt)
    const authorId = need(people.byCode.get(text.by)).id
    rows.activities.push({
      communityId,
      id: activityId,
      placeId: communityId,
      authorId,
      title: text.title,
      body: text.body.normalize('NFKC'),
      category: text.category,
      needsInsurance: text.insurance !== null,
      insurance: text.insurance?.normalize('NFKC') ?? null,
      state: 'open',
      createdAt,
      requestHash: 'seed',
    })
    const activity = { communityId, activityId, authorId, createdAt }
    for (const [index, shift] of text.shifts.entries()) addShift(rows, text, shift, { activity, index, helpers, now })
  }
  return rows
}

interface ShiftScene {
  activity: { communityId: string; activityId: string; authorId: string; createdAt: Date }
  index: number
  helpers: readonly Resident[]
  now: Date
}

function addShift(
  rows: VolunteeringRows,
  text: ActivityText,
  [day, from, until, capacity, signedUp]: ActivityText['shifts'][number],
  { activity, index, helpers, now }: ShiftScene,
): void {
  const { communityId, activityId, authorId, createdAt } = activity
  const [startsAt, endsAt] = [clockTime(now, -day, from), clockTime(now, -day, until)]
  const shiftId = namedId(`shift ${text.key} ${index}`, createdAt)
  const isOver = day < 0
  const confirmed = Math.min(capacity, signedUp)
  const key = { communityId, shiftId }
  rows.shifts.push({
    communityId,
    activityId,
    startsAt,
    id: shiftId,
    endsAt,
    createdById: authorId,
    capacity,
    pointsPerHour: text.points,
    address: text.address,
    settledAt: isOver ? startsAt : null,
    createdAt,
    requestHash: 'seed',
  })
  const waiting = signedUp - confirmed
  rows.roles.push({ ...key, id: shiftId, title: '', capacity, confirmed, waiting, arrivals: signedUp })
  const minutes = Math.round((endsAt.getTime() - startsAt.getTime()) / 900_000) * 15
  for (let arrival = 1; arrival <= signedUp; arrival += 1) {
    const { person } = need(helpers[(index * 7 + arrival * 3 + text.points) % helpers.length])
    const id = namedId(`sign-up ${text.key} ${index} ${arrival}`, createdAt)
    const state = arrival <= capacity ? 'confirmed' : 'waiting'
    const at = { startsAt, endsAt, createdAt, changedAt: createdAt }
    rows.signUps.push({
      ...key,
      roleId: shiftId,
      arrival,
      id,
      personId: person.id,
      activityId,
      state,
      ...at,
      requestHash: 'seed',
    })
    if (!isOver) continue
    const times = { checkedInAt: startsAt, checkedOutAt: endsAt, createdAt: startsAt, changedAt: endsAt }
    const year = new Date(startsAt.getTime() + 8 * 3_600_000).getUTCFullYear()
    const turn = { activityId, category: text.category, state: 'done', minutes, year }
    rows.entries.push({ ...key, personId: person.id, id, ...turn, ...times })
  }
}
