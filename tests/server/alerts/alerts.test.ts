import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clearEndedAlerts } from '../../../server/features/alerts'
import { SIGHTINGS_KEPT_DAYS, SIGHTINGS_PER_PERSON } from '../../../server/features/alerts/rules'
import { imageAddress } from '../../../server/features/media'
import type { Store } from '../../../server/storage/store'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { plainPicture } from '../media/draw-picture'
import { placesOf } from '../notices/notice-body'

const API = '/api/v1'
let t: TestApp
let officer: Client
let resident: Client
beforeAll(async () => {
  t = await buildTestApp()
  officer = await t.as('grid-officer-wang')
  resident = await t.as('resident-li')
})
afterAll(() => t.close())

const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
const POINT = { lng: 120.15, lat: 30.28 }
let pictures = 0

async function picture(client: Client): Promise<string> {
  const id = newId()
  pictures += 1
  const png = await plainPicture('png', 64 + (pictures % 50), 48)
  const { status } = await client.put(`${API}/images/${id}`, png, { 'content-type': 'image/png' })
  if (status !== 201) throw new Error(`no picture: ${status}`)
  return id
}

async function raise(client: Client = officer, over: Record<string, unknown> = {}) {
  const body = {
    placeId: placesOf(t).grid1,
    name: '陈阿婆',
    description: '八十二岁，穿红色毛衣，走路较慢',
    imageId: await picture(client),
    lastPlace: '桂花苑东门',
    lastSeenAt: t.clock.now().toISOString(),
    location: POINT,
    ...over,
  }
  const id = newId()
  return { id, sent: body, ...(await client.put(`${API}/alerts/${id}`, body)) }
}

const sighting = (over: Record<string, unknown> = {}) => ({
  text: '在菜场门口看到她',
  seenAt: t.clock.now().toISOString(),
  location: POINT,
  ...over,
})
const report = (client: Client, alertId: string, over: Record<string, unknown> = {}, id = newId()) =>
  client.put(`${API}/alerts/${alertId}/sightings/${id}`, sighting(over))

/** The files of a picture that are on the disk, whatever they are called. */
function filesOf(imageId: string): string[] {
  const folder = join(t.deps.config.dataDir, 'images')
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map(String)
        .filter((name) => name.includes(imageId))
    : []
}

async function newest(client: Client) {
  return (await client.get(`${API}/me/notifications?limit=1`)).body.items[0]
}

