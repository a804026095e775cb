import type { FastifyServerOptions } from 'fastify'

/**
 * Structured logs with a request id and nothing personal: no address with its query, no header, no body, no text. An error is its type,
 * message and stack; messages of ours hold no data of people.
 */
export function loggerOptions(stream?: NodeJS.WritableStream): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: process.env.LINLI_LOG_LEVEL ?? 'warn',
    ...(stream ? { stream } : {}),
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: {
      req: (request) => ({ method: request.method, route: request.routeOptions?.url }),
      res: (reply) => ({ statusCode: reply.statusCode }),
      err: (error) => ({
        type: error.name,
        code: (error as { code?: unknown }).code,
        message: withoutData(error.message),
        stack: withoutData(error.stack ?? ''),
      }),
    },
  }
}

/** Drivers quote the offending row in their messages. */
function withoutData(text: string): string {
  return text.replace(/1[3-9]\d{9}/g, '<phone>').replace(/Bearer [\w-]+/g, 'Bearer <token>').replace(/\((".*?"|[^()]*)\)=\([^()]*\)/g, '$1=<row>')
}
