import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MOVES, nextState, type TopicVerb } from '../../../server/features/deliberation/rules'
import { TopicState } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { API, bring, later, propose } from './topics'

const STATES = TopicState.enum as TopicState[]
const VERBS = [...new Set(MOVES.map(({ verb }) => verb))]

/** From state to state, as the brief of the issue draws it. */
const WAYS = new Set([
  'proposed>accepted',
  'proposed>refused',
  'accepted>inviting',
  'accepted>scheduled',
  'accepted>open',
  'inviting>scheduled',
  'inviting>open',
  'scheduled>open',
  'open>closed',
  'closed>reviewed',
  'reviewed>published',
  'published>evaluated',
])

describe('the table of moves', () => {
  test('has each way of a topic and no other', () => {
    const ways = STATES.flatMap((from) =>
      VERBS.map((verb) => ({ from, to: nextState(from, verb) })).filter(({ to }) => to !== null && to !== from),
    ).map(({ from, to }) => `${from}>${to}`)
    expect(new Set(ways)).toEqual(WAYS)
  })

  test('no sequence of acts leaves it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERBS), { maxLength: 60 }), (verbs) => {
        let state: TopicState = 'proposed'
        for (const verb of verbs) {
          const next = nextState(state, verb)
          if (next === null) continue
          expect(next === state || WAYS.has(`${state}>${next}`)).toBe(true)
          state = next
        }
      }),
    )
  })

  test('every state but the refused one leads to the rating', () => {
    const reached = (from: TopicState, seen: readonly TopicState[] = []): boolean =>
      from === 'evaluated' ||
      VERBS.some((verb) => {
        const to = nextState(from, verb)
        return to !== null && !seen.includes(to) && reached(to, [...seen, to])
      })
    expect(STATES.filter((state) => !reached(state))).toEqual(['refused'])
  })
})

