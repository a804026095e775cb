import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from '@sinclair/typebox'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Closed } from '../../src/contract'
import type { Deps } from '../deps'
import { Problem } from '../kernel/problem'

/** A database that does not answer for so long is not ready. */
const READY_MS_MAX = 3_000

const Alive = Closed({ status: Type.Literal('ok') })

/** `/healthz`: the process answers. `/readyz`: the database answers and every migration is applied. */
export const probes = fastifyPlugin(
  async (app: FastifyInstance, { deps }: { deps: Deps }) => {
    app.get('/healthz', { schema: { hide: true, response: { 200: Alive } } }, async () => ({ status: 'ok' as const }))
    app.get('/readyz', { schema: { hide: true, response: { 200: Alive } } }, async () => {
      const isReady = await Promise.race([
        deps.store.isReady().catch(() => false),
        sleep(READY_MS_MAX, false, { ref: false }),
      ])
      if (!isReady) throw new Problem('storage_unavailable', { retryAfterSeconds: 5 })
      return { status: 'ok' as const }
    })
  },
  { name: 'probes', dependencies: ['errors'] },
)

/** Under load everybody is asked to come back, but for whoever asks whether the process lives: it does, and must not be killed for it. */
export function refuseUnlessProbe(request: FastifyRequest): undefined {
  if (request.routeOptions.url !== '/healthz') throw new Problem('overloaded', { because: 'under pressure' })
}
