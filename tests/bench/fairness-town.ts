import { seededFractions } from '../../server/features/deliberation/opinion-map/seeded-fractions'
import type { NeedFacts, OfferFacts, WeeklyWindow } from '../../server/features/mutual-aid/matching/facts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS
/** A Monday, midnight by the clock of China. */
export const BEGINNING = Date.UTC(2026, 2, 1, 16)
export const WEEKS = 26
const NEEDS = 10_000
const HELPERS = 600
const TOWN_METRES = 2_500
const GRID_METRES = 500
const BUILDING_METRES = 50

/** How often each is asked for, and how often somebody can do it: not the same, as in life. */
const CATEGORIES: readonly { name: string; asked: number; offered: number }[] = [
  { name: 'accompany', asked: 22, offered: 10 },
  { name: 'carry', asked: 20, offered: 26 },
  { name: 'repair', asked: 16, offered: 10 },
  { name: 'child_pickup', asked: 14, offered: 12 },
  { name: 'cook', asked: 10, offered: 14 },
  { name: 'pet', asked: 8, offered: 16 },
  { name: 'tutor', asked: 6, offered: 8 },
  { name: 'translate', asked: 4, offered: 4 },
]

export interface Helper {
  /** The offer as it was made; what became of questions is added when it is matched. */
  offer: OfferFacts
  /** How likely a yes is of somebody rested. */
  willingness: number
}

export interface Town {
  helpers: Helper[]
  /** By the time of asking. */
  needs: NeedFacts[]
}

/** A community of 25 grids with 600 helpers and, in half a year, 10,000 needs; the same for the same seed. */
export function makeTown(seed: number): Town {
  const random = seededFractions(seed)
  return {
    helpers: Array.from({ length: HELPERS }, (_, index) => makeHelper(random, index)),
    needs: Array.from({ length: NEEDS }, (_, index) => makeNeed(random, index)).sort(
      (a, b) => a.createdAt - b.createdAt,
    ),
  }
}

type Random = () => number

const between = (random: Random, least: number, most: number) => least + Math.floor(random() * (most - least + 1))

function pickCategory(random: Random, weight: 'asked' | 'offered'): string {
  let rest = random() * CATEGORIES.reduce((sum, category) => sum + category[weight], 0)
  for (const category of CATEGORIES) {
    rest -= category[weight]
    if (rest < 0) return category.name
  }
  return 'carry'
}

/** Half of the people live in the old middle of the town, a fifth of its ground. */
function pickPlace(random: Random) {
  const isOldTown = random() < 0.5
  const along = () => (isOldTown ? 0.28 + 0.44 * random() : random()) * TOWN_METRES
  const building = (metres: number) => Math.floor(metres / BUILDING_METRES) * BUILDING_METRES
  const point = { x: building(along()), y: building(along()) }
  return {
    communityId: 'town',
    gridId: `${Math.floor(point.x / GRID_METRES)}-${Math.floor(point.y / GRID_METRES)}`,
    buildingId: `${point.x}-${point.y}`,
    point,
  }
}

/** Who works is free in the evening and at weekends; who does not, by day; some in a few hours of the week alone. */
function pickWeek(random: Random): WeeklyWindow[] {
  const kind = random()
  const window = (weekday: number, from: number, to: number) => ({ weekday, fromMinute: from * 60, toMinute: to * 60 })
  if (kind < 0.5) return [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? window(day, 9, 21) : window(day, 18, 22)))
  if (kind < 0.8) return [1, 2, 3, 4, 5, 6, 7].filter(() => random() < 0.8).map((day) => window(day, 7, 18))
  return [between(random, 1, 3), between(random, 4, 7)].map((day) => {
    const from = between(random, 8, 17)
    return window(day, from, from + 3)
  })
}

function makeHelper(random: Random, index: number): Helper {
  const categories = new Set(Array.from({ length: between(random, 1, 4) }, () => pickCategory(random, 'offered')))
  return {
    offer: {
      id: `offer ${String(index).padStart(4, '0')}`,
      personId: `helper ${index}`,
      ...pickPlace(random),
      kind: 'help',
      categories: [...categories],
      weekly: pickWeek(random),
      radiusMetres: between(random, 4, 20) * 100,
      left: between(random, 1, 5),
      askedThisWeek: 0,
      askedBefore: 0,
      doneByCategory: new Map(),
      stars: { sum: 0, count: 0 },
    },
    willingness: 0.3 + 0.6 * random(),
  }
}

/** One in ten is needed now, at any hour; three within the day; the others on one of the next days. */
function makeNeed(random: Random, index: number): NeedFacts {
  const day = Math.floor(random() * WEEKS * 7)
  const kind = random()
  const urgency = kind < 0.1 ? 'now' : kind < 0.4 ? 'today' : 'normal'
  const hour = urgency === 'now' ? random() * 24 : 7 + random() * 14
  const createdAt = BEGINNING + day * DAY_MS + Math.floor(hour * 60) * MINUTE_MS
  const hours = { now: 3, today: 5, normal: between(random, 2, 10) }[urgency]
  const midnight = BEGINNING + (day + between(random, 1, 5)) * DAY_MS
  const from = urgency === 'normal' ? midnight + between(random, 8, 18) * 60 * MINUTE_MS : createdAt
  return {
    id: `need ${String(index).padStart(5, '0')}`,
    personId: `asking ${index}`,
    ...pickPlace(random),
    kind: 'help',
    category: pickCategory(random, 'asked'),
    from,
    to: from + hours * 60 * MINUTE_MS,
    urgency,
    wanted: 1,
    createdAt,
  }
}
