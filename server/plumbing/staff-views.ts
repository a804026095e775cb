import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { StaffViewKind } from '../../src/contract'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Shows staff people's names or data: whoever is shown reads in their own log that it was looked at, and in what. */
    staffView?: StaffViewKind
  }
  interface FastifyRequest {
    /** For an answer that is a file: what it shows, before it goes out. */
    recordStaffView(shown: unknown): Promise<void>
  }
}

type RecordView = (view: { viewerId: string; kind: StaffViewKind; subjectId: string; answer: unknown }) => Promise<void>

/** Before such an answer goes out, it is written down for everybody in it. */
export const staffViews = fastifyPlugin(
  async (app: FastifyInstance, { record }: { record: RecordView }) => {
    app.decorateRequest('recordStaffView', async function (this: FastifyRequest, answer: unknown) {
      const kind = this.routeOptions.config.staffView
      if (kind === undefined || this.caller === null) return
      const { id = '' } = this.params as { id?: string }
      await record({ viewerId: this.caller.personId, kind, subjectId: id, answer })
    })
    app.addHook('preSerialization', async (request, reply, answer) => {
      if (reply.statusCode === 200) await request.recordStaffView(answer)
      return answer
    })
  },
  { name: 'staff-views', dependencies: ['auth'] },
)
