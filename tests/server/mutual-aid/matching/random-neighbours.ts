import { seededFractions } from '../../../../server/features/deliberation/opinion-map/seeded-fractions'
import type { NeedFacts, OfferFacts } from '../../../../server/features/mutual-aid/matching/facts'

export const NOW = Date.UTC(2026, 2, 2, 1)
const HOUR_MS = 3_600_000
const CATEGORIES = ['carry', 'cook', 'masks']

/**
 * Needs and offers of two communities three kilometres wide with every wish there is: some at no known point, things and help, languages,
 * volunteers, capacities, offers with nothing left.
 */
export function randomNeighbours(seed: number, counts: { needs: number; offers: number }) {
  const random = seededFractions(seed)
  const pick = (count: number) => Math.floor(random() * count)
  const place = () => {
    const building = pick(90)
    const community = building < 60 ? 'one' : 'two'
    const isKnown = building % 5 > 0
    return {
      communityId: community,
      gridId: `${community} ${building % 4}`,
      buildingId: `building ${building}`,
      point: isKnown ? { x: (building % 10) * 300 - 900, y: Math.floor(building / 10) * 300 - 1_200 } : null,
    }
  }
  const kindOf = (category: string) => (category === 'masks' ? ('item' as const) : ('help' as const))
  const needs = Array.from({ length: counts.needs }, (_, index): NeedFacts => {
    const category = CATEGORIES[pick(3)] ?? 'carry'
    const from = NOW + pick(60) * HOUR_MS
    return {
      id: `need ${String(index).padStart(5, '0')}`,
      personId: `person ${pick(counts.needs)}`,
      ...place(),
      kind: kindOf(category),
      category,
      from,
      to: from + (1 + pick(30)) * (HOUR_MS / 2),
      urgency: (['now', 'today', 'normal'] as const)[pick(3)] ?? 'normal',
      language: pick(6) === 0 ? 'en' : null,
      forVolunteers: pick(6) === 0,
      wanted: category === 'masks' ? 1 + pick(20) : 1 + pick(2),
      createdAt: NOW - pick(300) * HOUR_MS,
    }
  })
  const offers = Array.from({ length: counts.offers }, (_, index): OfferFacts => {
    const isThing = pick(3) === 0
    const from = 60 * pick(20)
    return {
      id: `offer ${String(index).padStart(5, '0')}`,
      personId: `person ${pick(counts.needs)}`,
      ...place(),
      kind: isThing ? 'item' : 'help',
      categories: isThing ? ['masks'] : pick(2) === 0 ? ['carry', 'cook'] : ['carry'],
      languages: pick(3) === 0 ? ['en'] : [],
      isVolunteer: pick(2) === 0,
      weekly: isThing
        ? []
        : [1, 2, 3, 4, 5, 6, 7]
            .filter(() => pick(2) === 0)
            .map((weekday) => ({ weekday, fromMinute: from, toMinute: from + 20 + pick(200) })),
      radiusMetres: 50 + pick(1_500),
      left: isThing ? pick(60) : pick(4),
      askedThisWeek: pick(3),
      askedBefore: pick(5),
      doneByCategory: new Map([['carry', pick(12)]]),
      stars: { sum: 9, count: 2 },
    }
  })
  return { needs, offers }
}
