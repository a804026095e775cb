import { expect, test } from 'vitest'
import { newId } from '../../../server/kernel/ids'

test('of two ids made at one instant the second is the larger, whatever was made between them', () => {
  const at = new Date('2026-11-20T01:00:00.000Z')
  const made = Array.from({ length: 1_000 }, () => {
    newId()
    return newId(at)
  })
  expect([...made].sort()).toEqual(made)
  expect(made.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
    true,
  )
})
