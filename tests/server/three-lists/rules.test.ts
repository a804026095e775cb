import { expect, test } from 'vitest'
import { type BareLine, joinLists, linesAfter, sumUp } from '../../../server/features/three-lists/rules'

const line = (id: string, more: Partial<BareLine> = {}): BareLine => ({
  id,
  kind: 'need',
  title: `about ${id}`,
  personId: 'p',
  who: 'somebody',
  category: 'masks',
  total: 10,
  left: 10,
  asked: 0,
  createdAt: 1_000,
  ...more,
})

test('what fits is counted in full and never above what is left; only the first three are named', () => {
  const gifts = ['a', 'b', 'c', 'd'].map((id) => line(id, { kind: 'gift', left: 4, total: 4 }))
  const fits = gifts.map(({ id }) => ({ needId: 'n', lineId: id, quantity: 4 }))
  const lists = joinLists({ resources: gifts, needs: [line('n')], services: [] }, fits)
  expect(lists.needs[0]).toMatchObject({ matched: 10, matches: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
  expect(lists.resources.map(({ matched }) => matched)).toEqual([4, 4, 4, 4])
  expect(sumUp(lists)).toEqual({ resources: 4, needs: 1, services: 0, lacking: 10, covered: 10 })
})

test('lines of one moment keep one order, and a page goes on after a line that has gone', () => {
  const needs = ['b', 'a', 'c'].map((id) => line(id))
  const lists = joinLists({ resources: [], needs: [...needs, line('old', { createdAt: 1 })], services: [] }, [])
  expect(lists.needs.map(({ id }) => id)).toEqual(['c', 'b', 'a', 'old'])
  expect(linesAfter(lists.needs, [new Date(1_000), 'bb'], 2).map(({ id }) => id)).toEqual(['b', 'a'])
})
