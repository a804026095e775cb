import { newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'
import { act, type Operation } from './operation'
import type { World } from './operations'

/** What channels, sensors and a search brought into grid 1. */
export interface ChannelWorld {
  careTaskId: string
  consentId: string
  watchedHousehold: string
  alertId: string
  photoUrl: string
  signal: object
  sighting: object
}

export async function makeChannelWorld(t: TestApp, png: Buffer): Promise<ChannelWorld> {
  const { grid1, community1, buildings } = placesOf(t)
  const resident = await t.as('resident-li')
  const officer = await t.as('grid-officer-wang')
  const at = t.clock.now()
  const [membership] = (await resident.get('/api/v1/me')).body.memberships
  const consentId = newId()
  const watched = { householdId: membership.household.id, channel: 'door_sensor', deviceId: 'door-1' }
  await resident.put(`/api/v1/sensor-consents/${consentId}`, watched)
  const careTaskId = newId()
  const task = { id: careTaskId, communityId: community1, gridId: grid1, buildingId: buildings[0] ?? '' }
  await t.deps.store.write((tx) =>
    tx.prisma.careTask.create({ data: { ...task, channel: 'door_sensor', text: '…', dueAt: at, createdAt: at } }),
  )
  const imageId = newId()
  await officer.put(`/api/v1/images/${imageId}`, png, { 'content-type': 'image/png' })
  const alertId = newId()
  const seen = { lastPlace: '东门', lastSeenAt: at.toISOString() }
  const missing = { placeId: grid1, name: '陈阿婆', description: '红色毛衣', imageId, ...seen }
  const { body } = await officer.put(`/api/v1/alerts/${alertId}`, missing)
  return {
    careTaskId,
    consentId,
    watchedHousehold: membership.household.id,
    alertId,
    photoUrl: body.image.urls.thumb.replace('/api/v1', ''),
    signal: { signalId: 'S-1', channel: '12345', placeId: grid1, at: at.toISOString(), text: '…' },
    sighting: { text: '看到了', seenAt: at.toISOString() },
  }
}

const read = (urlOf: (world: World) => string): Operation => ({
  request: (world) => ({ url: urlOf(world) }),
})

/** How the operations on signals, care, alerts and Open311 are asked for. */
export const CHANNEL_OPERATIONS: Record<string, Operation> = {
  'POST /signals': { request: ({ signal }) => ({ url: '/signals', body: signal }) },
  'PUT /places/{id}/appeal-imports/{batchId}': {
    request: ({ grid }) => ({
      url: `/places/${grid}/appeal-imports/${newId()}?channel=12345`,
      body: Buffer.from('number,grid,text\nA-1,GH01,x'),
      headers: { 'content-type': 'text/csv' },
    }),
  },
  'GET /places/{id}/care-tasks': { request: ({ grid }) => ({ url: `/places/${grid}/care-tasks` }) },
  'GET /care-tasks/{id}': { request: ({ careTaskId }) => ({ url: `/care-tasks/${careTaskId}` }) },
  'POST /care-tasks/{id}/actions': {
    request: ({ careTaskId }) => ({ url: `/care-tasks/${careTaskId}/actions`, body: act('take') }),
  },
  'PUT /sensor-consents/{id}': {
    request: ({ watchedHousehold }) => ({
      url: `/sensor-consents/${newId()}`,
      body: { householdId: watchedHousehold, channel: 'door_sensor', deviceId: 'door-2' },
    }),
  },
  'POST /sensor-consents/{id}/actions': {
    request: ({ consentId }) => ({ url: `/sensor-consents/${consentId}/actions`, body: act('withdraw') }),
  },
  'GET /me/sensor-consents': { request: () => ({ url: '/me/sensor-consents' }) },

  'PUT /alerts/{id}': {
    request: ({ grid }) => ({
      url: `/alerts/${newId()}`,
      body: {
        placeId: grid,
        name: '…',
        description: '…',
        imageId: newId(),
        lastPlace: '…',
        lastSeenAt: '2026-11-20T01:00:00.000Z',
      },
    }),
  },
  'GET /alerts/{id}': { request: ({ alertId }) => ({ url: `/alerts/${alertId}` }) },
  'GET /places/{id}/alerts': { request: ({ grid }) => ({ url: `/places/${grid}/alerts` }) },
  'GET /alerts/{id}/sightings': { request: ({ alertId }) => ({ url: `/alerts/${alertId}/sightings` }) },
  'PUT /alerts/{id}/sightings/{sightingId}': {
    request: ({ alertId, sighting }) => ({ url: `/alerts/${alertId}/sightings/${newId()}`, body: sighting }),
  },
  'POST /alerts/{id}/actions': { request: ({ alertId }) => ({ url: `/alerts/${alertId}/actions`, body: act('end') }) },
  'GET /alerts/{id}/photo/{variant}': read(({ photoUrl }) => photoUrl),

  'GET /open311/v2/services.json': read(() => '/open311/v2/services.json'),
  'GET /open311/v2/services.xml': read(() => '/open311/v2/services.xml'),
  'GET /open311/v2/requests.json': read(() => '/open311/v2/requests.json'),
  'GET /open311/v2/requests.xml': read(() => '/open311/v2/requests.xml'),
  'GET /open311/v2/requests/{id}.json': read(({ appealId }) => `/open311/v2/requests/${appealId}.json`),
  'GET /open311/v2/requests/{id}.xml': read(({ appealId }) => `/open311/v2/requests/${appealId}.xml`),
}
