import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { StaffViewKind } from '../../src/contract'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Shows staff people's names or data: whoever is shown reads in their own log that it was looked at, and in what. */
    staffView?: StaffViewKind
  }
}

type RecordView = (view: { viewerId: string; kind: StaffViewKind; subjectId: string; answer: unknown }) => Promise<void>

/** Before such an answer goes out, it is written down for everybody in it. */
export const staffViews = fastifyPlugin(
  async (app: FastifyInstance, { record }: { record: RecordView }) => {
    app.addHook('preSerialization', async (request, reply, answer) => {
      const kind = request.routeOptions.config.staffView
      if (kind === undefined || request.caller === null || reply.statusCode !== 200) return answer
      const { id = '' } = request.params as { id?: string }
      await record({ viewerId: request.caller.personId, kind, subjectId: id, answer })
      return answer
    })
  },
  { name: 'staff-views', dependencies: ['auth'] },
)
