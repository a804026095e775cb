import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runMatching, withMatchingThread } from '../../../server/features/mutual-aid/run-matching'
import { WorkThread } from '../../../server/work-thread'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { act, inbox, make, needBody, offerBody } from './neighbours'

let t: TestApp
beforeEach(async () => {
  t = await buildTestApp()
})
afterEach(() => t.close())

const API = '/api/v1'
const community = () => {
  const [first] = t.demo.communities
  if (!first) throw new Error('broken belief: the demo has a community')
  return first
}
/** The whole tree of places lies below it. */
const where = () => ({ communityId: community().id, path: '' })

/** So many needs of things of one person, and offers of another, straight into the tables. */
async function fill(count: number) {
  const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
  const now = t.clock.now()
  const gridId = community().grids[0]?.id ?? ''
  const shared = { communityId: community().id, gridId, placeId: gridId, createdAt: now, requestHash: '' }
  const [startsAt, endsAt] = [now, new Date(now.getTime() + 86_400_000)]
  await t.deps.store.write(async (tx) => {
    for (let start = 0; start < count; start += 500) {
      const ids = Array.from({ length: Math.min(500, count - start) }, () => newId())
      await tx.prisma.need.createMany({
        data: ids.map((id) => ({
          ...shared,
          ...{ id, requesterId: li.personId, kind: 'item', category: 'masks', text: '口罩用完了', startsAt, endsAt },
          ...{ urgency: 'normal', quantity: 1 },
        })),
      })
      await tx.prisma.offer.createMany({
        data: ids.map(() => ({
          ...shared,
          ...{ id: newId(), helperId: helper.personId, kind: 'item', categories: '["masks"]', weekly: '[]' },
          ...{ radiusMetres: 1_000, perWeek: 3, quantity: 1 },
        })),
      })
    }
  })
}

describe('a matching of everything', () => {
  test('is solved beside the process that answers: nobody waits for it', async () => {
    await fill(1_500)
    await withMatchingThread(t.deps, async (thread) => {
      const ask = () => thread.ask({ ...where(), now: t.clock.now().getTime() })
      // The first has the thread begun and compiled.
      await ask()
      let [longestMs, last, isOver] = [0, performance.now(), false]
      const look = () => {
        longestMs = Math.max(longestMs, performance.now() - last)
        last = performance.now()
        if (!isOver) setImmediate(look)
      }
      setImmediate(look)
      const startedAt = performance.now()
      const { needs, offers, questions } = await ask()
      const tookMs = performance.now() - startedAt
      isOver = true
      expect({ needs, offers, questions: questions.length }).toEqual({ needs: 1_500, offers: 1_500, questions: 1_500 })
      expect(longestMs, `of ${tookMs} ms`).toBeLessThan(tookMs / 3)
    })
  })

  test('whoever was met, paused or blocked while it was solved is not asked', async () => {
    const li = await t.as('resident-li')
    const needs: string[] = []
    for (const category of ['carry', 'repair', 'cook', 'pet'])
      needs.push(await make(li, 'needs', needBody(t, { category })))
    const helpers = []
    for (const [number, category] of [
      ['0003', 'carry'],
      ['0005', 'repair'],
      ['0007', 'cook'],
      ['0009', 'pet'],
    ] as const) {
      const helper = await t.as(`resident-${number}`)
      helpers.push({ helper, offerId: await make(helper, 'offers', offerBody(t, { categories: [category] })) })
    }
    const [, paused, blocked, asked] = helpers
    if (!paused || !blocked || !asked) throw new Error('broken belief: there are four')
    const run = await withMatchingThread(t.deps, (thread) =>
      runMatching(
        t.deps,
        {
          ask: async (job) => {
            const proposed = await thread.ask(job)
            expect(proposed.questions).toHaveLength(4)
            expect((await li.post(`${API}/needs/${needs[0]}/actions`, { id: newId(), action: 'cancel' })).status).toBe(
              200,
            )
            const pause = { id: newId(), action: 'pause' }
            expect((await paused.helper.post(`${API}/offers/${paused.offerId}/actions`, pause)).status).toBe(200)
            expect((await blocked.helper.put(`${API}/me/blocks/${li.personId}`)).status).toBe(204)
            return proposed
          },
        },
        where(),
      ),
    )
    expect(run).toMatchObject({ needs: 4, offers: 4, assigned: 1 })
    expect(run.score).toBeGreaterThan(0)
    const counts = await Promise.all(
      helpers.map(async ({ helper }) => (await helper.get(`${API}/me/matches`)).body.items.length),
    )
    expect(counts).toEqual([0, 0, 0, 1])
    expect(await inbox(asked.helper)).toContain('help_asked')
  })

  test('a neighbour with two offers is asked for help once, about what presses more', async () => {
    const [li, helper] = [await t.as('resident-li'), await t.as('resident-0003')]
    await make(li, 'needs', needBody(t))
    const pressing = await make(li, 'needs', needBody(t, { category: 'repair', urgency: 'today' }))
    for (const category of ['carry', 'repair']) await make(helper, 'offers', offerBody(t, { categories: [category] }))
    const run = await withMatchingThread(t.deps, (thread) => runMatching(t.deps, thread, where()))
    expect(run).toMatchObject({ needs: 2, offers: 2, assigned: 1 })
    expect((await helper.get(`${API}/me/matches`)).body.items).toMatchObject([{ needId: pressing }])
  })

  test('more questions than go into one transaction are all asked, each once', async () => {
    const li = await t.as('resident-li')
    await fill(120)
    const run = () => withMatchingThread(t.deps, (thread) => runMatching(t.deps, thread, where()))
    expect(await run()).toMatchObject({ needs: 120, offers: 120, assigned: 120 })
    const { body } = await li.get(`${API}/me/matches?limit=50`)
    expect(body.items).toHaveLength(50)
    expect(new Set(body.items.map(({ needId }: { needId: string }) => needId)).size).toBe(50)
    expect((await act(await t.as('resident-0003'), body.items[0].id, 'accept')).status).toBe(200)
    expect(await run()).toMatchObject({ needs: 119, assigned: 0 })
  })
})

describe('the thread', () => {
  const job = () => ({ ...where(), now: t.clock.now().getTime() })

  test('that is ended at work tells whoever waits, and is begun anew for the next', async () => {
    await withMatchingThread(t.deps, async (thread) => {
      await thread.ask(job())
      const cut = expect(thread.ask(job())).rejects.toThrow(/matching-worker ended/)
      await thread.stop()
      await cut
      expect(await thread.ask(job())).toEqual({ needs: 0, offers: 0, questions: [] })
    })
  })

  test('says what went wrong with a job, and does the next', async () => {
    const thread = new WorkThread<object | null, { needs: number }>('matching-worker', {
      databaseUrl: t.deps.config.databaseUrl,
    })
    try {
      await expect(thread.ask(null)).rejects.toThrow(/matching-worker: /)
      expect((await thread.ask(job())).needs).toBe(0)
    } finally {
      await thread.stop()
    }
  })
})
