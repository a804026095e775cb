import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { ERRORS, type ErrorCode, type Language } from '../../src/contract'
import { type FieldProblem, Problem } from '../kernel/problem'

/** Turns whatever was thrown into application/problem+json (RFC 9457), with a sentence in the caller's language and no internals. */
export const errors = fastifyPlugin(
  async (app: FastifyInstance) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const problem = toProblem(error)
      if (ERRORS[problem.code].status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
      return sendProblem(request, reply, problem)
    })
  },
  { name: 'errors' },
)

export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const wanted = request.headers['accept-language'] ?? ''
  for (const tag of wanted.split(',')) {
    if (/^\s*zh/i.test(tag)) return 'zh-CN'
    if (/^\s*en/i.test(tag)) return 'en'
  }
  return 'zh-CN'
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  const { status } = ERRORS[problem.code]
  return reply
    .status(status)
    .serializer((body: unknown) => JSON.stringify(body))
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemBody(problem, languageOf(request)))
}

export function problemBody(problem: Problem, language: Language) {
  const { status, [language]: detail } = ERRORS[problem.code]
  return {
    type: `urn:linli:problem:${problem.code}`,
    title: problem.code.replaceAll('_', ' '),
    status,
    code: problem.code,
    detail,
    ...(problem.fields ? { fields: problem.fields } : {}),
  }
}

const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'invalid_request',
  401: 'not_signed_in',
  403: 'not_allowed',
  404: 'not_found',
  405: 'not_found',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'too_large',
  503: 'overloaded',
}

export function toProblem(error: FastifyError): Problem {
  if (error instanceof Problem) return error
  if (error.validation) {
    return new Problem('invalid_request', { because: error.message, fields: fieldsOf(error) })
  }
  const code = CODE_OF_STATUS[error.statusCode ?? 500] ?? 'internal'
  return new Problem(code, {
    because: error.message,
    ...(code === 'overloaded' ? { retryAfterSeconds: 2 } : {}),
  })
}

function fieldsOf(error: FastifyError): FieldProblem[] {
  return (error.validation ?? []).map(({ instancePath, params, message }) => {
    const inside = instancePath.slice(1).replaceAll('/', '.')
    const named = String(params.missingProperty ?? params.additionalProperty ?? '')
    return {
      path: [inside, named].filter(Boolean).join('.') || (error.validationContext ?? 'body'),
      message: message ?? 'invalid',
    }
  })
}
