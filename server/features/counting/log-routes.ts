import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Static, Type } from '@sinclair/typebox'
import {
  Closed,
  CountedBallots,
  CountedQuery,
  IdParams,
  LIMITS,
  LogConsistency,
  LogConsistencyQuery,
  LogEntries,
  LogEntriesQuery,
  LogProof,
  LogProofQuery,
  PageQuery,
  PollHead,
  PollHeads,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { exportPoll } from './export-poll'
import { PollExportSchema } from './read-export'
import { getLoggedPoll, readConsistency, readCounted, readEntries, readHead, readHeads, readProof } from './read-log'

/**
 * The log is public: it names nobody, and whoever checks a secret ballot must be able to do so without saying who they are.
 */
const about = { tags: ['poll log'], security: [], params: IdParams }

export const pollLogRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/polls/:id/log/head',
    {
      config: { isUnobserved: true },
      schema: { ...about, summary: 'The log as it stands, signed', response: { 200: PollHead } },
    },
    async (request) => readHead(deps, await getLoggedPoll(deps, request.params.id)),
  )

  app.get(
    '/polls/:id/log/heads',
    {
      schema: {
        ...about,
        summary: 'The heads that were signed every ten minutes and at the close, oldest first',
        querystring: Closed(PageQuery),
        response: { 200: PollHeads },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['time']) ?? [new Date(0)]
      const poll = await getLoggedPoll(deps, request.params.id)
      return toPage(
        await readHeads(deps, poll, after, limit + 1),
        limit,
        ({ row }) => [row.signedAt],
        ({ head }) => head,
      )
    },
  )

  app.get(
    '/polls/:id/log/entries',
    {
      config: { isUnobserved: true },
      schema: {
        ...about,
        summary: 'Leaves of the log, from start to end, both included',
        querystring: LogEntriesQuery,
        response: { 200: LogEntries },
      },
    },
    async (request) => {
      const { start, end } = request.query
      return readEntries(deps, await getLoggedPoll(deps, request.params.id), start, end)
    },
  )
}

export const pollProofRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/polls/:id/log/proof',
    {
      config: { isUnobserved: true },
      schema: {
        ...about,
        summary: 'That a leaf is in the log (RFC 9162, section 2.1.3)',
        querystring: LogProofQuery,
        response: { 200: LogProof },
      },
    },
    async (request) => readProof(deps, await getLoggedPoll(deps, request.params.id), request.query.leafHash),
  )

  app.get(
    '/polls/:id/log/consistency',
    {
      schema: {
        ...about,
        summary: 'That one tree of the log begins with another (RFC 9162, section 2.1.4)',
        querystring: LogConsistencyQuery,
        response: { 200: LogConsistency },
      },
    },
    async (request) => {
      const { first, second } = request.query
      return readConsistency(deps, await getLoggedPoll(deps, request.params.id), first, second)
    },
  )

  app.get(
    '/polls/:id/counted-ballots',
    {
      config: { isUnobserved: true },
      schema: {
        ...about,
        summary: "Ballots of a secret poll after the close, by the beginning of their credential's hash",
        querystring: CountedQuery,
        response: { 200: CountedBallots },
      },
    },
    async (request) => readCounted(deps, await getLoggedPoll(deps, request.params.id), request.query.prefix),
  )

  app.get(
    '/polls/:id/export',
    {
      schema: {
        ...about,
        summary: 'Everything that it takes to count a poll again, without a name (linli verify-poll)',
        response: { 200: Type.Unsafe<Static<typeof PollExportSchema>>(PollExportSchema) },
      },
    },
    async (request, reply) => {
      const poll = await exportPoll(deps, await getLoggedPoll(deps, request.params.id))
      return reply.header('content-disposition', `attachment; filename="poll-${request.params.id}.json"`).send(poll)
    },
  )
}
