import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Deps } from '../deps'
import { Problem } from '../kernel/problem'

/**
 * Requests a minute. An address may be a whole neighbourhood behind one router, so its bounds are wide; a person's are what a thumb can do.
 * Signing in is bounded by address alone, because there is no person yet.
 */
const PER_MINUTE = {
  personWrites: 120,
  personSearches: 30,
  addressWrites: 1_200,
  addressReads: 6_000,
  addressSignIns: 60,
  /** On routes that nobody is observed on, all together: an address is not looked at. */
  unobserved: 60_000,
}

const WRITES = new Set(['PUT', 'POST', 'PATCH', 'DELETE'])

export const rateLimits = fastifyPlugin(
  async (app: FastifyInstance, { deps }: { deps: Deps }) => {
    if (!deps.config.rateLimit) return
    await app.register(rateLimit, { global: false })
    const minute = 60_000
    const byAddress = (request: FastifyRequest) => request.ip
    const limits = {
      personWrites: app.createRateLimit({ max: PER_MINUTE.personWrites, timeWindow: minute, keyGenerator: personKey }),
      personSearches: app.createRateLimit({
        max: PER_MINUTE.personSearches,
        timeWindow: minute,
        keyGenerator: personKey,
      }),
      addressWrites: app.createRateLimit({
        max: PER_MINUTE.addressWrites,
        timeWindow: minute,
        keyGenerator: byAddress,
      }),
      addressReads: app.createRateLimit({ max: PER_MINUTE.addressReads, timeWindow: minute, keyGenerator: byAddress }),
      unobserved: app.createRateLimit({ max: PER_MINUTE.unobserved, timeWindow: minute, keyGenerator: () => 'all' }),
      addressSignIns: app.createRateLimit({
        max: PER_MINUTE.addressSignIns,
        timeWindow: minute,
        keyGenerator: byAddress,
      }),
    }
    type Limit = (typeof limits)[keyof typeof limits]
    const check = async (limit: Limit, request: FastifyRequest) => {
      const answer = await limit(request)
      if (!answer.isAllowed && answer.isExceeded) {
        throw new Problem('too_many_requests', { retryAfterSeconds: Math.max(1, answer.ttlInSeconds) })
      }
    }
    app.addHook('preValidation', async (request) => {
      if (request.routeOptions.config.isUnobserved === true) return check(limits.unobserved, request)
      if (!WRITES.has(request.method)) {
        if (request.routeOptions.url?.endsWith('/search')) await check(limits.personSearches, request)
        return check(limits.addressReads, request)
      }
      if (request.caller !== null) await check(limits.personWrites, request)
      else if (request.url.includes('/sessions')) await check(limits.addressSignIns, request)
      await check(limits.addressWrites, request)
    })
  },
  { name: 'rate-limit', dependencies: ['auth'] },
)

function personKey(request: FastifyRequest): string {
  return request.caller?.personId ?? request.ip
}
