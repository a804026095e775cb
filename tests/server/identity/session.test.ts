import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildTestApp, type Client, clientOf, newId, type TestApp } from '../../support/build-test-app'

let t: TestApp
beforeAll(async () => {
  t = await buildTestApp()
})
afterAll(() => t.close())

async function signedIn(persona = 'resident-li'): Promise<Client> {
  const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: persona })
  return clientOf(t.app, body.token, body.person.id)
}

const me = async (client: Client) => (await client.get('/api/v1/me')).status

describe('a token', () => {
  test('dies at once on sign-out, alone', async () => {
    const phone = await signedIn()
    const tablet = await signedIn()
    expect((await phone.del('/api/v1/sessions/current')).status).toBe(204)
    expect(await phone.get('/api/v1/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect(await phone.del('/api/v1/sessions/current')).toMatchObject({ status: 401 })
    expect(await me(tablet)).toBe(200)
  })

  test('that is dead is nobody on open routes, and refused where somebody is needed', async () => {
    const phone = await signedIn()
    const place = `/api/v1/places/${t.demo.cityId}`
    expect((await phone.get(place)).status).toBe(200)
    await phone.del('/api/v1/sessions/current')
    expect((await phone.get(place)).status).toBe(200)
    expect(await phone.get('/api/v1/me')).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer' } })
  })

  test('ends when it said it would', async () => {
    const { body } = await t.stranger.post('/api/v1/sessions', { provider: 'demo', code: 'resident-li' })
    const client = clientOf(t.app, body.token, body.person.id)
    const endsInDays = (Date.parse(body.expiresAt) - t.clock.now().getTime()) / 86_400_000
    expect(endsInDays).toBe(60)
    t.clock.advance({ days: 59 })
    expect(await me(client)).toBe(200)
    t.clock.advance({ days: 1 })
    expect(await me(client)).toBe(401)
  })

  test('is kept as its hash alone', async () => {
    const { token } = await signedIn()
    const sessions = await t.deps.store.read.prisma.session.findMany()
    expect(JSON.stringify(sessions)).not.toContain(token)
    expect(sessions.map(({ tokenHash }) => tokenHash)).toContain(createHash('sha256').update(token).digest('base64url'))
  })

  test.each([
    ['nothing behind it', 'Bearer '],
    ['a guess', `Bearer ${'a'.repeat(43)}`],
    ['another scheme', 'Basic cmVzaWRlbnQtbGk6'],
    ['two words', 'Bearer a b'],
    ['a very long one', `Bearer ${'a'.repeat(5_000)}`],
    ['the hash in place of the token', `Bearer ${createHash('sha256').update('x').digest('base64url')}`],
  ])('%s is not signed in', async (_name, authorization) => {
    expect(await t.stranger.get('/api/v1/me', { authorization })).toMatchObject({
      status: 401,
      body: { code: 'not_signed_in' },
    })
  })

  test('no token at all is not signed in', async () => {
    expect(await t.stranger.get('/api/v1/me')).toMatchObject({ status: 401, body: { code: 'not_signed_in' } })
    expect(await t.stranger.del('/api/v1/sessions/current')).toMatchObject({ status: 401 })
  })
})

describe('what is shown of me', () => {
  test('changes alone what was sent', async () => {
    const client = await signedIn('resident-0100')
    const before = (await client.get('/api/v1/me')).body.person
    const after = await client.patch('/api/v1/me', { displayName: '  小\u3000桂 ', elderMode: true })
    expect(after).toMatchObject({ status: 200, body: { person: { ...before, displayName: '小 桂', elderMode: true } } })
    expect((await client.patch('/api/v1/me', { language: 'en' })).body.person).toMatchObject({
      displayName: '小 桂',
      language: 'en',
    })
    expect((await client.patch('/api/v1/me', {})).status).toBe(200)
  })

  test.each([
    [{ displayName: '' }, 'displayName'],
    [{ displayName: ' \u3000' }, 'displayName'],
    [{ displayName: '长'.repeat(21) }, 'displayName'],
    [{ displayName: 'a\u202eb' }, 'displayName'],
    [{ displayName: 'a\u200bb' }, 'displayName'],
    [{ language: 'fr' }, 'language'],
    [{ elderMode: 'yes' }, 'elderMode'],
    [{ avatarImageId: newId() }, 'avatarImageId'],
    [{ role: 'secretary' }, 'role'],
  ])('%j is an invalid request', async (body, path) => {
    const answer = await (await signedIn()).patch('/api/v1/me', body)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
    expect(answer.body.fields.map((field: { path: string }) => field.path)).toContain(path)
  })

  test('a stranger has nothing to show', async () => {
    expect((await t.stranger.patch('/api/v1/me', { elderMode: true })).status).toBe(401)
  })

  test.each([
    ['resident-li', 'verified', []],
    ['grid-officer-wang', undefined, ['grid_officer']],
    ['secretary-zhang', undefined, ['secretary']],
    ['newcomer', undefined, []],
  ])('%s: memberships and roles', async (persona, state, roles) => {
    const { body } = await (await signedIn(persona)).get('/api/v1/me')
    expect(body.memberships[0]?.state).toBe(state)
    expect(body.roles.map(({ role }: { role: string }) => role)).toEqual(roles)
  })
})
