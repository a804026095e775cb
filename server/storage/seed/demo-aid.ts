import type { Tx } from '../store'
import { pastTime } from './daytime'
import { need, type PeoplePlan } from './demo-people'
import type { DemoCity } from './demo-places'
import { namedId } from './random'
import { insertRows, type Row } from './rows'

const HOUR_MS = 3_600_000
const DAYTIME = (from: string, to: string) =>
  JSON.stringify(Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from, to })))

/** Who can do what. A helper is the numbered resident of the first grid. */
const OFFERS = [
  { by: 'resident-0012', categories: ['carry', 'repair'], weekly: DAYTIME('09:00', '20:00') },
  { by: 'resident-0031', categories: ['accompany', 'visit'], weekly: DAYTIME('08:00', '18:00') },
  { by: 'resident-0045', categories: ['tutor', 'translate'], weekly: DAYTIME('18:00', '22:00'), languages: ['en'] },
  { by: 'resident-0058', categories: ['cook'], weekly: DAYTIME('10:00', '19:00') },
  { by: 'resident-zhou', categories: ['pet', 'carry'], weekly: DAYTIME('18:00', '22:00') },
  { by: 'resident-0077', kind: 'item', categories: ['tools'], weekly: '[]', quantity: 3 },
] as const

/** What is needed now, and what was. */
const NEEDS = [
  { key: 'rice', by: 'resident-0008', category: 'carry', text: '米和油有点沉，请帮忙搬上五楼', hours: 30, daysAgo: 0 },
  {
    key: 'drill',
    by: 'resident-0064',
    kind: 'item',
    category: 'tools',
    text: '想借一把电钻，装个窗帘杆',
    hours: 50,
    daysAgo: 0,
  },
  {
    key: 'hospital',
    by: 'resident-0102',
    category: 'accompany',
    text: '周末去医院复查，眼睛看不清，请人陪一趟',
    hours: 70,
    daysAgo: 1,
  },
  {
    key: 'cat',
    by: 'resident-li',
    category: 'pet',
    text: '出差两天，请帮忙喂一下猫',
    hours: -40,
    daysAgo: 6,
    helper: 'resident-zhou',
  },
] as const

const CIRCLE = {
  elder: 'resident-0102',
  code: '51820364',
  neighbours: ['resident-li', 'resident-0031', 'resident-0012'],
}

interface Ground {
  communityId: string
  gridId: string
  people: PeoplePlan
  now: Date
}

/** A few needs and offers of the first grid, a promise that was kept, a gift, and a care circle that is looked after. */
export async function fillAid(tx: Tx, city: DemoCity, people: PeoplePlan, now: Date): Promise<void> {
  const community = need(city.communities[0])
  const ground = { communityId: community.id, gridId: need(community.grids[0]).id, people, now }
  await insertRows(
    tx,
    'Offer',
    OFFERS.map((offer) => offerRow(ground, offer)),
  )
  await insertRows(
    tx,
    'Need',
    NEEDS.map((one) => needRow(ground, one)),
  )
  const kept = NEEDS.flatMap((one) => ('helper' in one ? [keptRow(ground, one)] : []))
  await insertRows(tx, 'AidMatch', kept)
  await insertRows(tx, 'Gift', [giftRow(ground)])
  await insertRows(tx, 'HomeService', serviceRows(ground))
  await insertCircle(tx, ground)
}

const personOf = ({ people }: Ground, code: string) => need(people.byCode.get(code)).id

function buildingOf({ people }: Ground, code: string): string | null {
  return people.residents.find(({ person }) => person.code === code)?.household.buildingId ?? null
}

function offerRow(ground: Ground, offer: (typeof OFFERS)[number]): Row {
  const createdAt = pastTime(ground.now, 12, '10:20')
  return {
    communityId: ground.communityId,
    id: namedId(`offer ${offer.by}`, createdAt),
    gridId: ground.gridId,
    buildingId: buildingOf(ground, offer.by),
    placeId: ground.gridId,
    helperId: personOf(ground, offer.by),
    kind: 'kind' in offer ? offer.kind : 'help',
    categories: JSON.stringify(offer.categories),
    weekly: offer.weekly,
    radiusMetres: 1_000,
    perWeek: 3,
    quantity: 'quantity' in offer ? offer.quantity : 1,
    languages: JSON.stringify('languages' in offer ? offer.languages : []),
    createdAt,
    requestHash: 'seed',
  }
}

