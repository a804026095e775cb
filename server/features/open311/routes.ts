import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AppealCategory,
  CATEGORY_NAMES,
  Closed,
  ERRORS,
  Open311Requests,
  Open311Services,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { languageOf, toProblem } from '../../plumbing/errors'
import { findByIds, findJurisdiction, findRequests } from './find-requests'
import { presentService } from './presenter'
import { listOf } from './rules'
import { writeXml } from './xml'

const tags = ['open311']
const FORMATS = ['json', 'xml'] as const
type Format = (typeof FORMATS)[number]
type Rows = readonly Record<string, string | number | boolean | null>[]

const Values = Type.Optional(
  Type.Union([Type.String({ maxLength: 4_000 }), Type.Array(Type.String({ maxLength: 4_000 }))]),
)
/** `api_key` is of no use here, and many clients send it everywhere. */
const everywhere = { jurisdiction_id: Values, api_key: Values }
const ServicesQuery = Closed(everywhere)
const RequestsQuery = Closed({
  ...everywhere,
  service_request_id: Values,
  service_code: Values,
  start_date: Values,
  end_date: Values,
  status: Values,
})
const RequestParams = Closed({ id: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }) })
const Xml = Type.String()

/** Open311 GeoReport v2 (wiki.open311.org/GeoReport_v2), read only, without a token: what is public and nothing else. */
export const open311Routes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const hostsOf = (request: FastifyRequest) => [
    request.hostname,
    ...(deps.config.publicUrl === null ? [] : [new URL(deps.config.publicUrl).hostname]),
  ]

  app.setErrorHandler((error: Parameters<typeof toProblem>[0], request, reply) => {
    const problem = toProblem(error, request)
    if (ERRORS[problem.code].status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
    return sendErrors(request, reply, problem)
  })

  for (const format of FORMATS) {
    const about = { tags, security: [], produces: [format === 'json' ? 'application/json' : 'text/xml'] }

    app.get(
      `/open311/v2/services.${format}`,
      {
        schema: {
          ...about,
          summary: `Open311: the categories of cases (${format})`,
          querystring: ServicesQuery,
          response: { 200: format === 'json' ? Open311Services : Xml },
        },
      },
      async (request, reply) => {
        await findJurisdiction(read, listOf(request.query.jurisdiction_id), hostsOf(request))
        const language = languageOf(request)
        const categories = Object.keys(CATEGORY_NAMES) as AppealCategory[]
        const services = categories.map((category) => presentService(category, language))
        return send(reply, format, 'services', 'service', services)
      },
    )

    app.get(
      `/open311/v2/requests.${format}`,
      {
        schema: {
          ...about,
          summary: `Open311: public cases, newest first (${format})`,
          querystring: RequestsQuery,
          response: { 200: format === 'json' ? Open311Requests : Xml },
        },
      },
      async (request, reply) => {
        const context = { now: deps.clock.now(), hosts: hostsOf(request), language: languageOf(request) }
        return send(reply, format, 'service_requests', 'request', await findRequests(read, request.query, context))
      },
    )

    app.get(
      `/open311/v2/requests/:id.${format}`,
      {
        schema: {
          ...about,
          summary: `Open311: a public case, as a list of one (${format})`,
          params: RequestParams,
          querystring: ServicesQuery,
          response: { 200: format === 'json' ? Open311Requests : Xml },
        },
      },
      async (request, reply) => {
        await findJurisdiction(read, listOf(request.query.jurisdiction_id), hostsOf(request))
        const requests = await findByIds(read, [request.params.id], languageOf(request))
        if (requests.length === 0) throw new Problem('not_found')
        return send(reply, format, 'service_requests', 'request', requests)
      },
    )
  }
}

/** JSON is the list itself: the mapping drops the outer element (Spark convention). */
function send(reply: FastifyReply, format: Format, root: string, item: string, rows: Rows): FastifyReply {
  if (format === 'json') return reply.header('content-type', 'application/json; charset=utf-8').send(rows)
  return reply
    .header('content-type', 'text/xml; charset=utf-8')
    .serializer((text: string) => text)
    .send(writeXml(root, item, rows))
}

/** The standard's own form of a refusal: a list of codes and what to tell the user. */
function sendErrors(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, [languageOf(request)]: detail } = ERRORS[problem.code]
  const fields = (problem.fields ?? []).map(({ path, message }) => `${path}: ${message}`)
  const description = fields.length === 0 ? detail : `${detail} (${fields.join('; ')})`
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  const format: Format = /\.xml(\?|$)/.test(request.url) ? 'xml' : 'json'
  if (format === 'json') reply.serializer((rows: unknown) => JSON.stringify(rows))
  return send(reply.status(status), format, 'errors', 'error', [{ code: status, description }])
}
