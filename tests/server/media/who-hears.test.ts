import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runDeleteExpired } from '../../../server/jobs/delete-expired'
import { deleteForgottenImages } from '../../../server/jobs/delete-forgotten-images'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { read, report } from '../appeals/case-steps'
import { strictChecker } from '../feed/speak'
import { act, ask, make, needBody, offerBody } from '../mutual-aid/neighbours'
import { mp3 } from './make-sound'

let t: TestApp
let li: Client
let zhou: Client
beforeEach(async () => {
  t = await buildTestApp()
  li = await t.as('resident-li')
  zhou = await t.as('resident-zhou')
})
afterEach(() => t.close())

async function speak(client: Client): Promise<string> {
  const { status, body } = await client.put(`/api/v1/voices/${newId()}`, mp3(5), { 'content-type': 'audio/mpeg' })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.id
}

const filesOf = (id: string) => {
  const folder = join(t.deps.config.dataDir, 'images', id.slice(-2))
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(id)) : []
}

describe('with a case', () => {
  test('whoever may read it hears it; a stranger to the place knows of nothing', async () => {
    const voiceId = await speak(li)
    const id = await report(t, { voiceId })
    for (const persona of ['resident-li', 'grid-officer-wang', 'secretary-zhang', 'resident-zhou']) {
      const { voice } = (await read(t, persona, id)).body
      expect(voice, persona).toMatchObject({ id: voiceId, seconds: 5 })
      expect((await t.stranger.get(voice.url)).status).toBe(200)
    }
    expect(await read(t, 'resident-far', id)).toMatchObject({ status: 404 })
    const { body } = await zhou.get(`/api/v1/places/${t.demo.communities[0]?.grids[0]?.id}/appeals`)
    expect(JSON.stringify(body)).not.toContain(voiceId)
  })

  test('a voice has a name: where the name is kept from neighbours, so is the voice', async () => {
    const id = await report(t, { voiceId: await speak(li), anonymousToPublic: true })
    expect((await read(t, 'resident-zhou', id)).body).toMatchObject({ visibleName: null, voice: null })
    for (const persona of ['resident-li', 'grid-officer-wang'])
      expect((await read(t, persona, id)).body.voice, persona).not.toBeNull()
  })

  test('where a platform checks what is published, neighbours hear nothing that it has not listened to', async () => {
    await t.close()
    t = await buildTestApp({ deps: { contentChecker: { ...strictChecker, name: 'far', isLocal: false } } })
    const id = await report(t, { voiceId: await speak(await t.as('resident-li')) })
    expect((await read(t, 'resident-zhou', id)).body.voice).toBeNull()
    expect((await read(t, 'grid-officer-wang', id)).body.voice).not.toBeNull()
  })

  test("only one's own recording is taken; the same request again is the same case", async () => {
    const voiceId = await speak(zhou)
    await expect(report(t, { voiceId })).rejects.toThrow('voiceId')
    await expect(report(t, { voiceId: newId() })).rejects.toThrow('voiceId')
    const [id, own] = [newId(), await speak(li)]
    const body = { placeId: t.demo.communities[0]?.grids[0]?.id, category: 'noise', text: '半夜很吵', imageIds: [] }
    const first = await li.put(`/api/v1/appeals/${id}`, { ...body, voiceId: own })
    expect(first).toMatchObject({ status: 201, body: { voice: { id: own } } })
    expect((await li.put(`/api/v1/appeals/${id}`, { ...body, voiceId: own })).status).toBe(200)
    expect(await li.put(`/api/v1/appeals/${id}`, body)).toMatchObject({ status: 409, body: { code: 'id_taken' } })
    // Who says nothing and who says that there is none say the same.
    const other = newId()
    expect((await li.put(`/api/v1/appeals/${other}`, { ...body, voiceId: null })).status).toBe(201)
    expect((await li.put(`/api/v1/appeals/${other}`, body)).status).toBe(200)
  })
})