describe('over HTTP', () => {
  let t: TestApp
  const actors: Record<string, Client> = {}
  beforeAll(async () => {
    t = await buildTestApp()
    for (const persona of ['secretary-zhang', 'resident-li', 'resident-zhou', 'grid-officer-wang', 'resident-far'])
      actors[persona] = await t.as(persona)
  })
  afterAll(() => t.close())

  const bodyOf = (verb: TopicVerb): object => {
    const bodies: Partial<Record<TopicVerb, object>> = {
      refuse: { reason: '…' },
      invite: { placeIds: placesOf(t).buildings.slice(0, 1) },
      schedule: { meetingAt: later(t, 2), address: '议事厅' },
      open: { closesAt: later(t, 5) },
      review: { text: '可行' },
      publish: { outcome: '照办' },
      answer: { text: '会改' },
      attest: { personId: actors['resident-li']?.personId },
      attend: { code: '000000' },
      evaluate: { stars: 3 },
    }
    return bodies[verb] ?? {}
  }

  const stepsOf = async (topicId: string) =>
    t.deps.store.read.sql.all<{ sequence: number; fromState: string | null; toState: string }>(
      `SELECT "sequence", "fromState", "toState" FROM "TopicEvent" WHERE "topicId" = ? ORDER BY "sequence"`,
      [topicId],
    )

  test('whatever anybody does in whatever order, a topic stays on its way and its thread is complete', async () => {
    const deed = fc.record({
      persona: fc.oneof(
        { weight: 5, arbitrary: fc.constant('secretary-zhang') },
        { weight: 3, arbitrary: fc.constantFrom('resident-li', 'resident-zhou') },
        { weight: 1, arbitrary: fc.constantFrom('grid-officer-wang', 'resident-far') },
      ),
      verb: fc.constantFrom(...VERBS),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 25 }), async (deeds) => {
        const id = await propose(t, actors['resident-li'] as Client)
        let state: TopicState = 'proposed'
        for (const { persona, verb } of deeds) {
          const client = actors[persona] as Client
          const answer = await client.post(`${API}/topics/${id}/actions`, {
            id: newId(),
            action: verb,
            ...bodyOf(verb),
          })
          const possible = nextState(state, verb)
          if (answer.status === 200) expect([possible, answer.body.state]).toEqual([answer.body.state, possible])
          else expect([403, 404, 409]).toContain(answer.status)
          if (possible === null) expect(answer.status).not.toBe(200)
          const now = (await (actors['resident-zhou'] as Client).get(`${API}/topics/${id}`)).body.state
          expect(now).toBe(answer.status === 200 ? possible : state)
          state = now
        }
        const steps = await stepsOf(id)
        expect(steps.map(({ sequence }) => sequence)).toEqual(steps.map((_, at) => at + 1))
        expect(steps.slice(1).map(({ fromState }) => fromState)).toEqual(
          steps.slice(0, -1).map(({ toState }) => toState),
        )
        expect(steps.at(-1)?.toState).toBe(state)
      }),
      { numRuns: 12 },
    )
  })

  test.each(STATES)('in %s each verb of the secretary does what the table says', async (from) => {
    for (const verb of VERBS) {
      const id = await propose(t, actors['resident-li'] as Client)
      await bring(t, id, from)
      const asked = MOVES.find((move) => move.verb === verb)?.by ?? 'secretary'
      const client = actors[asked === 'resident' ? 'resident-zhou' : 'secretary-zhang'] as Client
      const { status, body } = await client.post(`${API}/topics/${id}/actions`, {
        id: newId(),
        action: verb,
        ...bodyOf(verb),
      })
      const to = nextState(from, verb)
      if (to === null)
        expect([verb, status, body.code]).toEqual([
          verb,
          asked === 'councillor' ? 403 : 409,
          asked === 'councillor' ? 'not_allowed' : 'wrong_state',
        ])
      else if (status === 200) expect([verb, body.state]).toEqual([verb, to])
      // What the meeting or the minutes lack is said in their own words.
      else expect(['not_invited', 'code_expired', 'wrong_state', 'not_allowed']).toContain(body.code)
    }
  })

  describe('the database', () => {
    let id: string
    beforeAll(async () => {
      id = await propose(t, actors['resident-li'] as Client)
      await bring(t, id, 'scheduled')
    })
    const write = (text: string, params: (string | number)[] = [id]) =>
      t.deps.store.write((tx) => tx.sql.run(text, params))

    test.each([
      [`UPDATE "TopicEvent" SET "text" = 'x' WHERE "topicId" = ?`],
      [`DELETE FROM "TopicEvent" WHERE "topicId" = ?`],
      [`UPDATE "Topic" SET "state" = 'published' WHERE "id" = ?`],
      [`UPDATE "Topic" SET "state" = 'proposed' WHERE "id" = ?`],
      [`UPDATE "Topic" SET "state" = 'open', "eventCount" = "eventCount" + 1 WHERE "id" = ?`],
    ])('refuses %s', async (text) => {
      const before = await stepsOf(id)
      await expect(write(text)).rejects.toThrow(/append-only|line of its thread/)
      expect(await stepsOf(id)).toEqual(before)
      expect((await (actors['resident-li'] as Client).get(`${API}/topics/${id}`)).body.state).toBe('scheduled')
    })

    test('refuses a line that leads where no topic goes', async () => {
      const topic = await t.deps.store.read.sql.get<{ communityId: string; eventCount: number }>(
        `SELECT "communityId", "eventCount" FROM "Topic" WHERE "id" = ?`,
        [id],
      )
      const line = (from: string, to: string) =>
        t.deps.store.write((tx) =>
          tx.sql.run(
            `INSERT INTO "TopicEvent" ("communityId", "topicId", "sequence", "step", "by", "fromState", "toState", "at")
             VALUES (?, ?, ?, 'close', 'clock', ?, ?, ?)`,
            [topic?.communityId ?? '', id, (topic?.eventCount ?? 0) + 1, from, to, t.clock.now()],
          ),
        )
      for (const [from, to] of [
        ['scheduled', 'published'],
        ['scheduled', 'accepted'],
        ['refused', 'open'],
        ['evaluated', 'open'],
      ] as const)
        await expect(line(from, to)).rejects.toThrow(/does not go that way/)
    })

    test('refuses a topic that begins elsewhere, and a change of published minutes', async () => {
      await expect(
        write(
          `INSERT INTO "Topic" ("communityId", "id", "placeId", "proposerId", "title", "body", "state", "createdAt", "requestHash")
           SELECT "communityId", ?, "placeId", "proposerId", "title", "body", 'open', "createdAt", '' FROM "Topic" WHERE "id" = ?`,
          [newId(), id],
        ),
      ).rejects.toThrow()
      const secretary = actors['secretary-zhang'] as Client
      const minutes = { text: '到会 9 人', decisions: [], assignments: [], imageIds: [] }
      await secretary.put(`${API}/topics/${id}/minutes`, minutes)
      await secretary.post(`${API}/topics/${id}/actions`, { id: newId(), action: 'publish_minutes' })
      for (const text of [
        `UPDATE "TopicMinutes" SET "text" = 'x' WHERE "topicId" = ?`,
        `UPDATE "TopicMinutes" SET "state" = 'draft' WHERE "topicId" = ?`,
        `DELETE FROM "TopicMinutes" WHERE "topicId" = ?`,
      ])
        await expect(write(text)).rejects.toThrow(/frozen/)
    })
  })
})
