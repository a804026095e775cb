import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import { aResidentSpendsPoints, theBooksAreOpen, theDeskHandsItOut } from '../points-story'

let on: MiniProgramCast
beforeAll(async () => {
  // Three weeks of service are in the life of the demo.
  on = await gatherCast('alipay', { LINLI_DEMO_EXTENT: 'life' })
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('a resident has an entry checked by the phone, and exchanges points for a reward', () =>
  aResidentSpendsPoints(on.cast.neighbour))
test('the desk hands a reward out against its code, and the secretary gives points', () =>
  theDeskHandsItOut(on.cast.secretary, on.cast.neighbour))
test('the books of the community are open', () => theBooksAreOpen(on.cast.neighbour))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
