import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  AlertAction,
  AlertsQuery,
  Closed,
  CreateAlertRequest,
  CreateSightingRequest,
  IdParams,
  LIMITS,
  MissingAlert,
  Page,
  PageQuery,
  Sighting,
  SightingParams,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { listImages } from '../media'
import { findStanding } from '../membership'
import { findPlace, listSubtree } from '../places'
import { endAlert } from './end-alert'
import { refuseKeep, refuseSee, refuseSeeAll } from './policy'
import { presentAlert, presentSighting } from './presenter'
import { raiseAlert } from './raise-alert'
import { reportSighting } from './report-sighting'
import { type AlertRow, findAlert, listAlerts } from './repository'
import { listSightings } from './sighting-repository'

const tags = ['alerts']

export const alertsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store

  async function present(rows: readonly AlertRow[], personId: string): Promise<MissingAlert[]> {
    const ids = rows.flatMap(({ imageId }) => imageId ?? [])
    const images = new Map((await listImages(read, ids)).map((image) => [image.id, image]))
    const standing = await findStanding(read, personId)
    return rows.map((row) => presentAlert(row, images.get(row.imageId ?? ''), standing, deps.secrets))
  }

  async function presentOne(row: AlertRow, personId: string): Promise<MissingAlert> {
    return found((await present([row], personId))[0])
  }

  /** The communities whose alerts are read at a place: its own, or all below it. */
  async function findCommunities(placeId: string, personId: string): Promise<string[]> {
    const place = found(await findPlace(read, placeId))
    const standing = await findStanding(read, personId)
    if (place.communityId === null) {
      refuseIf(refuseSeeAll(standing, place.path))
      return (await listSubtree(read, place.path, 'community')).map(({ id }) => id)
    }
    refuseIf(refuseSee(standing, found(await findPlace(read, place.communityId)).path))
    return [place.communityId]
  }

  app.put(
    '/alerts/:id',
    {
      schema: {
        tags,
        summary: 'Somebody is missing: tell everybody in the community (grid officer, secretary, street)',
        params: IdParams,
        body: CreateAlertRequest,
        response: { 200: MissingAlert, 201: MissingAlert },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { body } = request
      const { outcome, alert } = await raiseAlert(deps, {
        ...body,
        id: request.params.id,
        personId,
        name: normaliseLine(body.name, 'name', LIMITS.displayName),
        description: normaliseText(body.description, 'description', LIMITS.alertText),
        lastPlace: normaliseLine(body.lastPlace, 'lastPlace', LIMITS.noticeTitle),
      })
      return reply.status(outcome === 'created' ? 201 : 200).send(await presentOne(alert, personId))
    },
  )

  app.get(
    '/alerts/:id',
    { schema: { tags, summary: 'A missing person', params: IdParams, response: { 200: MissingAlert } } },
    async (request) => {
      const { personId } = callerOf(request)
      const alert = found(await findAlert(read, request.params.id))
      refuseIf(refuseSee(await findStanding(read, personId), alert.communityPath))
      return presentOne(alert, personId)
    },
  )

  app.get(
    '/places/:id/alerts',
    {
      schema: {
        tags,
        summary: 'Missing people of the community, newest first',
        params: IdParams,
        querystring: AlertsQuery,
        response: { 200: Page(MissingAlert) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { state = null, limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id'])
      const communityIds = await findCommunities(request.params.id, personId)
      const rows = await listAlerts(read, communityIds, { state, before, limit: limit + 1 })
      const shown = new Map((await present(rows.slice(0, limit), personId)).map((alert) => [alert.id, alert]))
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => found(shown.get(row.id)),
      )
    },
  )

  app.post(
    '/alerts/:id/actions',
    {
      schema: {
        tags,
        summary: 'End an alert; every copy of the picture is deleted',
        params: IdParams,
        body: AlertAction,
        response: { 200: MissingAlert },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const alert = await endAlert(deps, { alertId: request.params.id, personId, actId: request.body.id })
      return presentOne(alert, personId)
    },
  )

  app.put(
    '/alerts/:id/sightings/:sightingId',
    {
      schema: {
        tags,
        summary: 'I saw the missing person',
        params: SightingParams,
        body: CreateSightingRequest,
        response: { 200: Sighting, 201: Sighting },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id: alertId, sightingId: id } = request.params
      const text = normaliseText(request.body.text, 'text', LIMITS.reasonText)
      const { outcome, sighting } = await reportSighting(deps, { ...request.body, text, id, alertId, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(presentSighting(sighting))
    },
  )

  app.get(
    '/alerts/:id/sightings',
    {
      config: { staffView: 'alert' },
      schema: {
        tags,
        summary: 'Where the missing person was seen, newest first (those who look after the alert)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Sighting) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id'])
      const alert = found(await findAlert(read, request.params.id))
      refuseIf(refuseKeep(await findStanding(read, personId), alert))
      const rows = await listSightings(read, alert, before, limit + 1)
      return toPage(rows, limit, (row) => [row.createdAt, row.id], presentSighting)
    },
  )
}