describe('with a need', () => {
  const voiceOf = async (client: Client, path: string) => (await client.get(`/api/v1/${path}`)).body.voice

  test('the helper who is asked hears it, and after a yes; not before, not after a no, not their neighbours', async () => {
    const voiceId = await speak(li)
    const needId = await make(li, 'needs', needBody(t, { voiceId }))
    const offerId = await make(zhou, 'offers', offerBody(t))
    expect(await voiceOf(li, `needs/${needId}`)).toMatchObject({ id: voiceId })
    expect(await voiceOf(await t.as('grid-officer-wang'), `needs/${needId}`)).toMatchObject({ id: voiceId })
    const neighbour = await t.as('resident-0031')
    for (const client of [zhou, neighbour]) expect(await voiceOf(client, `needs/${needId}`)).toBeNull()

    const matchId = await ask(li, needId, offerId)
    expect(await voiceOf(zhou, `matches/${matchId}`)).toMatchObject({ id: voiceId, seconds: 5 })
    expect(await voiceOf(await t.as('grid-officer-wang'), `matches/${matchId}`)).toBeNull()
    expect((await act(zhou, matchId, 'accept')).body.voice).toMatchObject({ id: voiceId })
    expect(await voiceOf(zhou, `matches/${matchId}`)).toMatchObject({ id: voiceId })
    await act(li, matchId, 'thank', { stars: 5 })
    expect(await voiceOf(zhou, `matches/${matchId}`)).toBeNull()
  })

  test('who says no hears it no more, and no list tells of it', async () => {
    const voiceId = await speak(li)
    const needId = await make(li, 'needs', needBody(t, { voiceId }))
    const matchId = await ask(li, needId, await make(zhou, 'offers', offerBody(t)))
    const gridId = t.demo.communities[0]?.grids[0]?.id
    for (const [client, path] of [
      [zhou, 'me/matches'],
      [li, 'me/matches'],
      [li, 'me/needs'],
      [zhou, `places/${gridId}/needs`],
    ] as const)
      expect(JSON.stringify((await client.get(`/api/v1/${path}`)).body), path).not.toContain(voiceId)
    expect((await act(zhou, matchId, 'decline')).body.voice).toBeNull()
    expect(await voiceOf(zhou, `matches/${matchId}`)).toBeNull()
  })

  test("another's recording is refused, with its field", async () => {
    const { status, body } = await li.put(`/api/v1/needs/${newId()}`, needBody(t, { voiceId: await speak(zhou) }))
    expect({ status, fields: body.fields }).toMatchObject({ status: 400, fields: [{ path: 'voiceId' }] })
  })

  test('a month after its end it is deleted; a case keeps its own', async () => {
    const [withNeed, withCase] = [await speak(li), await speak(li)]
    const needId = await make(li, 'needs', needBody(t, { voiceId: withNeed }))
    await report(t, { voiceId: withCase })
    t.clock.advance({ days: 29 })
    await runDeleteExpired(t.deps)
    await deleteForgottenImages.run(t.deps)
    expect([filesOf(withNeed), filesOf(withCase)].flat()).toHaveLength(2)
    t.clock.advance({ days: 2 })
    await runDeleteExpired(t.deps)
    await deleteForgottenImages.run(t.deps)
    expect([filesOf(withNeed).length, filesOf(withCase).length]).toEqual([0, 1])
    expect(await voiceOf(await t.as('resident-li'), `needs/${needId}`)).toBeNull()
  })
})

test('what somebody said is in their copy, and gone with them: rows, files, addresses', async () => {
  const [withNeed, withCase] = [await speak(li), await speak(li)]
  await make(li, 'needs', needBody(t, { voiceId: withNeed }))
  const appealId = await report(t, { voiceId: withCase })
  // Somebody else says that it concerns them: the case stays.
  await zhou.post(`/api/v1/appeals/${appealId}/actions`, { id: newId(), action: 'join' })
  const { url } = (await read(t, 'resident-zhou', appealId)).body.voice

  const archive = unzipSync((await li.get('/api/v1/me/export')).body)
  const listed = JSON.parse(strFromU8(archive['voices.json'] ?? new Uint8Array()))
  expect(listed.map(({ id, seconds }: { id: string; seconds: number }) => [id, seconds])).toEqual([
    [withNeed, 5],
    [withCase, 5],
  ])
  const said: Buffer = (await t.stranger.get(url)).body
  expect(Buffer.from(archive[`voices/${withCase}.mp3`] ?? []).equals(said)).toBe(true)

  expect((await li.del('/api/v1/me')).status).toBe(204)
  expect((await t.stranger.get(url)).status).toBe(404)
  expect((await read(t, 'resident-zhou', appealId)).body.voice).toBeNull()
  expect(await t.deps.store.read.prisma.voice.count()).toBe(0)
  expect([...filesOf(withNeed), ...filesOf(withCase)]).toEqual([])
})
