import { Type } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Closed } from '../../src/contract'
import type { Deps } from '../deps'
import { Problem } from '../kernel/problem'

const Alive = Closed({ status: Type.Literal('ok') })

/** `/healthz`: the process answers. `/readyz`: the database answers and every migration is applied. */
export const probes = fastifyPlugin(
  async (app: FastifyInstance, { deps }: { deps: Deps }) => {
    app.get('/healthz', { schema: { hide: true, response: { 200: Alive } } }, async () => ({ status: 'ok' as const }))
    app.get('/readyz', { schema: { hide: true, response: { 200: Alive } } }, async () => {
      const isReady = await deps.store.isReady().catch(() => false)
      if (!isReady) throw new Problem('storage_unavailable', { retryAfterSeconds: 5 })
      return { status: 'ok' as const }
    })
  },
  { name: 'probes', dependencies: ['errors'] },
)
