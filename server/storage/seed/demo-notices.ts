import { LIMITS } from '../../../src/contract'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { between, clockTime, dateInWords, laterByDay, latestMoment, pastTime } from './daytime'
import { need, type PeoplePlan, type Resident } from './demo-people'
import type { DemoCity } from './demo-places'
import { NOTICE_TEXTS, type NoticeText } from './notice-texts'
import { namedId, SeededRandom } from './random'
import type { Row } from './rows'

export interface PlannedNotice {
  id: string
  /** The id of the line that tells of it, the same in every inbox. */
  lineId: string
  communityId: string
  publisherName: string
  authorId: string
  title: string
  body: string
  level: string
  needsReceipt: boolean
  publishAt: Date
  expiresAt: Date | null
  placeIds: string[]
  /** The verified residents whom it is for. */
  audience: readonly Resident[]
  receipts: { personId: string; createdAt: Date }[]
}

/** Personas confirm what the story wants them to, not what the dice say. */
const CONFIRMED_BY: Readonly<Record<string, readonly string[]>> = {
  'resident-li': ['fire-lanes', 'garbage-hours'],
  'resident-zhou': ['fire-lanes', 'garbage-hours', 'gas-inspection'],
  'resident-far': [],
}

export function planNotices(city: DemoCity, people: PeoplePlan, now: Date): PlannedNotice[] {
  return NOTICE_TEXTS.map((text, index) =>
    planNotice({ text, city, people, now, random: new SeededRandom(820 + index) }),
  )
}

interface NoticeToPlan {
  text: NoticeText
  city: DemoCity
  people: PeoplePlan
  now: Date
  random: SeededRandom
}

function planNotice({ text, city, people, now, random }: NoticeToPlan): PlannedNotice {
  const { key, by, to, level, daysAgo, time, confirmed } = text
  const publishAt = pastTime(now, daysAgo, time)
  const waterInDays = daysUntilWaterCut(now)
  const day = (fromNow: number) => dateInWords(clockTime(now, -fromNow, '12:00'))
  const gridIds = gridIdsOf(city, to)
  const audience = people.residents.filter(({ household }) => gridIds.has(household.gridId))
  return {
    id: namedId(`notice ${key}`, publishAt),
    lineId: namedId(`notice line ${key}`, publishAt),
    ...speakerOf(city, people, by),
    title: normaliseLine(text.title, key, LIMITS.noticeTitle),
    body: normaliseText(text.body({ water: day(waterInDays), day }), key, LIMITS.noticeBody),
    level,
    needsReceipt: confirmed !== null,
    publishAt,
    expiresAt: key === 'water-cut' ? clockTime(now, -waterInDays, '17:00') : endOf(text, now),
    placeIds: placeIdsOf(city, to),
    audience,
    receipts: confirmed === null ? [] : planReceipts({ key, share: confirmed, audience, publishAt, now, random }),
  }
}

/** Today where it has not all but ended, otherwise tomorrow: it must still be ahead of whoever starts the demo. */
function daysUntilWaterCut(now: Date): number {
  return now < clockTime(now, 0, '16:00') ? 0 : 1
}

function endOf({ expiresInDays }: NoticeText, now: Date): Date | null {
  return expiresInDays === null ? null : clockTime(now, -expiresInDays, '18:00')
}

function speakerOf(city: DemoCity, people: PeoplePlan, by: NoticeText['by']) {
  const authorId = need(people.byCode.get(by)).id
  if (by === 'street-he') return { authorId, communityId: city.streetId, publisherName: '桂花街道' }
  const community = need(city.communities[by === 'secretary-zhang' ? 0 : 1])
  return { authorId, communityId: community.id, publisherName: community.name }
}

function placeIdsOf(city: DemoCity, names: readonly string[]): string[] {
  const places = [
    { id: city.streetId, name: '桂花街道' },
    ...city.communities,
    ...city.communities.flatMap(({ grids }) => grids),
  ]
  return names.map((name) => need(places.find((place) => place.name === name)).id)
}

/** The grids at or below the places. */
function gridIdsOf(city: DemoCity, names: readonly string[]): Set<string> {
  const isMeant = (name: string) => names.includes(name) || names.includes('桂花街道')
  const grids = city.communities.flatMap((community) =>
    community.grids.filter((grid) => isMeant(grid.name) || isMeant(community.name)),
  )
  return new Set(grids.map(({ id }) => id))
}

interface ReceiptsToPlan {
  key: string
  share: number
  audience: readonly Resident[]
  publishAt: Date
  now: Date
  random: SeededRandom
}

/** In most homes one person confirms, in some two; most within two days. */
function planReceipts({ key, share, audience, publishAt, now, random }: ReceiptsToPlan): PlannedNotice['receipts'] {
  const homes = new Map<string, Resident[]>()
  for (const resident of audience) {
    if (resident.person.code in CONFIRMED_BY) continue
    homes.set(resident.household.id, [...(homes.get(resident.household.id) ?? []), resident])
  }
  const byDice = [...homes.values()].flatMap((home) => {
    if (random.next() >= share) return []
    return random.next() < 0.25 ? home : [random.pick(home)]
  })
  const byStory = audience.filter(({ person }) => CONFIRMED_BY[person.code]?.includes(key))
  const until = laterByDay(publishAt, 40, latestMoment(now))
  return [...byDice, ...byStory].map(({ person }) => ({
    personId: person.id,
    createdAt: between(publishAt, until, 0.01 + 0.99 * random.next() ** 2),
  }))
}

export function noticeRows(notices: readonly PlannedNotice[]): { notices: Row[]; places: Row[]; receipts: Row[] } {
  return {
    notices: notices.map(({ communityId, id, authorId, title, body, level, needsReceipt, publishAt, expiresAt }) => {
      const times = { publishAt, expiresAt, announcedAt: publishAt, createdAt: publishAt }
      return { communityId, id, authorId, title, body, level, needsReceipt, ...times, requestHash: 'seed' }
    }),
    places: notices.flatMap(({ communityId, id, level, publishAt, expiresAt, placeIds }) =>
      placeIds.map((placeId) => ({ communityId, placeId, publishAt, noticeId: id, level, expiresAt })),
    ),
    receipts: notices.flatMap(({ communityId, id, receipts }) =>
      receipts.map(({ personId, createdAt }) => ({ communityId, noticeId: id, personId, createdAt })),
    ),
  }
}
