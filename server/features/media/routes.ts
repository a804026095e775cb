import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Closed, Id, IdParams, Image, LIMITS, OneOf } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { audienceOf, imageAddress } from './addresses'
import { openImageFile } from './files'
import { mayStillSee } from './may-still-see'
import { presentImage } from './presenter'
import { findImage } from './repository'
import { IMAGE_TYPES, type ImageType } from './rules'
import { storeImage } from './store-image'
import { uploadGate } from './upload-gate'
import { voiceRoutes } from './voices/routes'
import { UploadRoom } from './workshop'

const UPLOAD_BYTES_MAX = 64 * 1024 * 1024
/** A phone sends one after another, two phones may do so at once. */
const UPLOAD_BYTES_PER_PERSON = 2 * LIMITS.imageBytes
/** How long a phone shows a picture without asking: what is hidden meanwhile is gone after that. */
const FRESH_SECONDS = 3_600

const FileParams = Closed({ id: Id, variant: OneOf('thumb', 'full') })
const FileQuery = Closed({ s: Type.String({ minLength: 1, maxLength: 64 }) })
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const mediaRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const room = new UploadRoom(UPLOAD_BYTES_MAX, UPLOAD_BYTES_PER_PERSON)
  const gate = uploadGate(app, room)
  await app.register(voiceRoutes, { deps, gate })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(IMAGE_TYPES, { parseAs: 'buffer', bodyLimit: LIMITS.imageBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.put(
    '/images/:id',
    {
      schema: {
        tags: ['media'],
        summary: 'Store a picture, re-encoded and without metadata',
        description: `The body is the picture itself, at most ${LIMITS.imageBytes} bytes.`,
        consumes: IMAGE_TYPES,
        params: IdParams,
        response: { 200: Image, 201: Image },
      },
      config: { isUpload: true },
      bodyLimit: LIMITS.imageBytes,
      onRequest: gate.enter(LIMITS.imageBytes),
    },
    async (request, reply) =>
      gate.handle(request, async () => {
        const { personId } = callerOf(request)
        const type = typeOf(request)
        const bytes = gate.bytesOf(request, 'image_unreadable')
        const { outcome, image } = await storeImage(deps, { id: request.params.id, personId, type, bytes })
        const shown = presentImage(image, (id, variant) => imageAddress(deps, id, variant), personId)
        return reply.status(outcome === 'created' ? 201 : 200).send(shown)
      }),
  )

  app.get(
    '/images/:id/:variant',
    {
      schema: {
        tags: ['media'],
        summary: 'The picture itself, for whoever was given its signed address',
        security: [],
        produces: ['image/webp'],
        params: FileParams,
        querystring: FileQuery,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { id, variant } = request.params
      const audience = audienceOf(deps, id, variant, request.query.s)
      if (audience === null) throw new Problem('not_found')
      const image = found(await findImage(deps.store.read, id))
      if (image.state === 'refused') throw new Problem('not_found')
      const isShown = !image.isWithheld || audience === 'insider'
      if (!isShown && !(await mayStillSee(deps.store.read, request.caller, image))) throw new Problem('not_found')
      const { stream, byteCount } = found(await openImageFile(deps.config.dataDir, id, variant))
      return reply
        .headers({
          'cache-control': `private, max-age=${FRESH_SECONDS}`,
          'content-length': byteCount,
          'content-security-policy': "default-src 'none'",
          'content-type': 'image/webp',
          'x-content-type-options': 'nosniff',
        })
        .send(stream as never)
    },
  )
}

/** The declared type, or 415: a request without a body has not been through the parsers. */
function typeOf(request: FastifyRequest): ImageType {
  const declared = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const type = IMAGE_TYPES.find((known) => known === declared)
  if (type === undefined) throw new Problem('unsupported_media_type')
  return type
}
