import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import { gatherCast, keepPicturesOf, type MiniProgramCast } from '../mini-program-cast'
import { callersOf } from '../topic-crowd'
import { aTopicIsSettled } from '../topic-story'

let on: MiniProgramCast
beforeAll(async () => {
  on = await gatherCast('weapp')
})
beforeEach(() => onTestFailed(() => keepPicturesOf(on.cast)))
afterAll(() => on?.close())

test('a topic goes from an appeal to 40 votes on 12 statements, a meeting, an outcome with a task, and stars', () =>
  aTopicIsSettled({ resident: on.cast.neighbour, secretary: on.cast.secretary, as: callersOf(on.server) }))

test('no phone complained on the way, and nothing was fetched from elsewhere', () => {
  expect(on.programs.flatMap((program) => program.errors())).toEqual([])
  expect(on.programs.flatMap((program) => program.blockedUrls())).toEqual([])
})
