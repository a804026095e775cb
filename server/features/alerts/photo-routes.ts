import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Closed, Id, OneOf } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { findImage, openImageFile } from '../media'
import { photoPurpose } from './presenter'
import { findAlert } from './repository'

const PhotoParams = Closed({ id: Id, variant: OneOf('thumb', 'full') })
const PhotoQuery = Closed({ s: Type.String({ minLength: 1, maxLength: 64 }) })
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** The picture of a missing person is given out under the alert and kept by nobody on the way, so that it can be taken back. */
export const photoRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/alerts/:id/photo/:variant',
    {
      schema: {
        tags: ['alerts'],
        summary: 'The picture of a missing person while the alert is open, for whoever was given its signed address',
        security: [],
        produces: ['image/webp'],
        params: PhotoParams,
        querystring: PhotoQuery,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { id, variant } = request.params
      if (!deps.secrets.isImageSignature(id, photoPurpose(variant), request.query.s)) throw new Problem('not_found')
      const alert = await findAlert(deps.store.read, id)
      if (alert?.state !== 'open' || alert.imageId === null) throw new Problem('not_found')
      const image = found(await findImage(deps.store.read, alert.imageId))
      if (image.state === 'refused') throw new Problem('not_found')
      const { stream, byteCount } = found(await openImageFile(deps.config.dataDir, image.id, variant))
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-length': byteCount,
          'content-security-policy': "default-src 'none'",
          'content-type': 'image/webp',
        })
        .send(stream as never)
    },
  )
}