describe('an alert', () => {
  test('is told to everybody in the community at once, and to nobody elsewhere', async () => {
    const { status, body, id } = await raise()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      name: '陈阿婆',
      lastPlace: '桂花苑东门',
      location: POINT,
      state: 'open',
      sightings: 0,
      community: { id: placesOf(t).community1 },
      can: { end: true, report_sighting: true, see_sightings: true },
    })
    for (const persona of ['resident-li', 'resident-0600', 'secretary-zhang', 'street-he', 'grid-officer-2']) {
      const told = await newest(await t.as(persona))
      expect(told, persona).toMatchObject({ kind: 'alert_raised', subject: { kind: 'alert', id } })
      expect(JSON.stringify(told)).not.toContain('陈阿婆')
    }
    const { sql } = t.deps.store.read
    const told = await sql.all<{ personId: string }>(`SELECT "personId" FROM "Notification" WHERE "subjectId" = ?`, [
      id,
    ])
    const living = await sql.all<{ personId: string }>(
      `SELECT DISTINCT "personId" FROM "Membership" WHERE "communityId" = ? AND "state" = 'verified'`,
      [placesOf(t).community1],
    )
    const toldIds = new Set(told.map(({ personId }) => personId))
    expect(living.filter(({ personId }) => !toldIds.has(personId))).toEqual([])
    expect(told).toHaveLength(toldIds.size)
    for (const persona of ['resident-far', 'secretary-other', 'newcomer', 'partner-bakery', 'department-water']) {
      expect(toldIds.has((await t.as(persona)).personId), persona).toBe(false)
    }
  })

  test('is repeatable', async () => {
    const { id, sent, body } = await raise()
    expect(await officer.put(`${API}/alerts/${id}`, sent)).toMatchObject({ status: 200, body })
    expect((await officer.put(`${API}/alerts/${id}`, { ...sent, name: '别人' })).body.code).toBe('id_taken')
    const count = await t.deps.store.read.prisma.notification.count({
      where: { subjectId: id, personId: resident.personId },
    })
    expect(count).toBe(1)
  })

  test('is shown with its picture, which nobody keeps on the way', async () => {
    const { id, sent } = await raise()
    const { body } = await resident.get(`${API}/alerts/${id}`)
    expect(body.can).toEqual({ end: false, report_sighting: true, see_sightings: false })
    for (const url of Object.values<string>(body.image.urls)) {
      expect(url).not.toContain(sent.imageId)
      const answer = await t.stranger.get(url)
      expect(answer).toMatchObject({
        status: 200,
        headers: { 'cache-control': 'no-store', 'content-type': 'image/webp' },
      })
      expect((await t.stranger.get(url.replace(/s=./, 's=_'))).status).toBe(404)
    }
    const swapped = body.image.urls.thumb.replace('/thumb?', '/full?')
    expect((await t.stranger.get(swapped)).status).toBe(404)
  })

  test('is listed newest first, by state, page by page', async () => {
    const { id } = await raise()
    const ended = await raise()
    await officer.post(`${API}/alerts/${ended.id}/actions`, act('end'))
    for (const place of [placesOf(t).grid2, placesOf(t).community1, placesOf(t).buildings[0]]) {
      const open = await resident.get(`${API}/places/${place}/alerts?state=open`)
      expect(open.body.items[0].id).toBe(id)
    }
    const endedOnes = await resident.get(`${API}/places/${placesOf(t).grid1}/alerts?state=ended`)
    expect(endedOnes.body.items[0].id).toBe(ended.id)
    const street = await t.as('street-he')
    const all = await street.get(`${API}/places/${placesOf(t).street}/alerts`)
    const first = await street.get(`${API}/places/${placesOf(t).street}/alerts?limit=1`)
    const rest = await street.get(`${API}/places/${placesOf(t).street}/alerts?cursor=${first.body.nextCursor}`)
    expect([...first.body.items, ...rest.body.items].map(({ id: one }: { id: string }) => one)).toEqual(
      all.body.items.map(({ id: one }: { id: string }) => one),
    )
  })
})

describe('the end', () => {
  test('takes the picture, the name and the description away: rows, addresses and files', async () => {
    const { id, sent } = await raise()
    const shown = (await resident.get(`${API}/alerts/${id}`)).body
    const own = imageAddress(t.deps, sent.imageId, 'full')
    const urls = [...Object.values<string>(shown.image.urls), own]
    expect(filesOf(sent.imageId)).toHaveLength(2)
    for (const url of urls) expect((await t.stranger.get(url)).status).toBe(200)

    const end = act('end')
    const { status, body } = await officer.post(`${API}/alerts/${id}/actions`, end)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      state: 'ended',
      name: null,
      description: null,
      image: null,
      endedAt: expect.any(String),
    })
    expect(body.can).toEqual({ end: false, report_sighting: false, see_sightings: true })

    expect(filesOf(sent.imageId)).toEqual([])
    for (const url of urls) expect((await t.stranger.get(url)).status).toBe(404)
    const { prisma } = t.deps.store.read
    expect(await prisma.image.findUnique({ where: { id: sent.imageId } })).toBeNull()
    const row = await prisma.missingAlert.findUnique({ where: { id } })
    expect(row).toMatchObject({ name: null, description: null, imageId: null })
    expect((await newest(resident)).kind).toBe('alert_ended')
    const words = await t.deps.store.read.sql.all<{ params: string }>(
      `SELECT "params" FROM "Notification" WHERE "subjectId" = ? UNION SELECT "payload" FROM "OutboxMessage" WHERE "payload" LIKE ?`,
      [id, `%${id}%`],
    )
    expect(JSON.stringify(words)).not.toContain('陈阿婆')

    expect((await officer.post(`${API}/alerts/${id}/actions`, end)).status).toBe(200)
    expect((await officer.post(`${API}/alerts/${id}/actions`, act('end'))).body.code).toBe('wrong_state')
    // The first request again, by a phone that lost its answer, does not bring it back.
    expect((await officer.put(`${API}/alerts/${id}`, sent)).body).toMatchObject({ state: 'ended', image: null })
    expect((await resident.get(`${API}/alerts/${id}`)).body).toMatchObject({ image: null, name: null })
  })

  test('whoever else looks after it may end it too; of two at once one does', async () => {
    const { id } = await raise()
    const clients = await Promise.all(['secretary-zhang', 'street-he'].map((persona) => t.as(persona)))
    const answers = await Promise.all(clients.map((client) => client.post(`${API}/alerts/${id}/actions`, act('end'))))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('a file that resists is shown to nobody, and taken away by the job', async () => {
    const { id, sent } = await raise()
    const shown = (await resident.get(`${API}/alerts/${id}`)).body
    const { store } = t.deps
    const write = store.write.bind(store) as Store['write']
    let writes = 0
    // The end itself is written; then the process is gone.
    store.write = (job) => {
      writes += 1
      return writes > 1 ? Promise.reject(new Error('cut short')) : write(job)
    }
    expect((await officer.post(`${API}/alerts/${id}/actions`, act('end'))).status).toBe(200)
    store.write = write
    // As if the files had not been removed before the fall.
    const folder = join(t.deps.config.dataDir, 'images', sent.imageId.slice(-2))
    writeFileSync(join(folder, `${sent.imageId}-full.webp`), 'a picture')
    for (const url of Object.values<string>(shown.image.urls)) expect((await t.stranger.get(url)).status).toBe(404)
    const own = imageAddress(t.deps, sent.imageId, 'full')
    expect((await t.stranger.get(own)).status).toBe(404)

    await clearEndedAlerts(t.deps)
    expect(filesOf(sent.imageId)).toEqual([])
    expect(await store.read.prisma.image.findUnique({ where: { id: sent.imageId } })).toBeNull()
    expect(await store.read.prisma.missingAlert.findUnique({ where: { id } })).toMatchObject({ imageId: null })
  })
})

