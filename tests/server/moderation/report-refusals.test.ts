import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../support/build-test-app'
import {
  act,
  author,
  casesOf,
  enter,
  grid,
  leave,
  neighbour,
  news,
  officer,
  post,
  postId,
  report,
  reported,
  secretary,
  t,
} from './desk'

beforeAll(() => enter())
afterAll(() => leave())
beforeEach(() => post())

describe('refusals', () => {
  test.each([
    ['the author', 'resident-zhou', 403, 'not_allowed'],
    ["another community's resident", 'resident-far', 404, 'not_found'],
    ['somebody who belongs nowhere', 'newcomer', 404, 'not_found'],
    ["another community's secretary", 'secretary-other', 404, 'not_found'],
    ['a partner', 'partner-bakery', 404, 'not_found'],
  ])('%s cannot report', async (_name, persona, status, code) => {
    expect(await report(await t.as(persona))).toMatchObject({ status, body: { code } })
  })

  test('a stranger is asked to sign in', async () => {
    expect(await report(t.stranger)).toMatchObject({ status: 401 })
    expect(await t.stranger.get(`/api/v1/places/${grid().id}/moderation`)).toMatchObject({ status: 401 })
    expect(await act(t.stranger, newId(), { action: 'keep' })).toMatchObject({ status: 401 })
  })

  test('what is not there, or hidden, cannot be reported', async () => {
    expect(await report(neighbour, newId(), { kind: 'post', id: newId() })).toMatchObject({ status: 404 })
    expect(await report(neighbour, newId(), { kind: 'comment', id: postId })).toMatchObject({ status: 404 })
    await act(officer, await reported(), { action: 'hide', reason: '不文明' })
    expect(await report(await t.as('resident-0001'))).toMatchObject({ status: 404 })
  })

  test.each([
    [{}, 'subject'],
    [{ subject: { kind: 'post', id: 'x' }, reason: 'r' }, 'subject.id'],
    [{ subject: { kind: 'person', id: '01890000-0000-7000-8000-000000000000' }, reason: 'r' }, 'subject.kind'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: '' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: ' \u3000 ' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: 'a\u200bb' }, 'reason'],
    [{ subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: '长'.repeat(301) }, 'reason'],
    [
      { subject: { kind: 'post', id: '01890000-0000-7000-8000-000000000000' }, reason: 'r', anonymous: true },
      'anonymous',
    ],
  ])('%j is an invalid request', async (body, path) => {
    const answer = await neighbour.put(`/api/v1/reports/${newId()}`, body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path)
  })

  test.each([
    ['a resident', 'resident-li', 403],
    ["another community's secretary", 'secretary-other', 404],
    ["another community's resident", 'resident-far', 404],
    ['a newcomer', 'newcomer', 404],
    ["another grid's officer", 'grid-officer-2', 404],
  ])('%s does not see the queue', async (_name, persona, status) => {
    expect((await (await t.as(persona)).get(`/api/v1/places/${grid().id}/moderation`)).status).toBe(status)
  })

  test.each([
    ['a neighbour', 'resident-0005', 403],
    ['the author', 'resident-zhou', 403],
    ["another community's secretary", 'secretary-other', 404],
    ["another grid's officer", 'grid-officer-2', 404],
    ['a newcomer', 'newcomer', 404],
  ])('%s does not decide', async (_name, persona, status) => {
    const caseId = await reported()
    const client = await t.as(persona)
    for (const body of [{ action: 'hide', reason: 'r' }, { action: 'keep' }, { action: 'warn', reason: 'r' }]) {
      expect((await act(client, caseId, body)).status).toBe(status)
    }
    expect(await casesOf(postId)).toMatchObject([{ state: 'open' }])
  })

  test('an officer does not judge their own post', async () => {
    await post(officer, '物业通知大家:明天停电')
    const caseId = await reported()
    expect(await act(officer, caseId, { action: 'keep' })).toMatchObject({ status: 403 })
    expect((await officer.get(`/api/v1/reports/${caseId}`)).body).toMatchObject({
      reason: '',
      can: { keep: false, hide: false },
    })
    expect((await news(secretary)).some(({ subject }) => JSON.stringify(subject).includes(caseId))).toBe(true)
  })

  test('a demoted officer is stopped at the next call', async () => {
    const caseId = await reported()
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: t.clock.now() } }),
    )
    expect((await act(officer, caseId, { action: 'keep' })).status).toBe(404)
    await t.deps.store.write((tx) =>
      tx.prisma.staffRole.updateMany({ where: { personId: officer.personId }, data: { endedAt: null } }),
    )
  })

  test.each([
    [{ action: 'keep', text: 't' }, 'text'],
    [{ action: 'hide', reason: 'r', text: 't' }, 'text'],
    [{ action: 'delete' }, 'action'],
    [{ action: 'keep', note: 'n' }, 'note'],
  ])('staff: %j is an invalid request', async (body, path) => {
    const answer = await act(officer, await reported(), body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path)
  })

  test('an appeal has one text, and is the author’s alone', async () => {
    const caseId = await reported()
    await act(officer, caseId, { action: 'hide', reason: '不文明' })
    expect(await act(author, caseId, { action: 'appeal', text: 't', reason: 'r' })).toMatchObject({ status: 400 })
    expect(await act(neighbour, caseId, { action: 'appeal', text: 't' })).toMatchObject({ status: 403 })
    expect(await act(officer, caseId, { action: 'appeal', text: 't' })).toMatchObject({ status: 403 })
    expect(await act(await t.as('resident-far'), caseId, { action: 'appeal', text: 't' })).toMatchObject({
      status: 404,
    })
  })

  test('a case is there for its parties alone', async () => {
    const caseId = await reported()
    const seen = async (persona: string) => (await (await t.as(persona)).get(`/api/v1/reports/${caseId}`)).status
    expect(await seen('resident-li')).toBe(200)
    expect(await seen('resident-zhou')).toBe(200)
    expect(await seen('grid-officer-wang')).toBe(200)
    expect(await seen('resident-0007')).toBe(404)
    expect(await seen('street-he')).toBe(200)
    expect(await seen('secretary-other')).toBe(404)
    expect((await officer.get(`/api/v1/reports/${newId()}`)).status).toBe(404)
  })
})
