import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { IdParams, PollResult, PrintQuery } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findStanding } from '../membership'
import { findPoll, refuseDesk } from '../polls'
import { drawCertificate } from './certificate'
import { drawPaperBallots } from './print-ballots'
import { getCountedPoll, presentResult } from './read-result'

const Pdf = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const countingRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const tags = ['polls']

  app.get(
    '/polls/:id/result',
    {
      schema: {
        tags,
        summary: 'What a poll came to, and why, after the close',
        params: IdParams,
        response: { 200: PollResult },
      },
    },
    async (request) => {
      const counted = await getCountedPoll(deps, request.params.id, callerOf(request).personId)
      return presentResult(counted, languageOf(request), deps.clock.now())
    },
  )

  app.get(
    '/polls/:id/certificate',
    {
      schema: {
        tags,
        summary: 'The result as a document',
        params: IdParams,
        produces: ['application/pdf'],
        response: { 200: Pdf },
      },
    },
    async (request, reply) => {
      const counted = await getCountedPoll(deps, request.params.id, callerOf(request).personId)
      const bytes = await drawCertificate(counted, counted.poll.placeName)
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': `attachment; filename="poll-${request.params.id}.pdf"`,
        })
        .send(bytes as never)
    },
  )

  app.get(
    '/polls/:id/paper-ballots/print',
    {
      schema: {
        tags,
        summary: 'Paper ballots to print, each with its serial (staff)',
        params: IdParams,
        querystring: PrintQuery,
        produces: ['application/pdf'],
        response: { 200: Pdf },
      },
    },
    async (request, reply) => {
      const poll = found(await findPoll(deps.store.read, request.params.id))
      refuseIf(refuseDesk(await findStanding(deps.store.read, callerOf(request).personId), poll))
      const { from, count } = request.query
      const bytes = await drawPaperBallots(poll, from, count, deps.clock.now())
      return reply.header('content-type', 'application/pdf').send(bytes as never)
    },
  )
}