describe('sightings', () => {
  test('come in with a point, are counted, and are read by those who look after the alert', async () => {
    const { id } = await raise()
    const sightingId = newId()
    const first = await report(resident, id, {}, sightingId)
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ alertId: id, location: POINT, displayName: '李晓梅' })
    expect((await newest(officer)).kind).toBe('alert_sighting')
    expect((await report(resident, id, {}, sightingId)).status).toBe(200)
    expect((await report(resident, id, { text: '别处' }, sightingId)).body.code).toBe('id_taken')
    const other = await t.as('resident-0600')
    await report(other, id, { location: undefined })
    const listed = await officer.get(`${API}/alerts/${id}/sightings`)
    expect(listed.body.items).toHaveLength(2)
    expect((await officer.get(`${API}/alerts/${id}`)).body.sightings).toBe(2)
    const page = await officer.get(`${API}/alerts/${id}/sightings?limit=1`)
    const rest = await officer.get(`${API}/alerts/${id}/sightings?cursor=${page.body.nextCursor}`)
    expect([...page.body.items, ...rest.body.items]).toEqual(listed.body.items)
  })

  test('20 equal ones at once are one', async () => {
    const { id } = await raise()
    const sightingId = newId()
    const answers = await Promise.all(Array.from({ length: 20 }, () => report(resident, id, {}, sightingId)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect((await officer.get(`${API}/alerts/${id}`)).body.sightings).toBe(1)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['a point outside the city', { location: { lng: 0, lat: 0 } }, 'point_outside_city'],
    ['a point that is none', { location: { lng: 181, lat: 0 } }, 'invalid_request'],
    ['tomorrow', { seenAt: '2026-11-21T01:00:00.000Z' }, 'invalid_request'],
    ['no words', { text: ' ' }, 'invalid_request'],
    ['an unknown field', { phone: '1' }, 'invalid_request'],
  ])('%s is refused', async (_, over, code) => {
    const { id } = await raise()
    expect((await report(resident, id, over)).body.code).toBe(code)
  })

  test('not after the end, and not without end', async () => {
    const { id } = await raise()
    for (let count = 0; count < SIGHTINGS_PER_PERSON; count += 1) await report(resident, id)
    expect((await report(resident, id)).status).toBe(429)
    await officer.post(`${API}/alerts/${id}/actions`, act('end'))
    expect((await report(await t.as('resident-0600'), id)).body.code).toBe('wrong_state')
  })

  test('are forgotten a month after the end', async () => {
    const { id } = await raise()
    await report(resident, id)
    await officer.post(`${API}/alerts/${id}/actions`, act('end'))
    t.clock.advance({ days: SIGHTINGS_KEPT_DAYS - 1 })
    await clearEndedAlerts(t.deps)
    expect((await officer.get(`${API}/alerts/${id}/sightings`)).body.items).toHaveLength(1)
    t.clock.advance({ days: 2 })
    await clearEndedAlerts(t.deps)
    expect((await officer.get(`${API}/alerts/${id}/sightings`)).body.items).toEqual([])
  })

  test('go with whoever reported them', async () => {
    const { id } = await raise()
    const leaver = await t.as('resident-0091')
    await report(leaver, id)
    await report(resident, id)
    expect((await leaver.del(`${API}/me`)).status).toBe(204)
    expect((await officer.get(`${API}/alerts/${id}`)).body.sightings).toBe(1)
    expect((await officer.get(`${API}/alerts/${id}/sightings`)).body.items).toHaveLength(1)
  })
})

