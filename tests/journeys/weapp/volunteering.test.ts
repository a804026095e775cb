import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import { aNeighbourIsCalled, aShiftIsServed } from '../volunteering-story'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('weapp')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('a shift is opened, signed up for, attested, and stands in the record', () => aShiftIsServed(on.cast))
test('a neighbour who agreed is called, and the officer sees who comes', () => aNeighbourIsCalled(on.cast))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