function needRow(ground: Ground, one: (typeof NEEDS)[number]): Row {
  const createdAt = pastTime(ground.now, one.daysAgo, '08:40')
  const isMet = 'helper' in one
  const endsAt = new Date(ground.now.getTime() + one.hours * HOUR_MS)
  return {
    communityId: ground.communityId,
    id: namedId(`need ${one.key}`, createdAt),
    gridId: ground.gridId,
    buildingId: buildingOf(ground, one.by),
    placeId: ground.gridId,
    requesterId: personOf(ground, one.by),
    kind: 'kind' in one ? one.kind : 'help',
    category: one.category,
    text: one.text,
    startsAt: new Date(endsAt.getTime() - 6 * HOUR_MS),
    endsAt,
    urgency: 'normal',
    quantity: 1,
    metQuantity: isMet ? 1 : 0,
    state: isMet ? 'met' : 'open',
    createdAt,
    requestHash: 'seed',
  }
}

function keptRow(ground: Ground, one: Extract<(typeof NEEDS)[number], { helper: string }>): Row {
  const askedAt = pastTime(ground.now, one.daysAgo, '08:40')
  return {
    communityId: ground.communityId,
    id: namedId(`match ${one.key}`, askedAt),
    needId: namedId(`need ${one.key}`, askedAt),
    offerId: namedId(`offer ${one.helper}`, pastTime(ground.now, 12, '10:20')),
    requesterId: personOf(ground, one.by),
    helperId: personOf(ground, one.helper),
    quantity: 1,
    state: 'thanked',
    stars: 5,
    createdAt: askedAt,
    decidedAt: pastTime(ground.now, one.daysAgo - 1, '19:10'),
    requestHash: 'seed',
  }
}

function giftRow(ground: Ground): Row {
  const createdAt = pastTime(ground.now, 3, '15:30')
  return {
    communityId: ground.communityId,
    id: namedId('gift bread', createdAt),
    giverId: personOf(ground, 'partner-bakery'),
    category: 'food',
    purpose: '每天傍晚的面包，送给独居老人',
    quantity: 40,
    createdAt,
    requestHash: 'seed',
  }
}

function serviceRows(ground: Ground): Row[] {
  const createdAt = pastTime(ground.now, 15, '09:30')
  const common = {
    communityId: ground.communityId,
    providerId: personOf(ground, 'secretary-zhang'),
    area: '桂花苑社区全部楼栋',
    weekly: DAYTIME('08:00', '18:00'),
    createdAt,
    requestHash: 'seed',
  }
  const services = [
    {
      title: '疏通下水道',
      category: 'plumbing',
      about: '厨房、卫生间下水道疏通，当天上门，通不了不收钱。',
      priceFen: 8_000,
      priceUnit: 'visit',
      certificate: '家政服务许可 2026-118',
      phone: '0573-82001180',
    },
    {
      title: '家电清洗',
      category: 'cleaning',
      about: '空调、油烟机拆洗，自带工具。',
      priceFen: 12_000,
      priceUnit: 'piece',
      certificate: '家电维修登记 0926',
      phone: '0573-82001181',
    },
  ]
  return services.map((service) => ({ ...common, id: namedId(`service ${service.title}`, createdAt), ...service }))
}

async function insertCircle(tx: Tx, ground: Ground): Promise<void> {
  const createdAt = pastTime(ground.now, 10, '16:00')
  const { communityId, gridId } = ground
  const circleId = namedId(`circle ${CIRCLE.elder}`, createdAt)
  const elderId = personOf(ground, CIRCLE.elder)
  const circle = { communityId, id: circleId, gridId, elderId, code: CIRCLE.code, createdAt, requestHash: 'seed' }
  await insertRows(tx, 'CareCircle', [circle])
  const neighbours = CIRCLE.neighbours.map((code, index) => ({
    communityId,
    circleId,
    personId: personOf(ground, code),
    seat: index + 1,
    createdAt,
  }))
  await insertRows(tx, 'CareNeighbour', neighbours)
}
