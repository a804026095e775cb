import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { AidVolunteer, AidVolunteersQuery, Closed, Id, IdParams, LIMITS, Page } from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseVouching } from './policy'
import { listResidents, type ResidentRow } from './volunteer-repository'
import { vouchForVolunteer } from './vouch-for-volunteer'

/** Whom the community knows as volunteers. */
export const volunteerRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['mutual-aid']

  app.get(
    '/places/:id/volunteers',
    {
      schema: {
        tags,
        summary: 'The verified volunteers of a place, or the residents of a name, to say which of them are (staff)',
        params: IdParams,
        querystring: AidVolunteersQuery,
        response: { 200: Page(AidVolunteer) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, named } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const words = named === undefined ? null : normaliseLine(named, 'named', LIMITS.displayName)
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseVouching(await findStanding(read, personId), place))
      const scope = { communityId: place.communityId ?? place.id, path: place.path, named: words }
      return toPage(await listResidents(read, scope, after, limit + 1), limit, ({ id }) => [id], presentResident)
    },
  )

  for (const method of ['PUT', 'DELETE'] as const) {
    app.route({
      method,
      url: '/places/:id/volunteers/:personId',
      schema: {
        tags,
        summary:
          method === 'PUT' ? 'This resident is a volunteer (staff)' : 'This resident is no volunteer any more (staff)',
        params: Closed({ id: Id, personId: Id }),
        response: { 204: Type.Null() },
      },
      handler: async (request, reply) => {
        const { id, personId: volunteerId } = request.params as { id: string; personId: string }
        const { personId } = callerOf(request)
        await vouchForVolunteer(deps, { placeId: id, personId, volunteerId, isVolunteer: method === 'PUT' })
        return reply.status(204).send(null)
      },
    })
  }
}

function presentResident({ id, displayName, buildingName, gridName, verifiedAt }: ResidentRow): AidVolunteer {
  return {
    id,
    displayName,
    building: buildingName,
    grid: gridName,
    verifiedAt: verifiedAt === null ? null : new Date(verifiedAt).toISOString(),
  }
}
