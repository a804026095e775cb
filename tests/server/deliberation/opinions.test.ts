import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { opinionMap } from '../../../server/cli/opinion-map'
import { WorkThread } from '../../../server/work-thread'
import { OpinionMap, Statement } from '../../../src/contract'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { misfits } from '../../support/fits-schema'
import { strictChecker } from '../feed/speak'
import { placesOf } from '../notices/notice-body'
import { API, act, done, later, numbered, openTopic, propose, state, type Vote, vote } from './topics'

let t: TestApp
let li: Client
let secretary: Client
beforeAll(async () => {
  t = await buildTestApp({ deps: { contentChecker: strictChecker } })
  li = await t.as('resident-li')
  secretary = await t.as('secretary-zhang')
})
afterAll(() => t.close())

const mapOf = async (client: Client, topicId: string) => {
  // A map as new as the votes: the clock of the tests stands still.
  t.clock.advance({ seconds: 11 })
  const { status, body } = await client.get(`${API}/topics/${topicId}/opinion-map`)
  expect(status).toBe(200)
  expect(misfits(OpinionMap, body)).toEqual([])
  expect(JSON.stringify(body)).not.toMatch(/NaN|null,null/)
  return body
}

const countVotes = async (topicId: string) => {
  const rows = await t.deps.store.read.sql.all<{ vote: string; changes: number }>(
    `SELECT "vote", "changes" FROM "StatementVote" WHERE "topicId" = ?`,
    [topicId],
  )
  return rows
}

describe('statements', () => {
  let topicId: string
  beforeAll(async () => (topicId = await openTopic(t)))

  test('are added, and nobody is told whose they are', async () => {
    const id = newId()
    const body = { topicId, text: '  二十二点后调暗一半  ' }
    const made = await li.put(`${API}/statements/${id}`, body)
    expect(made).toMatchObject({
      status: 201,
      body: {
        id,
        topicId,
        number: 1,
        text: '二十二点后调暗一半',
        state: 'shown',
        mine: true,
        vote: null,
        can: { vote: true },
      },
    })
    expect(misfits(Statement, made.body)).toEqual([])
    expect((await li.put(`${API}/statements/${id}`, body)).status).toBe(200)
    expect((await li.put(`${API}/statements/${id}`, { ...body, text: '别的' })).body.code).toBe('id_taken')
    const zhou = await t.as('resident-zhou')
    expect((await zhou.put(`${API}/statements/${id}`, body)).body.code).toBe('id_taken')
    const listed = await zhou.get(`${API}/topics/${topicId}/statements`)
    expect(listed.body.items).toMatchObject([{ id, mine: false }])
    expect(JSON.stringify(listed.body)).not.toContain(li.personId)
  })

  test.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['zero-width characters', '\u200b\u200c\u2060'],
    ['zero-width characters among others', '关\u200b灯'],
    ['141 characters', '长'.repeat(141)],
    ['a lone surrogate', '\ud800'],
    ['what the check refuses', '骂人'],
  ])('%s are refused', async (_, text) => {
    const answer = await li.put(`${API}/statements/${newId()}`, { topicId, text })
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  })

  test('140 characters of any kind are not too many', async () => {
    expect((await li.put(`${API}/statements/${newId()}`, { topicId, text: '𠮷'.repeat(140) })).status).toBe(201)
  })

  test.each([
    ['resident-far', 404],
    ['secretary-other', 404],
    ['newcomer', 404],
    ['grid-officer-wang', 403],
  ] as const)('%s may not: %i', async (persona, status) => {
    const client = await t.as(persona)
    expect((await client.put(`${API}/statements/${newId()}`, { topicId, text: '好' })).status).toBe(status)
  })

  test('before it is open the secretary alone lays some out; after it is closed nobody', async () => {
    const early = await propose(t, li)
    expect((await secretary.put(`${API}/statements/${newId()}`, { topicId: early, text: '好' })).body.code).toBe(
      'wrong_state',
    )
    await done(secretary, early, 'accept')
    expect((await li.put(`${API}/statements/${newId()}`, { topicId: early, text: '好' })).body.code).toBe('wrong_state')
    await state(secretary, early, '保持现状')
    await done(secretary, early, 'open', { closesAt: later(t, 1) })
    await done(secretary, early, 'close')
    for (const client of [li, secretary]) {
      const answer = await client.put(`${API}/statements/${newId()}`, { topicId: early, text: '好' })
      expect(answer.body.code).toBe('wrong_state')
    }
  })

  test('one person has a limit, exact however many come at once', async () => {
    const { community1 } = placesOf(t)
    const rules = { supportHouseholds: 20, answerWorkingDays: 5, moderatesStatements: false, statementsPerPerson: 5 }
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, rules)
    const own = await openTopic(t)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        li.put(`${API}/statements/${newId()}`, { topicId: own, text: `观点 ${at}` }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
    expect(answers.filter(({ body }) => body.code === 'too_many_statements')).toHaveLength(15)
    const zhou = await t.as('resident-zhou')
    await state(zhou, own, '我也说一句')
    expect((await li.get(`${API}/topics/${own}`)).body.statements).toBe(6)
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, { ...rules, statementsPerPerson: 50 })
  })

  test('nearly the same is pointed out before it is sent', async () => {
    const own = await openTopic(t)
    const id = await state(li, own, '晚上十点以后把小广场的灯调暗一半')
    await state(li, own, '多装几个垃圾桶')
    const ask = (text: string) => li.get(`${API}/topics/${own}/similar-statements?text=${encodeURIComponent(text)}`)
    expect((await ask('十点以后小广场的灯调暗一半就好')).body.items).toMatchObject([{ id, can: { vote: true } }])
    expect((await ask('请物业修一下电梯')).body.items).toEqual([])
    expect((await ask('！！')).body.items).toEqual([])
    expect((await li.get(`${API}/topics/${own}/similar-statements?text=%E2%80%8B`)).status).toBe(400)
  })
})

