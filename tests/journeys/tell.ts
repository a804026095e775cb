import { afterAll, beforeAll, beforeEach, expect, onTestFailed, test } from 'vitest'
import type { Hands } from './hands'
import type { ServerHost } from './hosts'
import { type End, getPhones, type Host, type OpenHost, type Phones } from './phones'

/** Those who take part in a story, each with a phone, and the server where everybody else is. */
export type Cast<Role extends string, H extends Host = ServerHost> = Record<Role, Hands> & {
  end: End
  host: H
  signInAsNewcomer(hands: Hands): Promise<void>
}

/** Written once, told on each end. */
export interface Story<Role extends string, H extends Host = ServerHost> {
  name: string
  roles: readonly Role[]
  host: OpenHost<H>
  /** What happens, in this order, each by what a reader is told of it. */
  chapters: Record<string, (cast: Cast<Role, H>) => Promise<void>>
}

/**
 * Makes the chapters tests of this file. A chapter that fails leaves a picture of every phone (LINLI_STORY_PICTURES). Where CI gives it a second
 * try, the story is told from its beginning, on a new server: half of a chapter has happened on the old one.
 */
export function tell<Role extends string, H extends Host>(end: End, story: Story<Role, H>): void {
  const { name, roles, chapters } = story
  let phones: Phones
  let cast: Cast<Role, H>
  const begin = async () => {
    const got = await getPhones(end, story.host)
    phones = got.phones
    const hands: [Role, Hands][] = []
    for (const role of roles) hands.push([role, await phones.open(`${end}-${name}-${role}`)])
    const { signInAsNewcomer } = phones
    cast = { ...(Object.fromEntries(hands) as Record<Role, Hands>), end, host: got.host, signInAsNewcomer }
  }
  beforeAll(begin)
  beforeEach(() => {
    onTestFailed(async () => {
      await Promise.all(roles.map((role) => cast?.[role].screenshot('broke-off')))
    })
  })
  afterAll(() => phones?.close())

  const happenings = Object.values(chapters)
  Object.keys(chapters).forEach((told, chapter) => {
    test(told, async ({ task }) => {
      let next = chapter
      if (task.result?.retryCount) {
        await phones.close()
        await begin()
        next = 0
      }
      for (const happens of happenings.slice(next, chapter + 1)) await happens(cast)
    })
  })
  test('no phone complained on the way, and none asked anything of strangers', () => {
    expect(phones.complaints()).toEqual([])
  })
}
