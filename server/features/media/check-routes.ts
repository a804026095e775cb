import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Closed, IdParams } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import type { Secrets } from '../../secrets'
import { readImageFile } from './files'
import { findImage } from './repository'
import { toJpeg } from './to-jpeg'

/** A word that signs addresses of this kind alone: who may look at a picture must not be able to make us convert it. */
const PURPOSE = 'check'

const CheckQuery = Closed({ s: Type.String({ minLength: 1, maxLength: 64 }) })
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Where a platform's content check fetches a picture: as JPEG, because WeChat's takes jpg, png, bmp and gif. */
export function imageCheckAddress(secrets: Secrets, imageId: string): string {
  return `/api/v1/images/${imageId}/${PURPOSE}?s=${secrets.signImage(imageId, PURPOSE)}`
}

export const imageCheckRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    `/images/:id/${PURPOSE}`,
    {
      schema: {
        tags: ['media'],
        summary: 'The picture as JPEG, for the content check of a platform',
        security: [],
        produces: ['image/jpeg'],
        params: IdParams,
        querystring: CheckQuery,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if (!deps.secrets.isImageSignature(id, PURPOSE, request.query.s)) throw new Problem('not_found')
      found(await findImage(deps.store.read, id))
      const stored = found(await readImageFile(deps.config.dataDir, id, 'full'))
      return reply
        .headers({ 'cache-control': 'no-store', 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff' })
        .send(await toJpeg(stored))
    },
  )
}
