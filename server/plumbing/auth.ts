import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Caller } from '../kernel/caller'
import { Problem } from '../kernel/problem'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent this, or null. Read from the database at every request: a token dies at once. */
    caller: Caller | null
    /** Reads whose token it is, on a route that is not observed. @throws Problem not_signed_in */
    identify(): Promise<void>
  }
  interface FastifyContextConfig {
    /** Leaves no trace: no line in the log, no figure, no count by address; and whose token was sent is not looked at unless the route asks. */
    isUnobserved?: boolean
  }
}

/**
 * Reads `Authorization: Bearer <token>`. A route that needs a caller answers 401 before it looks at anything else of the request; one that
 * says `security: []` takes a token that is not good for none, and pages, files and probes (`hide: true`) do not ask whose it is.
 */
export const auth = fastifyPlugin(
  async (app: FastifyInstance, { findCaller }: { findCaller: (token: string) => Promise<Caller | null> }) => {
    app.decorateRequest('caller', null)
    app.decorateRequest('identify', async function identify(this: FastifyRequest) {
      const token = tokenOf(this)
      this.caller = token === null ? null : await findCaller(token)
      callerOf(this)
    })
    app.addHook('onRequest', async (request) => {
      const { schema } = request.routeOptions
      if (request.is404 || schema?.hide === true || request.routeOptions.config.isUnobserved === true) return
      const token = tokenOf(request)
      request.caller = token === null ? null : await findCaller(token)
      if (schema?.security?.length !== 0) callerOf(request)
    })
  },
  { name: 'auth', dependencies: ['errors'] },
)

/** The name of a scheme is written in any case (RFC 9110, section 11.1). */
function tokenOf(request: FastifyRequest): string | null {
  return /^Bearer +([A-Za-z0-9_-]{20,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
}

/** The caller, or 401. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Problem('not_signed_in')
  return request.caller
}
