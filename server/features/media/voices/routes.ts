import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { Closed, Id, IdParams, LIMITS, OneOf, Voice } from '../../../../src/contract'
import type { Deps } from '../../../deps'
import { found, Problem } from '../../../kernel/problem'
import { callerOf } from '../../../plumbing/auth'
import type { UploadGate } from '../upload-gate'
import { isVoiceAddress, presentVoice } from './addresses'
import { readVoiceFile } from './files'
import { findVoice } from './repository'
import { MEDIA_TYPES, SOUND_TYPES } from './sound'
import { storeVoice } from './store-voice'

const FileParams = Closed({ id: Id, file: OneOf('voice.mp3', 'voice.aac', 'voice.webm') })
const FileQuery = Closed({ s: Type.String({ minLength: 1, maxLength: 64 }) })
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

/** Sounds pass the same gate as pictures, so that the two together hold no more memory than either may. */
export const voiceRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; gate: UploadGate }> = async (app, { deps, gate }) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(SOUND_TYPES, { parseAs: 'buffer', bodyLimit: LIMITS.voiceBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.put(
    '/voices/:id',
    {
      schema: {
        tags: ['media'],
        summary: 'Store what somebody spoke, without anything that its file says besides',
        description: `The body is the recording itself: MP3, AAC, MP4 with AAC or WebM with Opus, at most ${LIMITS.voiceBytes} bytes and ${LIMITS.voiceSeconds} seconds.`,
        consumes: SOUND_TYPES,
        params: IdParams,
        response: { 200: Voice, 201: Voice },
      },
      config: { isUpload: true },
      bodyLimit: LIMITS.voiceBytes,
      onRequest: gate.enter(LIMITS.voiceBytes),
    },
    async (request, reply) =>
      gate.handle(request, async () => {
        const { personId } = callerOf(request)
        const bytes = gate.bytesOf(request, 'voice_unreadable')
        const { outcome, voice } = await storeVoice(deps, { id: request.params.id, personId, bytes })
        return reply.status(outcome === 'created' ? 201 : 200).send(presentVoice(deps, voice))
      }),
  )

  app.get(
    '/voices/:id/:file',
    {
      schema: {
        tags: ['media'],
        summary: 'The sound itself, for whoever was given its signed address',
        security: [],
        produces: Object.values(MEDIA_TYPES),
        params: FileParams,
        querystring: FileQuery,
        response: { 200: Bytes, 206: Bytes },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      if (!isVoiceAddress(deps, id, request.query.s)) throw new Problem('not_found')
      const voice = found(await findVoice(deps.store.read, id))
      if (voice.state === 'refused') throw new Problem('not_found')
      const bytes = found(await readVoiceFile(deps.config.dataDir, id, voice.type))
      const part = partOf(request.headers.range, bytes.length)
      if (part !== null) reply.header('content-range', `bytes ${part.from}-${part.to}/${bytes.length}`)
      return reply
        .status(part === null ? 200 : 206)
        .headers({
          'accept-ranges': 'bytes',
          'cache-control': 'private, no-store',
          'content-security-policy': "default-src 'none'",
          'content-type': MEDIA_TYPES[voice.type],
          'x-content-type-options': 'nosniff',
        })
        .send(part === null ? bytes : bytes.subarray(part.from, part.to + 1))
    },
  )
}

/** Players of Apple's take sound in parts alone (RFC 9110, section 14). Anything but one part that is there is answered with the whole. */
function partOf(range: string | undefined, length: number): { from: number; to: number } | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,9})-(\d{0,9})$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, length - Number(last)) : Number(first)
  const to = first === '' || last === '' ? length - 1 : Math.min(length - 1, Number(last))
  return from <= to ? { from, to } : null
}