describe('moderation', () => {
  test('a doubtful one waits; the secretary shows it or says why not', async () => {
    const topicId = await openTopic(t)
    const zhou = await t.as('resident-zhou')
    const [first, second] = [await state(li, topicId, '疑问很多'), await state(li, topicId, '疑点太多')]
    expect((await zhou.get(`${API}/topics/${topicId}/statements`)).body.items).toEqual([])
    expect((await zhou.get(`${API}/topics/${topicId}/statements?state=pending`)).body.items).toEqual([])
    expect((await li.get(`${API}/topics/${topicId}/statements?mine=true`)).body.items).toMatchObject([
      { id: first, state: 'pending', can: { vote: false } },
      { id: second },
    ])
    expect((await vote(zhou, topicId, first, 'agree')).status).toBe(404)
    expect((await vote(li, topicId, first, 'agree')).body.code).toBe('wrong_state')
    const waiting = await secretary.get(`${API}/topics/${topicId}/statements?state=pending`)
    expect(waiting.body.items.map(({ id }: { id: string }) => id)).toEqual([first, second])
    const decide = (client: Client, id: string, more: object) =>
      client.post(`${API}/statements/${id}/actions`, { id: newId(), ...more })
    expect((await decide(zhou, first, { action: 'show' })).status).toBe(403)
    expect((await decide(secretary, first, { action: 'hide' })).status).toBe(400)
    expect((await decide(secretary, first, { action: 'show' })).body.state).toBe('shown')
    expect((await decide(secretary, first, { action: 'show' })).body.code).toBe('wrong_state')
    await decide(secretary, second, { action: 'hide', reason: '请说事，不说人。' })
    const mine = await li.get(`${API}/topics/${topicId}/statements?mine=true&state=hidden`)
    expect(mine.body.items).toMatchObject([{ id: second, reason: '请说事,不说人。' }])
    expect((await vote(zhou, topicId, first, 'agree')).status).toBe(200)
  })

  test('where the place wants it, each waits', async () => {
    const { community1 } = placesOf(t)
    const rules = { supportHouseholds: 20, answerWorkingDays: 5, moderatesStatements: true, statementsPerPerson: 50 }
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, rules)
    const topicId = await openTopic(t)
    const id = await state(li, topicId, '好')
    expect((await li.get(`${API}/topics/${topicId}`)).body.statements).toBe(0)
    await state(secretary, topicId, '社区的观点')
    await secretary.post(`${API}/statements/${id}/actions`, { id: newId(), action: 'show' })
    expect((await li.get(`${API}/topics/${topicId}`)).body.statements).toBe(2)
    await secretary.put(`${API}/places/${community1}/deliberation-rules`, { ...rules, moderatesStatements: false })
  })

  test('what is taken out is gone from the map at once, and from what is asked next', async () => {
    const topicId = await openTopic(t)
    const ids = [await state(li, topicId, '一'), await state(li, topicId, '二')]
    for (let number = 1; number <= 8; number += 1)
      for (const id of ids) await vote(await t.as(numbered(number)), topicId, id, 'agree')
    expect((await mapOf(li, topicId)).texts.map(({ id }: { id: string }) => id)).toEqual(ids)
    await secretary.post(`${API}/statements/${ids[0]}/actions`, { id: newId(), action: 'hide', reason: '…' })
    const map = (await li.get(`${API}/topics/${topicId}/opinion-map`)).body
    expect(JSON.stringify(map)).not.toContain(ids[0])
    expect((await li.get(`${API}/topics/${topicId}/next-statement`)).body).toMatchObject({ id: ids[1], remaining: 1 })
  })
})

