import { seededFractions } from '../../server/features/deliberation/opinion-map/seeded-fractions'
import type { SparseProblem } from '../../server/features/mutual-aid'
import type { NeedFacts, OfferFacts } from '../../server/features/mutual-aid/matching/facts'

export const NOW = Date.UTC(2026, 10, 20, 1)
const HOUR_MS = 3_600_000
const CATEGORIES = ['carry', 'accompany', 'cook', 'repair', 'tutor', 'translate', 'pet', 'child_pickup']

/** `perRow` columns of each row, by chance. */
export function randomPairs(rows: number, columns: number, perRow: number): SparseProblem {
  const random = seededFractions(rows + columns)
  const starts = new Int32Array(rows + 1)
  const [columnOf, costs]: [number[], number[]] = [[], []]
  for (let row = 0; row < rows; row += 1) {
    const own = new Set<number>()
    while (own.size < perRow) own.add(Math.floor(random() * columns))
    for (const column of own) {
      columnOf.push(column)
      costs.push(Math.floor(random() * 1_000))
    }
    starts[row + 1] = costs.length
  }
  return { rows, columns, starts, columnOf: Int32Array.from(columnOf), costs: Float64Array.from(costs) }
}

export function randomTable(size: number): Float64Array {
  const random = seededFractions(size)
  return Float64Array.from({ length: size * size }, () => Math.floor(random() * 1_000))
}

/** Needs and offers spread over a city of `cityMetres`, at points that are known. */
export function randomCity(
  needs: number,
  offers: number,
  cityMetres: number,
): { needs: NeedFacts[]; offers: OfferFacts[] } {
  const random = seededFractions(needs + offers)
  const pick = () => CATEGORIES[Math.floor(random() * CATEGORIES.length)] ?? 'carry'
  const where = () => {
    const point = { x: random() * cityMetres, y: random() * cityMetres }
    const community = `${Math.floor(point.x / 1_000)}-${Math.floor(point.y / 1_000)}`
    const building = `${Math.floor(point.x / 50)}-${Math.floor(point.y / 50)}`
    return { communityId: community, gridId: community, buildingId: building, point }
  }
  const named = (kind: string, index: number) => `${kind}-${String(index).padStart(7, '0')}`
  return {
    needs: Array.from({ length: needs }, (_, index) => {
      const from = NOW + Math.floor(random() * 72) * HOUR_MS
      return {
        id: named('need', index),
        personId: named('asking', index),
        ...where(),
        kind: 'help',
        category: pick(),
        from,
        to: from + 3 * HOUR_MS,
        urgency: random() < 0.1 ? 'now' : 'normal',
        wanted: 1,
        createdAt: NOW - Math.floor(random() * 96) * HOUR_MS,
      } satisfies NeedFacts
    }),
    offers: Array.from({ length: offers }, (_, index) => {
      const own = new Set([pick(), pick(), pick()])
      const first = 8 + Math.floor(random() * 6)
      return {
        id: named('offer', index),
        personId: named('helping', index),
        ...where(),
        kind: 'help',
        categories: [...own],
        weekly: [1, 2, 3, 4, 5, 6, 7]
          .filter(() => random() < 0.7)
          .map((weekday) => ({ weekday, fromMinute: first * 60, toMinute: (first + 8) * 60 })),
        radiusMetres: 500 + Math.floor(random() * 1_500),
        left: 1 + Math.floor(random() * 3),
        askedThisWeek: Math.floor(random() * 3),
        askedBefore: Math.floor(random() * 6),
        doneByCategory: new Map([[pick(), Math.floor(random() * 8)]]),
        stars: { sum: 14, count: 3 },
      } satisfies OfferFacts
    }),
  }
}

/** Votes of three camps, one vote in seven a pass. */
export function randomConversation(people: number, statements: number, votes: number) {
  const random = seededFractions(people)
  const leanings = Array.from({ length: 3 }, () => Float64Array.from({ length: statements }, () => random()))
  const share = votes / people / statements
  const [personOf, statementOf, cast]: [number[], number[], number[]] = [[], [], []]
  for (let person = 0; person < people; person += 1) {
    const leaning = leanings[Math.floor(random() * 3)]
    const chance = share * (0.3 + 1.4 * random())
    for (let statement = 0; statement < statements; statement += 1) {
      if (random() >= chance) continue
      personOf.push(person)
      statementOf.push(statement)
      cast.push(random() < 1 / 7 ? 0 : random() < (leaning?.[statement] ?? 0) ? 1 : -1)
    }
  }
  return {
    people,
    statements,
    personOf: Int32Array.from(personOf),
    statementOf: Int32Array.from(statementOf),
    votes: Int8Array.from(cast),
  }
}
