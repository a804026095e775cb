import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import {
  aNeighbourCooks,
  aNeighbourOffersMasks,
  anElderIsLookedAfter,
  anotherNeedsMore,
  theyCookEveryWeek,
  theyMeet,
} from '../aid-story'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('weapp')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('a neighbour offers masks', () => aNeighbourOffersMasks(on.cast.officer))
test('another needs more than there are', () => anotherNeedsMore(on.cast.neighbour))
test('they meet, and one thanks the other', () => theyMeet(on.cast.officer, on.cast.neighbour))
test('a neighbour cooks', () => aNeighbourCooks(on.cast.officer))
test('and cooks again for those who liked it', () => theyCookEveryWeek(on.cast.officer, on.cast.neighbour))
test('an elder says that they are fine', () => anElderIsLookedAfter(on.cast.neighbour))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
