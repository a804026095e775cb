import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import {
  anOwnerVotes,
  aResidentVotes,
  aSheetIsReadTwice,
  theOwnersAreAsked,
  theOwnersResultIsOut,
  theResultIsOut,
  theSecretaryAsks,
} from '../voting-story'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('weapp')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('the secretary prepares a secret poll, tries it out and announces it', () => theSecretaryAsks(on.cast.secretary))
test('a resident votes in secret, and the phone checks the receipt', () => aResidentVotes(on.cast.neighbour))
test('the result is out with its reasons, and the ballot is among those opened', () =>
  theResultIsOut(on.cast.secretary, on.cast.neighbour))

test('the secretary asks the owners under article 278', () => theOwnersAreAsked(on.cast.secretary))
test('an owner finds the poll on the home page and votes by name', () => anOwnerVotes(on.cast.neighbour))
test('a sheet of paper is entered by one and read again by another', () =>
  aSheetIsReadTwice(on.cast.officer, on.cast.secretary))
test('the owners read by area and by head why it did not pass, and take the document', () =>
  theOwnersResultIsOut(on.cast.secretary, on.cast.neighbour, '文件好了'))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
