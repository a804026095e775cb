import { describe, expect, test } from 'vitest'
import { solveSparse } from '../../../../server/features/mutual-aid'
import type { NeedFacts, OfferFacts } from '../../../../server/features/mutual-aid/matching/facts'
import { findBestOffers, matchAll } from '../../../../server/features/mutual-aid/matching/find-matches'
import { OfferIndex } from '../../../../server/features/mutual-aid/matching/offer-index'
import { costOfHelper, costOfNeed, fits, metresBetween } from '../../../../server/features/mutual-aid/matching/rules'
import { proveSparse } from '../assignment/certificate'
import { NOW, randomNeighbours } from './random-neighbours'

/** One pair in seven is kept apart. */
const mayMeet = (need: NeedFacts, offer: OfferFacts) => (Number(need.id.slice(5)) + Number(offer.id.slice(6))) % 7 > 0

/** Every offer looked at, by the rules alone. */
function scan(need: NeedFacts, offers: readonly OfferFacts[]) {
  return offers
    .filter((offer) => fits(need, offer) && mayMeet(need, offer))
    .map((offer) => ({ offer, cost: costOfNeed(need, NOW) + costOfHelper(need, offer, metresBetween(need, offer)) }))
    .sort((a, b) => a.cost - b.cost || (a.offer.id < b.offer.id ? -1 : 1))
}

const pick = ({ communityId, gridId, buildingId, point }: NeedFacts) => ({ communityId, gridId, buildingId, point })

function shuffled<T>(things: readonly T[]): T[] {
  return things.toSorted((a, b) => JSON.stringify(a).length - JSON.stringify(b).length).reverse()
}

describe('the best offers for one need', () => {
  test('are those that a scan of all offers finds, in its order, for needs and offers of every kind', () => {
    const { needs, offers } = randomNeighbours(1, { needs: 400, offers: 700 })
    const index = new OfferIndex(shuffled(offers))
    let [found, most] = [0, 0]
    for (const need of needs) {
      const all = scan(need, offers)
      for (const count of [1, 10, 1_000])
        expect(findBestOffers(need, index, { now: NOW, count, mayMeet })).toEqual(all.slice(0, count))
      found += all.length
      most = Math.max(most, all.length)
    }
    expect(found).toBeGreaterThan(2_000)
    expect(most).toBeGreaterThan(20)
  })

  test('an offer that reaches beyond every square is found from afar, and one with nothing left is not', () => {
    const { needs, offers } = randomNeighbours(2, { needs: 50, offers: 1 })
    const [need, offer] = [needs.find(({ point, kind }) => point && kind === 'help'), offers[0]]
    if (!need || !offer) throw new Error('broken belief: there is one of each')
    const far: OfferFacts = {
      ...offer,
      kind: 'help',
      categories: [need.category],
      languages: ['en'],
      isVolunteer: true,
      weekly: [],
      point: { x: 4e8, y: -4e8 },
      buildingId: 'far',
      radiusMetres: 1e9,
      left: 1,
    }
    const find = (some: OfferFacts) =>
      findBestOffers(need, new OfferIndex([some]), { now: NOW, count: 5, mayMeet: () => true })
    expect(find(far).map(({ offer: { id } }) => id)).toEqual([far.id])
    expect(find({ ...far, left: 0 })).toEqual([])
    expect(find({ ...far, radiusMetres: 1e3 })).toEqual([])
  })
})