describe('votes', () => {
  let topicId: string
  let statementId: string
  beforeAll(async () => {
    topicId = await openTopic(t)
    statementId = await state(li, topicId, '调暗一半')
  })

  test('the last one counts, the same again changes nothing, and changes are counted', async () => {
    const words: Vote[] = ['agree', 'disagree', 'pass']
    for (let time = 0; time < 100; time += 1) {
      const { status, body } = await vote(li, topicId, statementId, words[time % 3] ?? 'pass')
      expect({ status, vote: body.vote }).toEqual({ status: 200, vote: words[time % 3] })
    }
    for (let time = 0; time < 3; time += 1) await vote(li, topicId, statementId, 'agree')
    expect(await countVotes(topicId)).toEqual([{ vote: 'agree', changes: 99 }])
    expect((await li.get(`${API}/topics/${topicId}/statements`)).body.items[0].vote).toBe('agree')
  })

  test('at once they leave one row', async () => {
    const zhou = await t.as('resident-zhou')
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => vote(zhou, topicId, statementId, at % 2 ? 'agree' : 'disagree')),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await countVotes(topicId)).toHaveLength(2)
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['secretary-other', 404],
    ['secretary-zhang', 403],
    ['grid-officer-wang', 403],
  ] as const)('%s: %i', async (persona, status) => {
    expect((await vote(await t.as(persona), topicId, statementId, 'agree')).status).toBe(status)
  })

  test('a newcomer who waits for the officer is told so', async () => {
    const waiting = await t.as('resident-far')
    const doors = await waiting.get(`${API}/places/${placesOf(t).buildings[0]}/households`)
    await waiting.put(`${API}/memberships/${newId()}`, { householdId: doors.body.items[0].id, relation: 'tenant' })
    expect(await vote(waiting, topicId, statementId, 'agree')).toMatchObject({
      status: 403,
      body: { code: 'not_verified' },
    })
  })

  test('on what is not there, on another topic’s statement, and other words', async () => {
    const other = await openTopic(t)
    expect((await vote(li, other, statementId, 'agree')).status).toBe(404)
    expect((await vote(li, topicId, newId(), 'agree')).status).toBe(404)
    expect((await vote(li, newId(), statementId, 'agree')).status).toBe(404)
    for (const word of ['yes', '', 1, null])
      expect((await vote(li, topicId, statementId, word as string)).status).toBe(400)
  })

  test('none before the opening, none after the close', async () => {
    const early = await propose(t, li)
    await done(secretary, early, 'accept')
    const id = await state(secretary, early, '社区先说一句')
    expect((await vote(li, early, id, 'agree')).body.code).toBe('wrong_state')
    expect((await li.get(`${API}/topics/${early}/next-statement`)).body.code).toBe('wrong_state')
    await done(secretary, early, 'open', { closesAt: later(t, 1) })
    expect((await vote(li, early, id, 'agree')).status).toBe(200)
    await done(secretary, early, 'close')
    for (const word of ['agree', 'disagree']) expect((await vote(li, early, id, word)).body.code).toBe('wrong_state')
    expect(await countVotes(early)).toEqual([{ vote: 'agree', changes: 0 }])
  })
})

describe('the next statement', () => {
  test('is one without my vote, the same until I vote, and none at the end', async () => {
    const topicId = await openTopic(t)
    const ids: string[] = []
    for (let at = 0; at < 6; at += 1) ids.push(await state(li, topicId, `第 ${at} 个观点`))
    const zhou = await t.as('resident-zhou')
    const asked: string[] = []
    for (let left = 6; left > 0; left -= 1) {
      const next = await zhou.get(`${API}/topics/${topicId}/next-statement`)
      expect(next).toMatchObject({ status: 200, body: { topicId, remaining: left, vote: null, can: { vote: true } } })
      expect((await zhou.get(`${API}/topics/${topicId}/next-statement`)).body.id).toBe(next.body.id)
      asked.push(next.body.id)
      await vote(zhou, topicId, next.body.id, 'pass')
    }
    expect([...asked].sort()).toEqual([...ids].sort())
    expect((await zhou.get(`${API}/topics/${topicId}/next-statement`)).status).toBe(204)
  })

  test('comes to different people in different orders', async () => {
    const topicId = await openTopic(t)
    for (let at = 0; at < 8; at += 1) await state(li, topicId, `观点 ${at}`)
    const firsts = new Set<string>()
    for (let number = 200; number < 230; number += 1) {
      const client = await t.as(numbered(number))
      firsts.add((await client.get(`${API}/topics/${topicId}/next-statement`)).body.id)
    }
    expect(firsts.size).toBeGreaterThan(3)
  })
})

