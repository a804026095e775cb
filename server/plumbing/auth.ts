import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Caller } from '../kernel/caller'
import { Problem } from '../kernel/problem'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent this, or null. Read from the database at every request: a token dies at once. */
    caller: Caller | null
  }
}

/** Reads `Authorization: Bearer <token>`. A token that is not good is 401 on every route, so that a client learns of it at once. */
export const auth = fastifyPlugin(
  async (app: FastifyInstance, { findCaller }: { findCaller: (token: string) => Promise<Caller | null> }) => {
    app.decorateRequest('caller', null)
    app.addHook('onRequest', async (request) => {
      const header = request.headers.authorization
      if (header === undefined) return
      const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(header)?.[1]
      const caller = token === undefined ? null : await findCaller(token)
      if (caller === null) throw new Problem('not_signed_in')
      request.caller = caller
    })
  },
  { name: 'auth', dependencies: ['errors'] },
)

/** The caller, or 401. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new Problem('not_signed_in')
  return request.caller
}
