import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { act, read, report, reportIn, spotsOf, WAYS } from './case-steps'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

const bodies: Record<string, () => object> = {
  answer: () => ({ text: '好了' }),
  whistle: () => ({ departmentId: spotsOf(t).department, reason: '要换阀门' }),
  send_back: () => ({ reason: '请网格先看' }),
  assign: () => ({ departmentId: spotsOf(t).department }),
  rate: () => ({ stars: 5 }),
  note: () => ({ text: '记一笔' }),
  merge: () => ({ intoId: newId() }),
}

/** state → who may do what in it; everything else is refused. */
const ALLOWED: Record<string, Record<string, readonly string[]>> = {
  submitted: {
    'grid-officer-wang': ['accept', 'note'],
    'secretary-zhang': ['note'],
    'street-he': ['note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  accepted: {
    'grid-officer-wang': ['answer', 'whistle', 'note'],
    'secretary-zhang': ['note'],
    'street-he': ['note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  whistled: {
    'grid-officer-wang': ['note'],
    'secretary-zhang': ['approve', 'send_back', 'note'],
    'street-he': ['note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  approved: {
    'grid-officer-wang': ['note'],
    'secretary-zhang': ['note'],
    'street-he': ['accept', 'answer', 'assign', 'send_back', 'note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  assigned: {
    'grid-officer-wang': ['note'],
    'secretary-zhang': ['note'],
    'street-he': ['note'],
    'department-water': ['accept', 'answer', 'send_back', 'note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  answered: {
    'grid-officer-wang': ['note'],
    'secretary-zhang': ['note'],
    'street-he': ['note'],
    'resident-li': ['rate', 'withdraw'],
    'resident-zhou': ['join'],
  },
  reopened: {
    'grid-officer-wang': ['note'],
    'secretary-zhang': ['note'],
    'street-he': ['accept', 'answer', 'assign', 'note'],
    'resident-li': ['withdraw'],
    'resident-zhou': ['join'],
  },
  closed: {},
  withdrawn: {},
}
const VERBS = [
  'accept',
  'answer',
  'whistle',
  'approve',
  'send_back',
  'assign',
  'note',
  'rate',
  'withdraw',
  'join',
  'undo_time_out',
]
const PEOPLE = ['resident-li', 'resident-zhou', 'grid-officer-wang', 'secretary-zhang', 'street-he', 'department-water']

describe.each(Object.keys(ALLOWED))('in %s', (state) => {
  test('`can` says who may do what, and what it denies is refused: 403, 404 or 409, and nothing changes', async () => {
    const id = await reportIn(t, state)
    for (const persona of PEOPLE) {
      const seen = await read(t, persona, id)
      const allowed = ALLOWED[state]?.[persona] ?? []
      if (seen.status === 404) {
        expect(allowed, persona).toEqual([])
        expect((await act(t, persona, id, 'accept')).status).toBe(404)
        continue
      }
      const can = VERBS.filter((verb) => seen.body.can[verb])
      expect(can.sort(), persona).toEqual([...allowed].sort())
      for (const verb of VERBS.filter((one) => !allowed.includes(one))) {
        const answer = await act(t, persona, id, verb, bodies[verb]?.() ?? {})
        expect([403, 409], `${persona} ${verb}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
        expect(['not_allowed', 'wrong_state'], `${persona} ${verb}`).toContain(answer.body.code)
      }
    }
    const { body } = await read(t, 'resident-li', id)
    expect(body.state).toBe(state)
    expect(body.timeline).toHaveLength((WAYS[state]?.length ?? 0) + 1)
  })
})

describe('an act', () => {
  test('sent again is done once, also when the case has moved on', async () => {
    const id = await report(t)
    const officer = await t.as('grid-officer-wang')
    const body = { id: newId(), action: 'accept' }
    expect(await officer.post(`${API}/appeals/${id}/actions`, body)).toMatchObject({
      status: 200,
      body: { state: 'accepted' },
    })
    await act(t, 'grid-officer-wang', id, 'answer', { text: '好了' })
    expect(await officer.post(`${API}/appeals/${id}/actions`, body)).toMatchObject({
      status: 200,
      body: { state: 'answered' },
    })
    expect(await officer.post(`${API}/appeals/${id}/actions`, { ...body, action: 'note', text: 'x' })).toMatchObject({
      status: 409,
      body: { code: 'id_taken' },
    })
  })

  test.each<[string, object]>([
    ['0 stars', { action: 'rate', stars: 0 }],
    ['6 stars', { action: 'rate', stars: 6 }],
    ['half a star', { action: 'rate', stars: 3.5 }],
    ['an unknown action', { action: 'close' }],
    ['an answer without words', { action: 'answer' }],
    ['a field of another action', { action: 'accept', stars: 5 }],
    ['a whistle without a reason', { action: 'whistle', departmentId: newId() }],
    ['sending back without a reason', { action: 'send_back' }],
  ])('with %s is 400', async (_what, body) => {
    const id = await reportIn(t, 'answered')
    const answer = await (await t.as('resident-li')).post(`${API}/appeals/${id}/actions`, { id: newId(), ...body })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('an unknown case is 404; a department that does not come here is 400', async () => {
    expect((await act(t, 'grid-officer-wang', newId(), 'accept')).status).toBe(404)
    const id = await reportIn(t, 'approved')
    expect(await act(t, 'street-he', id, 'assign', { departmentId: spotsOf(t).grid1 })).toMatchObject({ status: 400 })
  })

  test('of two at once one wins, and the other is told 409 and finds the new state', async () => {
    const id = await reportIn(t, 'approved')
    const street = await t.as('street-he')
    const both = await Promise.all(
      [0, 1].map(() =>
        street.post(`${API}/appeals/${id}/actions`, {
          id: newId(),
          action: 'assign',
          departmentId: spotsOf(t).department,
        }),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('wrong_state')
    expect((await read(t, 'street-he', id)).body.state).toBe('assigned')
    expect(
      (await read(t, 'street-he', id)).body.timeline.filter(({ kind }: { kind: string }) => kind === 'assign'),
    ).toHaveLength(1)
  })

  test('a department sends back what is not its own', async () => {
    const id = await reportIn(t, 'assigned')
    expect((await act(t, 'department-water', id, 'send_back', { reason: '不是供水的事' })).body).toMatchObject({
      state: 'approved',
      level: 'street',
    })
  })

  test('taking on many at once: each for itself', async () => {
    const [first, second] = [await report(t), await reportIn(t, 'answered')]
    const officer = await t.as('grid-officer-wang')
    const body = { id: newId(), action: 'accept', appealIds: [first, second, newId()] }
    const expected = [
      { state: 'accepted', refusal: null },
      { state: null, refusal: 'wrong_state' },
      { state: null, refusal: 'not_found' },
    ]
    for (const _time of [1, 2]) {
      expect(await officer.post(`${API}/appeals/actions`, body)).toMatchObject({
        status: 200,
        body: { items: expected },
      })
    }
  })
})

describe('it concerns me too', () => {
  test('a household counts once, whoever of it says so, also when many do at once', async () => {
    const id = await report(t)
    const names = Array.from({ length: 20 }, (_, index) => `resident-${String(index + 1).padStart(4, '0')}`)
    const clients = await Promise.all(names.map((name) => t.as(name)))
    const answers = await Promise.all(
      clients.map((client) => client.post(`${API}/appeals/${id}/actions`, { id: newId(), action: 'join' })),
    )
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200))
    expect((await read(t, 'resident-li', id)).body).toMatchObject({ households: 11 })
    expect(await act(t, 'resident-0001', id, 'join')).toMatchObject({ status: 409, body: { code: 'already_joined' } })
    expect((await act(t, 'resident-li', id, 'join')).status).toBe(403)
    expect((await (await t.as('resident-0001')).get(`${API}/me/appeals`)).body.items).toMatchObject([
      { id, isJoined: true, isMine: false },
    ])
  })
})

describe('three of one thing', () => {
  test('become one case that counts the households, and one answer reaches all', async () => {
    const [one, two, three] = [
      await report(t, { text: '电梯坏了' }, 'resident-0041'),
      await report(t, { text: '电梯不动了' }, 'resident-0043'),
      await report(t, { text: '电梯又停了' }, 'resident-0045'),
    ]
    await act(t, 'resident-0047', two, 'join')
    await act(t, 'resident-0042', three, 'join')
    const merge = (id: string, intoId: string) => act(t, 'grid-officer-wang', id, 'merge', { intoId })
    expect((await merge(two, one)).body).toMatchObject({ state: 'merged', mergedIntoId: one, dueAt: null })
    expect((await merge(three, one)).body).toMatchObject({ state: 'merged' })
    // 0041 and 0042 are of one household.
    expect((await read(t, 'grid-officer-wang', one)).body).toMatchObject({ state: 'submitted', households: 4 })
    expect((await read(t, 'grid-officer-wang', one)).body.timeline.map(({ kind }: { kind: string }) => kind)).toEqual([
      ...['report', 'merge_in', 'merge_in'],
    ])
    await act(t, 'grid-officer-wang', one, 'accept')
    await act(t, 'grid-officer-wang', one, 'answer', { text: '电梯已修好，可以使用。' })
    for (const persona of ['resident-0041', 'resident-0042', 'resident-0043', 'resident-0045', 'resident-0047']) {
      const inbox = await (await t.as(persona)).get(`${API}/me/notifications?limit=50`)
      const answered = inbox.body.items.filter(({ kind }: { kind: string }) => kind === 'appeal_answered')
      expect(answered, persona).toMatchObject([{ subject: { kind: 'appeal', id: one } }])
      expect(answered[0].text).toContain('电梯已修好')
    }
    expect((await act(t, 'resident-0043', one, 'rate', { stars: 5 })).status).toBe(403)
    expect((await act(t, 'resident-0041', one, 'rate', { stars: 5 })).body.state).toBe('closed')
  })

  test('are not ended by one of them alone, and not taken over by staff', async () => {
    const [kept, merged] = [
      await report(t, { text: '水管漏水' }, 'resident-0041'),
      await report(t, {}, 'resident-0043'),
    ]
    await act(t, 'grid-officer-wang', merged, 'merge', { intoId: kept })
    expect((await read(t, 'resident-0041', kept)).body.can.withdraw).toBe(false)
    const refused = await act(t, 'resident-0041', kept, 'withdraw')
    expect(refused).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
    expect(refused.body.detail).toContain('并入')
    expect((await read(t, 'resident-0043', kept)).body.state).toBe('submitted')

    const [own, theirs] = [await report(t, {}, 'grid-officer-wang'), await report(t, {}, 'resident-0043')]
    const merge = (persona: string, id: string, intoId: string) => act(t, persona, id, 'merge', { intoId })
    expect(await merge('grid-officer-wang', theirs, own)).toMatchObject({ status: 409, body: { code: 'cannot_merge' } })
    expect((await merge('grid-officer-wang', own, theirs)).body.state).toBe('merged')
    expect((await act(t, 'resident-0043', theirs, 'withdraw')).status).toBe(403)
  })

  test('about staff are read by both who reported them, without a name, and by nobody else', async () => {
    const about = { category: 'other', conflict: true }
    const [kept, merged] = [await report(t, about, 'resident-0041'), await report(t, about, 'resident-0043')]
    expect((await read(t, 'resident-0043', kept)).status).toBe(404)
    expect((await act(t, 'street-he', merged, 'merge', { intoId: kept })).body.state).toBe('merged')
    await act(t, 'street-he', kept, 'answer', { text: '已经谈过话。' })
    const seen = await read(t, 'resident-0043', kept)
    expect(seen).toMatchObject({ status: 200, body: { state: 'answered', visibleName: null } })
    expect(seen.body.timeline.at(-1).text).toBe('已经谈过话。')
    for (const persona of ['resident-0047', 'grid-officer-wang', 'secretary-zhang'])
      expect((await read(t, persona, kept)).status, persona).toBe(404)
  })

  test('whose reporter nobody knows any more are rated by those who were merged into them', async () => {
    const [kept, merged] = [await report(t, {}, 'resident-0105'), await report(t, {}, 'resident-0043')]
    await act(t, 'grid-officer-wang', merged, 'merge', { intoId: kept })
    expect((await (await t.as('resident-0105')).del(`${API}/me`)).status).toBe(204)
    await act(t, 'grid-officer-wang', kept, 'accept')
    await act(t, 'grid-officer-wang', kept, 'answer', { text: '修好了' })
    expect((await act(t, 'resident-0047', kept, 'rate', { stars: 5 })).status).toBe(403)
    expect((await act(t, 'grid-officer-wang', kept, 'rate', { stars: 5 })).status).toBe(403)
    expect((await read(t, 'resident-0043', kept)).body.can).toMatchObject({ rate: true, withdraw: false })
    expect((await act(t, 'resident-0043', kept, 'rate', { stars: 2 })).body.state).toBe('reopened')
  })

  test.each<[string, (id: string) => Promise<string>, number, string]>([
    ['itself', async (id) => id, 409, 'cannot_merge'],
    ['one of another grid', () => report(t, { placeId: spotsOf(t).grid2 }), 404, 'not_found'],
    ['one that is answered', () => reportIn(t, 'answered'), 409, 'cannot_merge'],
    ['one that has ended', () => reportIn(t, 'withdrawn'), 409, 'cannot_merge'],
    ['one that is not there', async () => newId(), 404, 'not_found'],
  ])('but not into %s', async (_what, other, status, code) => {
    const id = await report(t)
    const intoId = await other(id)
    expect(await act(t, 'grid-officer-wang', id, 'merge', { intoId })).toMatchObject({ status, body: { code } })
    expect((await act(t, 'resident-zhou', id, 'merge', { intoId })).status).toBe(403)
  })
})
