import { Readable } from 'node:stream'
import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { Deps } from '../../deps'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { erasePerson } from './erase-person'
import { exportPerson } from './export-person'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const personalDataRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/me/export',
    {
      schema: {
        tags: ['personal data'],
        summary: 'Everything held about me, as a ZIP archive with a README that explains each file',
        produces: ['application/zip'],
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { personId, language } = callerOf(request)
      const asked = request.headers['accept-language'] === undefined ? language : languageOf(request)
      const day = deps.clock.now().toISOString().slice(0, 10)
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': `attachment; filename="linli-${day}.zip"`,
          'content-type': 'application/zip',
        })
        .send(Readable.from(exportPerson(deps, personId, asked), { objectMode: false }) as never)
    },
  )

  app.delete(
    '/me',
    {
      schema: {
        tags: ['personal data'],
        summary: 'Erase me: what I wrote and all that names me goes, and there is no way back',
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await erasePerson(deps, callerOf(request).personId)
      return reply.status(204).send(null)
    },
  )
}
