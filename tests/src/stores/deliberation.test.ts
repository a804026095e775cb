import { describe, expect, test } from 'vitest'
import { agreedByAll, sayingsOf } from '../../../src/pages/deliberation/words'
import { composeTopicStore } from '../../../src/stores/compose-topic-store'
import { minutesStore } from '../../../src/stores/minutes-store'
import { opinionsStore } from '../../../src/stores/opinions-store'
import { topicStore } from '../../../src/stores/topic-store'
import { fakeWorld, memoryStorage, ok, problem, settle } from './fake-world'
import { counted, minutes, nextStatement, opinionMap, routes, topic } from './topic-world'

async function startWorld(more: Parameters<typeof fakeWorld>[0] = {}) {
  const world = fakeWorld({ ...more, routes: { ...routes, ...more.routes } })
  await world.start()
  return world
}

describe('statement cards', () => {
  /** Three statements, the next of which is the first without a vote. */
  const cards = () => {
    const votes = new Map<string, string>()
    return {
      votes,
      routes: {
        'GET /topics/t1/next-statement': () => {
          const left = [1, 2, 3].filter((number) => !votes.has(`s${number}`))
          return left[0] === undefined ? { status: 204 } : ok(nextStatement(left[0], left.length))
        },
        'PUT /topics/t1/votes/*': ({ body, path }: { body: unknown; path: string }) => {
          const statementId = path.split('/').at(-1) ?? ''
          const { vote } = body as { vote: string }
          votes.set(statementId, vote)
          return ok({ topicId: 't1', statementId, vote })
        },
      },
    }
  }

  test('come one at a time until all are voted on; the last one can be voted on anew', async () => {
    const { votes, routes: more } = cards()
    const world = await startWorld({ routes: more })
    const store = world.stores.of(opinionsStore)
    await store.openCards('t1')
    expect(store.next?.value).toMatchObject({ id: 's1', remaining: 3 })
    expect(await store.vote('agree')).toBe('sent')
    expect(store.next?.value?.id).toBe('s2')
    store.takeBack()
    expect(store.next?.value?.id).toBe('s1')
    await store.vote('disagree')
    await store.vote('pass')
    await store.vote('agree')
    expect(store.next?.value).toBe(null)
    expect([...votes]).toEqual([
      ['s1', 'disagree'],
      ['s2', 'pass'],
      ['s3', 'agree'],
    ])
    expect(await store.vote('agree')).toBe('refused')
  })

  test.each([
    ['was taken out', 404, 'not_found'],
    ['is of a topic that has closed', 409, 'wrong_state'],
  ])('one that %s makes way for the next', async (_, status, code) => {
    const { votes, routes: more } = cards()
    const gone = () => {
      votes.set('s1', 'gone')
      return problem(status, code)
    }
    const world = await startWorld({ routes: { ...more, 'PUT /topics/t1/votes/s1': gone } })
    const store = world.stores.of(opinionsStore)
    await store.openCards('t1')
    expect(await store.vote('agree')).toBe('refused')
    expect(store.trouble?.code).toBe(code)
    expect(store.next?.value?.id).toBe('s2')
    expect(await store.vote('agree')).toBe('sent')
  })

  test('a card that was refused for another reason stays, and so does the vote that may still be given', async () => {
    const { routes: more } = cards()
    const busy = () => problem(403, 'not_allowed')
    const world = await startWorld({ routes: { ...more, 'PUT /topics/t1/votes/s1': busy } })
    const store = world.stores.of(opinionsStore)
    await store.openCards('t1')
    expect(await store.vote('agree')).toBe('refused')
    expect(store.next?.value?.id).toBe('s1')
  })

  test('a vote without a network is kept and goes out by itself', async () => {
    const { votes, routes: more } = cards()
    const world = await startWorld({ routes: more })
    const store = world.stores.of(opinionsStore)
    await store.openCards('t1')
    world.cut()
    expect(await store.vote('agree')).toBe('kept')
    expect(votes.size).toBe(0)
    await world.mend()
    expect([...votes]).toEqual([['s1', 'agree']])
  })

  test('a statement waits as a draft, is sent under one id, and what says nearly the same is pointed out before', async () => {
    const storage = memoryStorage()
    const sent: string[] = []
    const more = {
      'GET /topics/t1/similar-statements': () =>
        ok({ items: [{ id: 's9', text: '路灯别太亮', similarity: 0.8, vote: null, can: { vote: true } }] }),
      'PUT /statements/*': ({ path }: { path: string }) => {
        sent.push(path)
        return sent.length === 1 ? problem(409, 'too_many_statements') : ok({ ...nextStatement(4, 0), mine: true })
      },
    }
    const world = await startWorld({ routes: more, storage })
    const store = world.stores.of(opinionsStore)
    store.settle('t1')
    store.setText('路灯不要太亮')
    expect(await store.findSimilar()).toHaveLength(1)
    expect((await store.submit()).outcome).toBe('refused')
    expect(store.draft.text).toBe('路灯不要太亮')
    expect((await store.submit()).outcome).toBe('sent')
    expect(new Set(sent).size).toBe(1)
    expect(store.draft.text).toBe('')
    store.setText('一'.repeat(141))
    expect(store.canSend).toBe(false)

    const again = await startWorld({ routes: more, storage })
    again.stores.of(opinionsStore).settle('t1')
    expect(again.stores.of(opinionsStore).draft.text).toHaveLength(141)
  })
})

