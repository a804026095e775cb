import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  CastVoteRequest,
  CreateStatementRequest,
  IdParams,
  LIMITS,
  NextStatement,
  OpinionMap,
  Page,
  SimilarStatements,
  SimilarStatementsQuery,
  Statement,
  StatementAction,
  StatementsQuery,
  VoteAnswer,
  VoteParams,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { found } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { addStatement } from './add-statement'
import { castVote } from './cast-vote'
import { chooseNext } from './choose-next'
import { decideStatement } from './decide-statement'
import { findSimilar } from './find-similar'
import { getSeenTopic } from './find-topic'
import type { OpinionMaps } from './opinion-maps'
import { refuseModerate } from './policy'
import { presentStatement } from './presenter'
import { exportTopic, showMap } from './show-map'
import { findStatement, listStatements } from './statement-repository'

const tags = ['deliberation']

export const opinionRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; maps: OpinionMaps }> = async (
  app,
  { deps, maps },
) => {
  const { read } = deps.store

  const showStatement = async (id: string, personId: string): Promise<Statement> => {
    const statement = found(await findStatement(read, id, personId))
    const now = deps.clock.now()
    return presentStatement(statement, await getSeenTopic(read, statement.topicId, personId, now), now)
  }

  app.put(
    '/statements/:id',
    {
      schema: {
        tags,
        summary: 'Add an opinion that others vote on',
        params: IdParams,
        body: CreateStatementRequest,
        response: { 200: Statement, 201: Statement },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const text = normaliseText(request.body.text, 'text', LIMITS.statementText)
      const outcome = await addStatement(deps, { id, personId, topicId: request.body.topicId, text })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showStatement(id, personId))
    },
  )

  app.post(
    '/statements/:id/actions',
    {
      schema: {
        tags,
        summary: 'Show a statement that waits, or take one out with a reason (secretary)',
        params: IdParams,
        body: StatementAction,
        response: { 200: Statement },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const action =
        request.body.action === 'hide'
          ? { ...request.body, reason: normaliseText(request.body.reason, 'reason', LIMITS.reasonText) }
          : request.body
      await decideStatement(deps, { statementId: id, personId, action })
      return showStatement(id, personId)
    },
  )

  app.get(
    '/topics/:id/statements',
    {
      schema: {
        tags,
        summary: 'The statements of a topic, in the order in which they came',
        params: IdParams,
        querystring: StatementsQuery,
        response: { 200: Page(Statement) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { state, mine = false, limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['order']) ?? [0]
      const now = deps.clock.now()
      const seen = await getSeenTopic(read, request.params.id, personId, now)
      const seesAll = mine || refuseModerate(seen.viewer, seen.facts) === null
      // What is not shown is there for its author and for those who decide about it.
      if (!seesAll && state !== undefined && state !== 'shown') return { items: [], nextCursor: null }
      const rows = await listStatements(read, {
        topic: seen.row,
        readerId: personId,
        state: state ?? (seesAll ? null : 'shown'),
        mine,
        after,
        limit: limit + 1,
      })
      return toPage(
        rows,
        limit,
        ({ number }) => [number],
        (row) => presentStatement(row, seen, now),
      )
    },
  )

  app.get(
    '/topics/:id/similar-statements',
    {
      schema: {
        tags,
        summary: 'Statements that say nearly the same as what I am about to say',
        params: IdParams,
        querystring: SimilarStatementsQuery,
        response: { 200: SimilarStatements },
      },
    },
    async (request) => {
      const text = normaliseText(request.query.text, 'text', LIMITS.statementText)
      const { personId } = callerOf(request)
      return { items: await findSimilar(deps, { topicId: request.params.id, personId, text }) }
    },
  )

  app.put(
    '/topics/:id/votes/:statementId',
    {
      schema: {
        tags,
        summary: 'Agree, disagree, or pass; the last one counts',
        params: VoteParams,
        body: CastVoteRequest,
        response: { 200: VoteAnswer },
      },
    },
    async (request) => {
      const { id, statementId } = request.params
      const { personId } = callerOf(request)
      return castVote(deps, { topicId: id, statementId, personId, vote: request.body.vote })
    },
  )

  app.get(
    '/topics/:id/next-statement',
    {
      schema: {
        tags,
        summary: 'The statement that I am asked about next; 204 where I have voted on all',
        params: IdParams,
        response: { 200: NextStatement, 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const next = await chooseNext(deps, maps, { topicId: request.params.id, personId })
      return next === null ? reply.status(204).send(null) : reply.status(200).send(next)
    },
  )

  app.get(
    '/topics/:id/opinion-map',
    {
      schema: {
        tags,
        summary: 'The opinion map, at most ten seconds old; no person can be told from it',
        params: IdParams,
        response: { 200: OpinionMap },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const json = await showMap(deps, maps, { topicId: request.params.id, personId })
      // Written as JSON already, so Fastify's serialiser has nothing to do.
      return reply.header('content-type', 'application/json; charset=utf-8').send(json as never)
    },
  )

  for (const table of ['votes', 'statements'] as const) {
    app.get(
      `/topics/:id/${table}.csv`,
      {
        schema: {
          tags,
          summary: `The anonymous ${table} of a closed topic, with the columns of a pol.is export, for anybody`,
          security: [],
          produces: ['text/csv'],
          params: IdParams,
          response: { 200: Type.String() },
        },
      },
      async (request, reply) => {
        const { id } = request.params
        const personId = request.caller?.personId ?? null
        const csv = await exportTopic(deps, maps, { topicId: id, personId, table })
        return reply
          .header('content-disposition', `attachment; filename="${table}-${id}.csv"`)
          .type('text/csv; charset=utf-8')
          .serializer((text: string) => text)
          .send(csv)
      },
    )
  }
}
