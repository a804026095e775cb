import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  CreateMembershipRequest,
  IdParams,
  LIMITS,
  MembershipAction,
  MembershipState,
  MembershipView,
  Page,
  PageQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findPlace, listSubtree } from '../places'
import { decideMembership } from './decide-membership'
import { findStanding } from './find-standing'
import { refuseReadingMembership, refuseVerifying } from './policy'
import { presentMembership } from './presenter'
import { findMembership, listMembershipsOfGrids } from './repository'
import { requestMembership } from './request-membership'

const ListQuery = Closed({ ...PageQuery, state: Type.Optional(MembershipState) })

export const membershipRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.put(
    '/memberships/:id',
    {
      schema: {
        tags: ['membership'],
        summary: 'Ask to be let into a household',
        params: IdParams,
        body: CreateMembershipRequest,
        response: { 200: MembershipView, 201: MembershipView },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { outcome, membership } = await requestMembership(deps, {
        id: request.params.id,
        personId,
        ...request.body,
      })
      const standing = await findStanding(deps.store.read, personId)
      return reply.status(outcome === 'created' ? 201 : 200).send(presentMembership(membership, standing))
    },
  )

  app.get(
    '/memberships/:id',
    {
      config: { staffView: 'membership' },
      schema: {
        tags: ['membership'],
        summary: 'A request to be let in, for whoever made it and the staff of its grid',
        params: IdParams,
        response: { 200: MembershipView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const membership = found(await findMembership(deps.store.read, request.params.id))
      const standing = await findStanding(deps.store.read, personId)
      refuseIf(refuseReadingMembership(standing, membership))
      return presentMembership(membership, standing)
    },
  )

  app.get(
    '/places/:id/memberships',
    {
      config: { staffView: 'membership' },
      schema: {
        tags: ['membership'],
        summary: 'Who asked to be let in, oldest first (staff)',
        params: IdParams,
        querystring: ListQuery,
        response: { 200: Page(MembershipView) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { state = 'pending', limit = LIMITS.pageDefault, cursor } = request.query
      const after = decodeCursor(cursor, ['time', 'id']) ?? ([new Date(0), BEFORE_ALL_IDS] as const)
      const place = found(await findPlace(deps.store.read, request.params.id))
      const standing = await findStanding(deps.store.read, personId)
      refuseIf(refuseVerifying(standing, place.path))
      const grids = await listSubtree(deps.store.read, place.path, 'grid')
      const rows = await listMembershipsOfGrids(
        deps.store.read,
        grids.map(({ id }) => id),
        state,
        after,
        limit + 1,
      )
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentMembership(row, standing),
      )
    },
  )

  app.post(
    '/memberships/:id/actions',
    {
      schema: {
        tags: ['membership'],
        summary: 'Verify, refuse (with a reason) or end a membership',
        params: IdParams,
        body: MembershipAction,
        response: { 200: MembershipView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action, reason } = request.body
      const membership = await decideMembership(deps, {
        membershipId: request.params.id,
        personId,
        actId,
        action,
        reason: reason === undefined ? null : normaliseText(reason, 'reason', LIMITS.reasonText),
      })
      return presentMembership(membership, await findStanding(deps.store.read, personId))
    },
  )
}
