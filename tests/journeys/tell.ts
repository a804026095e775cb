import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import type { ServerProcess } from '../support/server-process'
import type { Hands } from './hands'
import { type End, getPhones, type Phones } from './phones'

/** Those who take part in a story, each with a phone, and the server where everybody else is. */
export type Cast<Role extends string> = Record<Role, Hands> & {
  server: ServerProcess
  signInAsNewcomer(hands: Hands): Promise<void>
}

/** Written once, told on each end. */
export interface Story<Role extends string> {
  name: string
  roles: readonly Role[]
  /** Settings of the server. */
  env?: Record<string, string>
  /** What happens, in this order, each by what a reader is told of it. */
  chapters: Record<string, (cast: Cast<Role>) => Promise<void>>
}

/** Makes the chapters tests of this file. A chapter that fails leaves a picture of every phone (LINLI_STORY_PICTURES). */
export function tell<Role extends string>(end: End, { name, roles, env, chapters }: Story<Role>): void {
  let phones: Phones
  let cast: Cast<Role>
  beforeAll(async () => {
    phones = await getPhones(end, env)
    const hands: [Role, Hands][] = []
    for (const role of roles) hands.push([role, await phones.open(`${end}-${name}-${role}`)])
    const { server, signInAsNewcomer } = phones
    cast = { ...(Object.fromEntries(hands) as Record<Role, Hands>), server, signInAsNewcomer }
  })
  beforeEach(() => {
    onTestFailed(async () => {
      await Promise.all(roles.map((role) => cast?.[role].screenshot('broke-off')))
    })
  })
  afterAll(() => phones?.close())

  for (const [told, happens] of Object.entries(chapters)) test(told, () => happens(cast))
  test('no phone complained on the way, and none asked anything of strangers', () => {
    expect(phones.complaints()).toEqual([])
  })
}
