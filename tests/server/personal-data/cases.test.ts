import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deleteForgottenImages } from '../../../server/jobs/delete-forgotten-images'
import { buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'
import { act, read, report, reportBody, spotsOf } from '../appeals/case-steps'
import { say } from '../feed/speak'
import { SIGNAL_ENV, sendSignal, signalBody } from '../signals/sign'
import { columnsWith, pictureFilesOf, rowsOf } from './database-scan'
import { MARK, upload } from './marked-life'

const API = '/api/v1'
let t: TestApp
beforeAll(async () => {
  t = await buildTestApp({ env: SIGNAL_ENV })
})
afterAll(() => t.close())

describe('a picture in the file of a case', () => {
  test('stays when a post that shows it too is deleted, and for neighbours as well', async () => {
    const li = await t.as('resident-li')
    const imageId = await upload(li, '#aa1100')
    const { id: postId } = await say(t, li, { text: '路灯坏了', imageIds: [imageId] })
    const caseId = await report(t, { imageIds: [imageId] })
    expect((await li.del(`${API}/posts/${postId}`)).status).toBe(204)
    for (const persona of ['resident-li', 'resident-zhou', 'grid-officer-wang']) {
      const { images } = (await read(t, persona, caseId)).body
      expect(images, persona).toMatchObject([{ id: imageId }])
      expect((await t.stranger.get(images[0].urls.full)).status, persona).toBe(200)
    }
    expect(pictureFilesOf(t, [imageId])).toHaveLength(2)
  })

  test('is no forgotten one: of a report, of an answer, of somebody missing; a post without a case takes its own along', async () => {
    const [li, officer] = [await t.as('resident-li'), await t.as('grid-officer-wang')]
    const [reported, answered, missing] = [
      await upload(li, '#00aa11'),
      await upload(officer, '#0011aa'),
      await upload(officer, '#1100aa'),
    ]
    const caseId = await report(t, { imageIds: [reported] })
    await act(t, 'grid-officer-wang', caseId, 'accept')
    await act(t, 'grid-officer-wang', caseId, 'answer', { text: '已修好', imageIds: [answered] })
    const alert = {
      placeId: spotsOf(t).grid1,
      name: '陈奶奶',
      description: '短白发',
      imageId: missing,
      lastPlace: '菜场门口',
      lastSeenAt: t.clock.now().toISOString(),
    }
    expect((await officer.put(`${API}/alerts/${newId()}`, alert)).status).toBe(201)
    const alone = await upload(li, '#00bb22')
    const { id: postId } = await say(t, li, { text: '一条', imageIds: [alone] })
    await li.del(`${API}/posts/${postId}`)
    expect(pictureFilesOf(t, [alone])).toEqual([])
    t.clock.advance({ days: 2 })
    await deleteForgottenImages.run(t.deps)
    expect(pictureFilesOf(t, [reported, answered, missing])).toHaveLength(6)
    const { body } = await read(t, 'resident-li', caseId)
    expect(body.images).toMatchObject([{ id: reported }])
    expect(body.timeline.at(-1)).toMatchObject({ kind: 'answer', images: [{ id: answered }] })
  })

  test('withheld with a post that was hidden, it is seen by who handles the case and by nobody else', async () => {
    const li = await t.as('resident-li')
    const imageId = await upload(li, '#bb2200')
    const { id: postId } = await say(t, li, { text: '不好看的', imageIds: [imageId] })
    const caseId = await report(t, { imageIds: [imageId] })
    const reportId = newId()
    await (await t.as('resident-zhou')).put(`${API}/reports/${reportId}`, {
      subject: { kind: 'post', id: postId },
      reason: '不合适',
    })
    const officer = await t.as('grid-officer-wang')
    await officer.post(`${API}/reports/${reportId}/actions`, { id: newId(), action: 'hide', reason: '不合适' })
    expect((await read(t, 'resident-zhou', caseId)).body.images).toEqual([])
    const [image] = (await read(t, 'grid-officer-wang', caseId)).body.images
    expect((await officer.get(image.urls.full)).status).toBe(200)
  })
})

describe('whoever reported, rated, agreed to a sensor and saw somebody', () => {
  let person: Client
  let alone: string
  let shared: string
  let archive: Record<string, Uint8Array>
  let alertId: string
  const json = (name: string) => JSON.parse(strFromU8(archive[name] ?? new Uint8Array()))

  beforeAll(async () => {
    person = await t.as('resident-0201')
    alone = await report(t, { text: `${MARK} alone` }, 'resident-0201')
    shared = await report(t, { text: 'a lamp' }, 'resident-0201')
    await act(t, 'resident-0203', shared, 'join')
    await act(t, 'grid-officer-wang', shared, 'accept')
    await act(t, 'grid-officer-wang', shared, 'answer', { text: 'mended' })
    await act(t, 'resident-0201', shared, 'rate', { stars: 2, text: `${MARK} still dark` })

    const [membership] = (await person.get(`${API}/me`)).body.memberships
    const consent = { householdId: membership.household.id, channel: 'door_sensor', deviceId: `${MARK}-door` }
    expect((await person.put(`${API}/sensor-consents/${newId()}`, consent)).status).toBe(201)
    const signal = signalBody(t, {
      channel: 'door_sensor',
      placeId: spotsOf(t).grid1,
      deviceId: consent.deviceId,
      text: 'the door has not moved',
    })
    expect((await sendSignal(t, signal)).body.outcome).toBe('care_task')

    const officer = await t.as('grid-officer-wang')
    alertId = newId()
    const alert = {
      placeId: spotsOf(t).grid1,
      name: 'Grandma Chen',
      description: 'short white hair',
      imageId: await upload(officer, '#778899'),
      lastPlace: 'the market',
      lastSeenAt: t.clock.now().toISOString(),
    }
    await officer.put(`${API}/alerts/${alertId}`, alert)
    const sighting = { text: `${MARK} at the bridge`, seenAt: t.clock.now().toISOString() }
    expect((await person.put(`${API}/alerts/${alertId}/sightings/${newId()}`, sighting)).status).toBe(201)
    archive = unzipSync((await person.get(`${API}/me/export`)).body)
  })

  test('is given all of it', () => {
    expect(json('appeals.json')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: alone, tie: 'reporter', text: `${MARK} alone` }),
        expect.objectContaining({ id: shared, tie: 'reporter', text: 'a lamp', state: 'reopened' }),
      ]),
    )
    expect(json('appeal-ratings.json')).toMatchObject([{ appealId: shared, stars: 2, text: `${MARK} still dark` }])
    expect(json('sensor-consents.json')).toMatchObject([{ device: `${MARK}-door`, withdrawnAt: null }])
    expect(json('care-tasks.json')).toMatchObject([{ part: 'home', text: 'the door has not moved' }])
    expect(json('sightings.json')).toMatchObject([{ alertId, text: `${MARK} at the bridge` }])
  })

  test('is given what staff did too, where they are staff', async () => {
    const officer = await t.as('grid-officer-wang')
    archive = unzipSync((await officer.get(`${API}/me/export`)).body)
    expect(json('alerts-raised.json')).toEqual(expect.arrayContaining([expect.objectContaining({ id: alertId })]))
    expect(json('appeals-handled.json')).toEqual(
      expect.arrayContaining([expect.objectContaining({ appealId: shared, action: 'answer', text: 'mended' })]),
    )
  })

  test('leaves nothing of it but files without a name, and a device that is free again', async () => {
    expect((await person.del(`${API}/me`)).status).toBe(204)
    expect(await columnsWith(t, MARK)).toEqual([])
    expect((await read(t, 'grid-officer-wang', alone)).body).toMatchObject({ state: 'withdrawn', text: '' })
    const kept = (await read(t, 'resident-0203', shared)).body
    expect(kept).toMatchObject({ state: 'reopened', text: 'a lamp', visibleName: null, households: 1 })
    expect(kept.timeline.find(({ kind }: { kind: string }) => kind === 'rate')).toMatchObject({ stars: 2, text: null })
    expect(await rowsOf(t, 'SensorConsent', { personId: person.personId })).toEqual([])
    expect((await rowsOf(t, 'CareTask', {})).map(({ householdId }) => householdId)).toEqual([null])
    expect(await rowsOf(t, 'AppealTie', { personId: person.personId })).toEqual([])
    expect((await (await t.as('grid-officer-wang')).get(`${API}/alerts/${alertId}`)).body.sightings).toBe(0)
    const zhou = await t.as('resident-zhou')
    const [membership] = (await zhou.get(`${API}/me`)).body.memberships
    const consent = { householdId: membership.household.id, channel: 'door_sensor', deviceId: `${MARK}-door` }
    expect((await zhou.put(`${API}/sensor-consents/${newId()}`, consent)).status).toBe(201)
  })

  test('a signal names nobody', async () => {
    const columns = Object.keys((await rowsOf(t, 'Signal', {}))[0] ?? {})
    expect(columns).toEqual(expect.arrayContaining(['channel', 'number', 'bodyHash']))
    expect(columns.filter((column) => /person|text|body$/i.test(column))).toEqual([])
  })
})

test('whoever has left reports no more', async () => {
  const person = await t.as('resident-0205')
  await person.del(`${API}/me`)
  expect((await person.put(`${API}/appeals/${newId()}`, reportBody(t))).status).toBe(401)
})