/** Two camps: the first half agree with the first statements and disagree with the others, the second half the other way round; all agree with the last. */
async function voteInCamps(topicId: string, ids: readonly string[], people: number): Promise<void> {
  for (let number = 1; number <= people; number += 1) {
    const client = await t.as(numbered(number))
    for (const [at, id] of ids.entries()) {
      const isFor = at === ids.length - 1 || number <= people / 2 === at < ids.length / 2
      expect((await vote(client, topicId, id, isFor ? 'agree' : 'disagree')).status).toBe(200)
    }
  }
}

describe('the opinion map', () => {
  test('tells two camps apart, and what all agree on', async () => {
    const topicId = await openTopic(t)
    const ids: string[] = []
    for (let at = 0; at < 9; at += 1) ids.push(await state(li, topicId, `观点 ${at}`))
    await voteInCamps(topicId, ids, 20)
    const one = await t.as(numbered(1))
    const map = await mapOf(one, topicId)
    expect(map).toMatchObject({ participants: 20, statements: 9, votes: 180, tooFew: false, ageSeconds: 0 })
    expect(map.groups.map(({ size }: { size: number }) => size)).toEqual([10, 10])
    expect(map.consensus[0].id).toBe(ids.at(-1))
    const counted = map.groups.map(
      ({ statements }: { statements: { id: string; agree: number }[] }) =>
        statements.find(({ id }) => id === ids[0])?.agree,
    )
    expect(counted.sort()).toEqual([0, 10])
    // Nobody is named in it, and my own place is told to me alone.
    expect(JSON.stringify(map)).not.toContain(one.personId)
    expect(map.mine.group).toMatch(/^[AB]$/)
    const other = await mapOf(await t.as(numbered(20)), topicId)
    expect(other.mine.group).not.toBe(map.mine.group)
    expect((await mapOf(secretary, topicId)).mine).toBe(null)
    const { mine: _mine, ...shared } = map
    const { mine: _others, computedAt: _at, ...same } = other
    expect(shared).toMatchObject(same)
    // Once in, one stays in, and groups keep their letters when others come.
    await voteInCamps(topicId, ids, 24)
    const grown = await mapOf(one, topicId)
    expect(grown.mine.group).toBe(map.mine.group)
  })

  test('is at most ten seconds old and says its age', async () => {
    const topicId = await openTopic(t)
    const id = await state(li, topicId, '好')
    await vote(li, topicId, id, 'agree')
    expect(await mapOf(li, topicId)).toMatchObject({ votes: 1, ageSeconds: 0 })
    await vote(await t.as('resident-zhou'), topicId, id, 'agree')
    for (const seconds of [3, 4, 5]) {
      t.clock.advance({ seconds })
      const { body } = await li.get(`${API}/topics/${topicId}/opinion-map`)
      expect(body.ageSeconds).toBeLessThanOrEqual(10)
      expect(Date.parse(body.computedAt)).toBeGreaterThanOrEqual(t.clock.now().getTime() - 10_000)
    }
    expect((await li.get(`${API}/topics/${topicId}/opinion-map`)).body.votes).toBe(2)
  })

  test.each([
    ['nobody', 0, () => 'pass'],
    ['one participant', 1, () => 'agree'],
    ['four participants', 4, (at: number) => (at % 2 ? 'agree' : 'disagree')],
    ['all pass', 12, () => 'pass'],
    ['all agree', 12, () => 'agree'],
    ['a constant column', 12, (at: number, person: number) => (at === 0 ? 'agree' : person % 2 ? 'agree' : 'disagree')],
  ] as const)('%s: too few to tell, or groups, and never NaN', async (_, people, wordOf) => {
    const topicId = await openTopic(t)
    const ids = [await state(li, topicId, '一'), await state(li, topicId, '二'), await state(li, topicId, '三')]
    for (let person = 1; person <= people; person += 1) {
      const client = await t.as(numbered(300 + person))
      for (const [at, id] of ids.entries()) await vote(client, topicId, id, wordOf(at, person))
    }
    const map = await mapOf(li, topicId)
    expect(map).toMatchObject({ participants: people, statements: 3, votes: people * 3 })
    if (people < 5) expect(map).toMatchObject({ tooFew: true, groups: [], consensus: [], points: [] })
    for (const { size } of map.groups) expect(size).toBeGreaterThanOrEqual(5)
    if (wordOf(0, 1) === wordOf(1, 2) && people > 0) expect(map.tooFew).toBe(true)
  })

  test.each([
    ['resident-zhou', 200],
    ['grid-officer-wang', 200],
    ['secretary-zhang', 200],
    ['resident-0599', 200],
    ['secretary-other', 404],
    ['partner-bakery', 404],
  ] as const)('%s: %i', async (persona, status) => {
    const topicId = await openTopic(t)
    const client = await t.as(persona)
    expect((await client.get(`${API}/topics/${topicId}/opinion-map`)).status).toBe(status)
  })
})

