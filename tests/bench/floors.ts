import { copyFileSync } from 'node:fs'
import { startChild } from './child'
import { assertRoom, fillDatabase, removeDatabase, scratch } from './fill'
import type { InProcessCommand } from './in-process'
import { type Measurement, type PartResult, type Round, summarise } from './measure'
import type { Options } from './options'
import { WRITE_POSTS } from './writes'

/** How many writes the floor and ours put into one transaction: what a busy minute brings in one turn of the loop. */
const BATCH = 32

type Answer = { work: string; contender: string; rounds: Round[] }[]

/** Ours against SQL by hand in the same process: what the house costs above its foundation. */
export async function measureFloors(options: Options): Promise<PartResult> {
  const measurements: Measurement[] = []
  const ask = async (file: string, command: InProcessCommand) => {
    options.say(`in process: ${command.what} at ${command.posts.toLocaleString('en')} posts …`)
    const child = await startChild('in-process', [file, scratch('data')], options.profile)
    const answer = await child.ask<Answer>(command)
    await child.stop()
    for (const { work, contender, rounds } of answer) {
      measurements.push(summarise({ part: 'in-process', work, posts: command.posts, contender }, rounds))
    }
  }
  for (const posts of options.sizes) {
    await ask(await fillDatabase(posts, options), { what: 'reads', posts, rounds: options.rounds, batch: BATCH })
  }
  const source = await fillDatabase(WRITE_POSTS, options)
  assertRoom(2e9)
  const copy = scratch('floor.db')
  copyFileSync(source, copy)
  await ask(copy, { what: 'writes', posts: WRITE_POSTS, rounds: options.rounds, batch: BATCH })
  removeDatabase(copy)
  return { measurements, goals: [] }
}
