import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import {
  AidCategories,
  CreateMatchRequest,
  IdParams,
  type Language,
  LIMITS,
  Match,
  MatchAction,
  MatchesQuery,
  MatchingRun,
  MatchProposals,
  Page,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findStanding } from '../membership'
import { actOnMatch } from './act-on-match'
import { blockPerson } from './block-person'
import { createMatch } from './create-match'
import { giftRoutes } from './gift-routes'
import { findMatch, listMatchesOfPerson } from './match-repository'
import { needRoutes } from './need-routes'
import { refuseReadMatch } from './policy'
import type { AidPorts } from './ports'
import { presentMatch, presentProposals } from './presenter'
import { proposeMatches } from './propose-matches'
import { runMatchingAsStaff } from './run-matching'
import { showMatch } from './show-aid'
import { volunteerRoutes } from './volunteer-routes'
import { CATEGORIES } from './words'

/** As the request asks, or else as the person has set it. */
function readersLanguage(request: FastifyRequest): Language {
  return request.headers['accept-language'] === undefined ? callerOf(request).language : languageOf(request)
}

/** Later than any phone's clock. */
const AFTER_ALL_TIMES = new Date('2999-01-01T00:00:00.000Z')

export const mutualAidRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: AidPorts }> = async (
  app,
  { deps, ports },
) => {
  const { read } = deps.store
  const tags = ['mutual-aid']
  await app.register(needRoutes, { deps })
  await app.register(giftRoutes, { deps })
  await app.register(volunteerRoutes, { deps })

  app.get(
    '/aid-categories',
    { schema: { tags, summary: 'What is asked for and offered most', response: { 200: AidCategories } } },
    async (request) => CATEGORIES.map(({ id, kind, name }) => ({ id, kind, name: name[readersLanguage(request)] })),
  )

  app.get(
    '/needs/:id/matches',
    {
      schema: {
        tags,
        summary: 'Who could help, the best first, with the reasons',
        params: IdParams,
        response: { 200: MatchProposals },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { need, candidates } = await proposeMatches(deps, { needId: request.params.id, personId })
      return presentProposals(need, candidates, readersLanguage(request))
    },
  )

  app.put(
    '/matches/:id',
    {
      schema: {
        tags,
        summary: 'Ask a helper',
        params: IdParams,
        body: CreateMatchRequest,
        response: { 200: Match, 201: Match },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { outcome, match } = await createMatch(deps, { ...request.body, id: request.params.id, personId })
      const shown = await showMatch(deps, match, personId)
      return reply.status(outcome === 'created' ? 201 : 200).send(shown)
    },
  )

  app.get(
    '/matches/:id',
    { config: { staffView: 'aid' }, schema: { tags, summary: 'A match', params: IdParams, response: { 200: Match } } },
    async (request) => {
      const { personId } = callerOf(request)
      const match = found(await findMatch(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReadMatch(standing, match))
      return showMatch(deps, match, personId)
    },
  )

  app.get(
    '/me/matches',
    {
      schema: {
        tags,
        summary: 'What I was asked, and whom I asked, newest first',
        querystring: MatchesQuery,
        response: { 200: Page(Match) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, state = null, needId = null } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? ([AFTER_ALL_TIMES, AFTER_ALL_IDS] as const)
      const rows = await listMatchesOfPerson(read, { personId, state, needId }, before, limit + 1)
      const standing = await findStanding(read, personId)
      const now = deps.clock.now()
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentMatch(row, standing, now),
      )
    },
  )

  app.post(
    '/matches/:id/actions',
    {
      schema: {
        tags,
        summary: 'Accept or decline (helper), thank or say that nobody came (requester), call off, report',
        params: IdParams,
        body: MatchAction,
        response: { 200: Match },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { body } = request
      const act = 'text' in body ? { ...body, text: normaliseText(body.text, 'text', LIMITS.reasonText) } : body
      const match = await actOnMatch(deps, ports, { matchId: request.params.id, personId, act })
      return showMatch(deps, match, personId)
    },
  )

  app.post(
    '/places/:id/matching-runs',
    {
      schema: {
        tags,
        summary: 'Match all open needs of a community or grid at once, and ask whom it finds (staff)',
        params: IdParams,
        response: { 200: MatchingRun },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return runMatchingAsStaff(deps, { placeId: request.params.id, personId })
    },
  )

  for (const method of ['PUT', 'DELETE'] as const) {
    app.route({
      method,
      url: '/me/blocks/:id',
      schema: {
        tags,
        summary: method === 'PUT' ? 'Never match me with this person' : 'Match me with this person again',
        params: IdParams,
        response: { 204: Type.Null() },
      },
      handler: async (request, reply) => {
        const { personId } = callerOf(request)
        const { id } = request.params as { id: string }
        await blockPerson(deps, { personId, blockedId: id, isBlocked: method === 'PUT' })
        return reply.status(204).send(null)
      },
    })
  }
}
