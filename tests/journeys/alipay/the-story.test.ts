import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import { aNewcomerJoins, aNoticeReachesADoor, aRudePostIsHidden } from '../the-story'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('alipay')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('a newcomer scans the poster, signs in by Alipay, is verified, posts with a picture and is welcomed', () =>
  aNewcomerJoins(on.cast))
test('a notice reaches a door, and the secretary sees who has not read it', () => aNoticeReachesADoor(on.cast))
test('a rude post is reported, hidden with a reason, appealed and restored by another person', () =>
  aRudePostIsHidden(on.cast))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
