import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { ERRORS, type ErrorCode, type Language, SENTENCES } from '../../src/contract'
import { type FieldProblem, Problem } from '../kernel/problem'
import { isBusy } from '../storage/store'
import { SECURITY_HEADERS } from './security-headers'

/** A picture of any phone; more than this is cut off. */
const READ_PAST_BYTES_MAX = 64 * 1024 * 1024

/** Turns whatever was thrown into application/problem+json (RFC 9457), with a sentence in the caller's language and no internals. */
export const errors = fastifyPlugin(
  async (app: FastifyInstance) => {
    app.setErrorHandler((error: FastifyError, request, reply) => {
      const problem = toProblem(error, request)
      if (problem.code === 'too_large' && willEndSoon(request)) reply.removeHeader('connection')
      if (ERRORS[problem.code].status >= 500) request.log.error({ err: error, code: problem.code }, 'request failed')
      return sendProblem(request, reply, problem)
    })
  },
  { name: 'errors' },
)

/** An address of which no route can be told: nobody could have made that id where it is only too long, and no text at all where it is no UTF-8. */
export function answerBadAddress(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const isRead = ['GET', 'HEAD'].includes(request.method)
  const code = error.code === 'FST_ERR_MAX_PARAM_LENGTH' && isRead ? 'not_found' : 'invalid_request'
  // No hook runs before a route is found.
  sendProblem(request, reply.headers(SECURITY_HEADERS), new Problem(code, { because: error.message }))
}

/**
 * Who sends too much gets to the end of it and reads the answer. Fastify would close the connection at once, and a client that is still
 * writing then finds a broken line instead of the sentence that tells it why.
 */
function willEndSoon({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return Number(headers['content-length'] ?? Number.POSITIVE_INFINITY) <= READ_PAST_BYTES_MAX
}

/** The one of our languages that the request wants most, by the weights it gives them (RFC 9110, section 12.5.4). */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  const ranges = (request.headers['accept-language'] ?? '').split(',').map(readRange)
  const weightOf = (language: string) => {
    const own = ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`))
    const meant = own.length > 0 ? own : ranges.filter(({ tag }) => tag === '*')
    return Math.max(0, ...meant.map(({ weight }) => weight))
  }
  const [chinese, english] = [weightOf('zh'), weightOf('en')]
  if (chinese !== english) return chinese > english ? 'zh-CN' : 'en'
  return ranges.find(({ tag }) => /^(zh|en)(-|$)/.test(tag))?.tag.startsWith('en') && english > 0 ? 'en' : 'zh-CN'
}

/** "en-GB;q=0.8"; a weight that is none counts as nothing. */
function readRange(text: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase())
  const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
  return { tag, weight: weight >= 0 && weight <= 1 ? weight : 0 }
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply {
  if (problem.retryAfterSeconds !== undefined) reply.header('retry-after', String(problem.retryAfterSeconds))
  const { status } = ERRORS[problem.code]
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .status(status)
    .serializer((body: unknown) => JSON.stringify(body))
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(problemBody(problem, languageOf(request)))
}

export function problemBody(problem: Problem, language: Language) {
  const { status } = ERRORS[problem.code]
  const { [language]: detail } = problem.sentence === undefined ? ERRORS[problem.code] : SENTENCES[problem.sentence]
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
  408: 'request_timeout',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  431: 'too_large',
  503: 'overloaded',
}

export function toProblem(error: FastifyError, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error
  if (isBusy(error)) return new Problem('overloaded', { because: error.message })
  if (error.validation) {
    // Whoever asks for what could never have that id or code is told that it is not there.
    if (error.validationContext === 'params' && ['GET', 'HEAD'].includes(request.method)) {
      return new Problem('not_found', { because: error.message })
    }
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