describe('all at once', () => {
  test('meets as many, at the same cost, as the solver that is given every pair that fits', () => {
    for (const seed of [3, 4, 5]) {
      const { needs, offers } = randomNeighbours(seed, { needs: 300, offers: 250 })
      const starts = new Int32Array(needs.length + 1)
      const pairs = needs.flatMap((need, row) => {
        const own = scan(need, offers).map((pair) => ({ ...pair, need, row }))
        starts[row + 1] = (starts[row] as number) + own.length
        return own
      })
      const given = Int32Array.from(offers, ({ kind, left }) => (kind === 'item' ? left : Math.min(left, 1)))
      const column = new Map(offers.map((offer, at) => [offer.id, at]))
      const columnOf = Int32Array.from(pairs, ({ offer }) => column.get(offer.id) as number)
      const problem = {
        rows: needs.length,
        columns: offers.length,
        starts,
        columnOf,
        costs: Float64Array.from(pairs, ({ cost }) => cost),
        wanted: Int32Array.from(needs, ({ wanted }) => wanted),
        given,
        pairMax: Int32Array.from(pairs, ({ need }, at) =>
          Math.min(need.wanted, given[columnOf[at] as number] as number),
        ),
      }
      const all = solveSparse(problem)
      proveSparse(problem, all)
      const costOf = new Map(pairs.map(({ need, offer, cost }) => [`${need.id} ${offer.id}`, cost]))
      const matches = matchAll(needs, offers, { now: NOW, mayMeet })
      const cost = matches.reduce(
        (sum, { need, offer, quantity }) => sum + quantity * (costOf.get(`${need.id} ${offer.id}`) ?? Number.NaN),
        0,
      )
      expect({ assigned: matches.reduce((sum, { quantity }) => sum + quantity, 0), cost }).toEqual({
        assigned: all.assigned,
        cost: all.cost,
      })
      expect(all.assigned).toBeGreaterThan(100)
    }
  })

  test('helpers who are all alike are shared out, each need one of them', () => {
    const { needs, offers } = randomNeighbours(8, { needs: 40, offers: 40 })
    const [need, offer] = [needs.find(({ kind }) => kind === 'help'), offers.find(({ kind }) => kind === 'help')]
    if (!need || !offer) throw new Error('broken belief: there is one of each')
    const alike = { ...offer, ...pick(need), categories: [need.category], languages: ['en'], isVolunteer: true }
    const count = 800
    const numbered = (index: number) => String(index).padStart(5, '0')
    const matches = matchAll(
      Array.from({ length: count }, (_, index) => ({
        ...need,
        id: `need ${numbered(index)}`,
        personId: 'li',
        wanted: 1,
      })),
      Array.from({ length: count + 1 }, (_, index) => ({
        ...alike,
        ...{ id: `offer ${numbered(index)}`, personId: `helper ${index}`, weekly: [], left: 1, radiusMetres: 500 },
      })),
      { now: NOW, mayMeet: () => true },
    )
    expect(matches).toHaveLength(count)
    expect(new Set(matches.map(({ offer: { id } }) => id)).size).toBe(count)
  })

  test('the order in which needs and offers are given changes nothing', () => {
    const { needs, offers } = randomNeighbours(6, { needs: 200, offers: 200 })
    const once = matchAll(needs, offers, { now: NOW, mayMeet })
    expect(matchAll(shuffled(needs), shuffled(offers), { now: NOW, mayMeet })).toEqual(once)
  })

  test('two equal helpers that change places change nothing but names', () => {
    const { needs, offers } = randomNeighbours(7, { needs: 60, offers: 40 })
    const twin = offers.find(({ left, kind }) => left > 0 && kind === 'help')
    if (!twin) throw new Error('broken belief: there is one')
    const pair = (first: string, second: string): OfferFacts[] => [
      { ...twin, id: 'offer twin 1', personId: first },
      { ...twin, id: 'offer twin 2', personId: second },
    ]
    const run = (first: string, second: string) =>
      matchAll(needs, [...offers, ...pair(first, second)], { now: NOW, mayMeet: () => true }).map(
        ({ need, offer, quantity }) => [need.id, offer.personId, quantity].join(),
      )
    const swap = (line: string) => line.replace(/ann|bo/, (name) => (name === 'ann' ? 'bo' : 'ann'))
    const names = run('ann', 'bo')
    expect(names.filter((line) => /ann|bo/.test(line)).length).toBeGreaterThan(0)
    expect(run('bo', 'ann').map(swap)).toEqual(names)
  })
})
