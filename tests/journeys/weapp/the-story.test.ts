import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { validateWeapp } from '../../support/mini-program/validate'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import { aNewcomerJoins, aNoticeReachesADoor, aRudePostIsHidden } from '../the-story'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('weapp')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test("WeChat's own compilers take the build, and no package is too large", async () => {
  const { errors, packages } = await validateWeapp(on.dist)
  expect(errors).toEqual([])
  expect(packages.length).toBeGreaterThan(3)
})

test('a newcomer scans the poster, signs in by WeChat, is verified, posts with a picture and is welcomed', () =>
  aNewcomerJoins(on.cast))
test('a notice reaches a door, and the secretary sees who has not read it', () => aNoticeReachesADoor(on.cast))
test('a rude post is reported, hidden with a reason, appealed and restored by another person', () =>
  aRudePostIsHidden(on.cast))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