describe('the map in words', () => {
  test('what nearly all agree on is agreed in every group, and a group is told by what parts it from the others', () => {
    const map = opinionMap()
    expect(agreedByAll(map)).toEqual([{ id: 's1', text: '台阶边的灯一直亮着', share: 38 / 40 }])
    const [one, other] = map.groups
    if (!one || !other) throw new Error('two groups')
    expect(sayingsOf(one, map.texts)).toMatchObject([{ text: '跳舞可以到十点', stand: 'agree' }])
    expect(sayingsOf(other, map.texts)).toMatchObject([{ text: '跳舞可以到十点', stand: 'disagree' }])
  })

  test.each([
    ['one vote in each group', [counted('s1', 1, 0, 1, false), counted('s1', 1, 0, 1, false)]],
    ['eight of twelve in one group', [counted('s1', 22, 0, 22, false), counted('s1', 8, 4, 12, false)]],
    ['four of forty people', [counted('s1', 4, 0, 4, false), counted('s1', 4, 0, 4, false)]],
  ])('%s is not nearly all', (_, said) => {
    const groups = opinionMap().groups.map((group, at) => ({ ...group, statements: said.slice(at, at + 1) }))
    expect(agreedByAll(opinionMap({ groups }))).toEqual([])
  })

  test('of nobody says nothing, and divides by nothing', () => {
    const map = opinionMap({ groups: [], consensus: [{ id: 's1', score: 0 }], tooFew: true })
    expect(agreedByAll(map)).toEqual([])
  })
})

describe('a topic', () => {
  test('being proposed stays on the phone until it is sent, with what it is lifted from', async () => {
    const bodies: unknown[] = []
    const world = await startWorld({
      routes: {
        'PUT /topics/*': ({ body }) => {
          bodies.push(body)
          return ok(topic({ state: 'proposed' }))
        },
      },
    })
    const store = world.stores.of(composeTopicStore)
    store.open({ kind: 'appeal', id: 'a1' })
    expect(store.canSend).toBe(false)
    store.setTitle(' 小广场的灯 ')
    store.setBody('太亮')
    expect((await store.submit('g1')).topic?.id).toBe('t1')
    expect(bodies).toEqual([{ placeId: 'g1', title: '小广场的灯', body: '太亮', source: { kind: 'appeal', id: 'a1' } }])
    store.open(null)
    expect(store.draft.title).toBe('')
  })

  test('stars given without a network are kept and arrive; what somebody else was quicker with is read anew', async () => {
    const acts: unknown[] = []
    const world = await startWorld({
      routes: {
        'GET /topics/t1': () => ok(topic({ state: 'published', can: { evaluate: true, second: true } })),
        'POST /topics/t1/actions': ({ body }) => {
          acts.push(body)
          return (body as { action: string }).action === 'second'
            ? problem(409, 'wrong_state')
            : ok(topic({ state: 'evaluated' }))
        },
      },
    })
    const store = world.stores.of(topicStore)
    await store.open('t1')
    world.cut()
    expect(await store.evaluate(4, ' 好 ')).toBe('kept')
    expect(store.waitingActs).toHaveLength(1)
    await world.mend()
    expect(acts).toMatchObject([{ action: 'evaluate', stars: 4, text: '好' }])
    expect(store.topic?.state).toBe('evaluated')
    expect(await store.act({ action: 'second' })).toBe(false)
    expect(store.trouble?.code).toBe('wrong_state')
    await settle()
    expect(store.topic?.state).toBe('published')
  })
})

test('minutes being written send what is whole, one decision a line', async () => {
  const bodies: unknown[] = []
  const world = await startWorld({
    routes: {
      'GET /topics/t1/minutes': () => problem(404, 'not_found'),
      'PUT /topics/t1/minutes': ({ body }) => {
        bodies.push(body)
        return ok({ ...minutes, state: 'draft', hash: null, publishedAt: null })
      },
    },
  })
  const store = world.stores.of(minutesStore)
  await store.open('t1', false)
  expect(store.canSave).toBe(false)
  store.change({ text: ' 都同意 ', decisions: '一\n\n 二 ' })
  store.addAssignment('2026-02-05')
  store.setAssignment(0, { who: '物业', what: '换灯' })
  store.addAssignment('2026-02-05')
  expect(await store.save()).toBe(true)
  expect(bodies).toEqual([
    {
      text: '都同意',
      decisions: ['一', '二'],
      assignments: [{ who: '物业', what: '换灯', until: '2026-02-05' }],
      imageIds: [],
    },
  ])
})