describe('the download', () => {
  test('of a closed topic is for anybody, and gives the same groups to whoever counts anew', async () => {
    const topicId = await openTopic(t)
    const ids: string[] = []
    for (const text of [
      '=1+1',
      '"引号", 逗号',
      '二十二点后调暗',
      '保持',
      '多装一盏',
      '装感应灯',
      '早点关',
      '都行',
      '别太亮',
    ])
      ids.push(await state(li, topicId, text))
    await voteInCamps(topicId, ids, 20)
    // One who voted once is in no group of the first fifteen, and is left out.
    await vote(await t.as(numbered(50)), topicId, ids[0] ?? '', 'agree')
    const votes = `${API}/topics/${topicId}/votes.csv`
    expect((await t.stranger.get(votes)).status).toBe(404)
    expect((await li.get(votes)).body.code).toBe('wrong_state')
    expect((await (await t.as('resident-far')).get(`${API}/topics/${await openTopic(t)}/votes.csv`)).status).not.toBe(
      200,
    )
    const before = await mapOf(li, topicId)
    await done(secretary, topicId, 'close')

    const answer = await t.stranger.get(votes)
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' } })
    const csv = String(answer.body)
    const [heading, ...rows] = csv.trimEnd().split('\r\n')
    expect(heading).toBe('participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2,3,4,5,6,7,8,9')
    expect(rows).toHaveLength(20)
    for (let number = 1; number <= 20; number += 1) expect(csv).not.toContain((await t.as(numbered(number))).personId)
    const statements = String((await t.stranger.get(`${API}/topics/${topicId}/statements.csv`)).body)
    expect(statements.split('\r\n')[0]).toBe(
      'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
    )
    expect(statements).toContain(`,1,,10,10,0,"'=1+1"`)
    expect(statements).toContain('"""引号"", 逗号"')
    expect(statements).not.toContain(li.personId)

    const file = join(tmpdir(), `${topicId}.csv`)
    writeFileSync(file, csv)
    const counted = await opinionMap(file)
    rmSync(file)
    expect(counted.groups.map(({ size }) => size)).toEqual(before.groups.map(({ size }: { size: number }) => size))
  })

  test('is made once, however many ask, and anew when a statement is taken out', async () => {
    const topicId = await openTopic(t)
    const ids = [await state(li, topicId, '调暗一半'), await state(li, topicId, '保持现状')]
    await act(secretary, topicId, 'close')
    const asked = vi.spyOn(WorkThread.prototype, 'ask')
    const take = () => t.stranger.get(`${API}/topics/${topicId}/statements.csv`)
    const answers = await Promise.all(Array.from({ length: 50 }, take))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(asked).toHaveBeenCalledTimes(1)
    await secretary.post(`${API}/statements/${ids[0]}/actions`, { id: newId(), action: 'hide', reason: '…' })
    expect(String((await take()).body)).not.toContain('调暗一半')
    expect(asked).toHaveBeenCalledTimes(2)
    asked.mockRestore()
  })

  test('of people who cannot be told apart holds nobody', async () => {
    const topicId = await openTopic(t)
    const id = await state(li, topicId, '好')
    await vote(li, topicId, id, 'agree')
    await act(secretary, topicId, 'close')
    const csv = String((await t.stranger.get(`${API}/topics/${topicId}/votes.csv`)).body)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1)
    expect(String((await t.stranger.get(`${API}/topics/${topicId}/statements.csv`)).body)).toContain(',0,0,0,"好"')
  })
})