describe('who may not', () => {
  test.each([
    ['resident-li', 403],
    ['grid-officer-2', 403],
    ['resident-far', 404],
    ['secretary-other', 404],
    ['newcomer', 404],
    ['department-water', 404],
    ['partner-bakery', 404],
  ])('%s raises none in grid 1: %i', async (persona, status) => {
    expect((await raise(await t.as(persona))).status).toBe(status)
  })

  test.each([
    ['secretary-zhang', 'community1'],
    ['street-he', 'community1'],
    ['street-he', 'grid4'],
  ] as const)('%s raises one in %s', async (persona, place) => {
    expect((await raise(await t.as(persona), { placeId: placesOf(t)[place] })).status).toBe(201)
  })

  test.each([
    ['resident-far', 404],
    ['newcomer', 404],
    ['department-water', 404],
    ['secretary-other', 404],
  ])('%s knows nothing of it: %i', async (persona, status) => {
    const client = await t.as(persona)
    const { id } = await raise()
    expect((await client.get(`${API}/alerts/${id}`)).status).toBe(status)
    expect((await client.get(`${API}/places/${placesOf(t).grid1}/alerts`)).status).toBe(status)
    expect((await client.get(`${API}/alerts/${id}/sightings`)).status).toBe(status)
    expect((await report(client, id)).status).toBe(status)
    expect((await client.post(`${API}/alerts/${id}/actions`, act('end'))).status).toBe(status)
  })

  test('a resident neither ends it nor reads what others saw', async () => {
    const { id } = await raise()
    expect((await resident.post(`${API}/alerts/${id}/actions`, act('end'))).status).toBe(403)
    expect((await resident.get(`${API}/alerts/${id}/sightings`)).status).toBe(403)
    expect((await resident.get(`${API}/places/${placesOf(t).street}/alerts`)).status).toBe(403)
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['an unknown place', { placeId: newId() }, 'not_found'],
    ['a picture that is not there', { imageId: newId() }, 'invalid_request'],
    ['tomorrow', { lastSeenAt: '2027-11-21T01:00:00.000Z' }, 'invalid_request'],
    ['a point outside the city', { location: { lng: 0, lat: 0 } }, 'point_outside_city'],
    ['a name with a hidden character', { name: 'a\u202eb' }, 'invalid_request'],
    ['no picture', { imageId: undefined }, 'invalid_request'],
    ['an unknown field', { idNumber: '330' }, 'invalid_request'],
  ])('%s is refused', async (_, over, code) => {
    expect((await raise(officer, over)).body.code).toBe(code)
  })

  test("somebody else's picture, and one that another alert shows, are refused", async () => {
    const theirs = await picture(resident)
    expect((await raise(officer, { imageId: theirs })).body.code).toBe('invalid_request')
    const { sent } = await raise()
    expect((await raise(officer, { imageId: sent.imageId })).body.code).toBe('invalid_request')
  })

  test('a street is no community', async () => {
    const street = await t.as('street-he')
    expect((await raise(street, { placeId: placesOf(t).street })).body.code).toBe('invalid_request')
  })
})
