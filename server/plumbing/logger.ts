import type { FastifyServerOptions } from 'fastify'
import type { Config } from '../config'

const MESSAGE_CHARACTERS_MAX = 300

/**
 * Structured logs with a request id and nothing personal: no address with its query, no header, no body, no text. An error is its type, what
 * is left of its message without data, and where it was thrown.
 */
export function loggerOptions(
  level: Config['logLevel'],
  stream?: NodeJS.WritableStream,
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    ...(stream ? { stream } : {}),
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: (error: unknown) => describeError(error),
    },
  }
}

function describeError(error: unknown) {
  if (!(error instanceof Error)) return { type: typeof error, code: undefined, message: '', stack: '' }
  return {
    type: error.name,
    code: (error as { code?: unknown }).code,
    message: withoutData(error.message),
    stack: framesOf(error),
  }
}

/** Without the first lines of the stack, which repeat the message. */
function framesOf(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n')
}

/** The name of a property that is not there, which stays; or what was quoted, also where its end was cut off. */
const QUOTED = /\(reading '[\w$]+'\)|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|["'][^"']*$/g
/** What our own words are not written in. */
const OTHER_THAN_ASCII = /[^\p{ASCII}]+/gu
const SECRETS = /1[3-9]\d{9}|Bearer [\w-]+|[\w-]{32,}|(?:\d{1,3}\.){3}\d{1,3}/g

/** Parsers, drivers and Prisma quote in their messages what they could not take: a text, a row, a whole request. */
function withoutData(message: string): string {
  return message
    .replace(/\((".*?"|[^()]*)\)=\([^()]*\)/g, '$1=<row>')
    .replace(QUOTED, (quoted) => (quoted.startsWith('(reading') ? quoted : '<text>'))
    .replace(OTHER_THAN_ASCII, '<text>')
    .replace(SECRETS, '<secret>')
    .slice(0, MESSAGE_CHARACTERS_MAX)
}
