import { expect, test } from 'vitest'
import { spansOf } from '../../../src/pages/volunteering/roll/spans'

const of = (minutes: number) => ({
  startsAt: '2026-11-21T01:00:00.000Z',
  endsAt: new Date(Date.parse('2026-11-21T01:00:00.000Z') + minutes * 60_000).toISOString(),
})

test.each([
  [60, [60, 45, 30, 15, 90, 120]],
  [120, [120, 90, 60, 30, 150, 180]],
  [480, [480, 360, 240, 120, 510, 540]],
  [20, [15, 45, 75]],
])('what can be attested goes by the length of the shift, the whole of it first: %i minutes', (minutes, spans) => {
  expect(spansOf(of(minutes))).toEqual(spans)
})

test('nothing is offered that the server would refuse: quarters, up to two hours late', () => {
  for (let minutes = 10; minutes <= 24 * 60; minutes += 5) {
    const spans = spansOf(of(minutes))
    expect(spans.length).toBeGreaterThan(1)
    for (const span of spans) {
      expect(span % 15).toBe(0)
      expect(span).toBeGreaterThan(0)
      expect(span).toBeLessThanOrEqual(Math.min(1_440, minutes + 120))
    }
  }
})
