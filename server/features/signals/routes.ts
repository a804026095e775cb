import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { SignalAnswer, type SignalChannel, SignalRequest } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import type { SignalPorts } from './ports'
import { takeSignal } from './take-signal'
import { verifySignature } from './verify-signature'

declare module 'fastify' {
  interface FastifyRequest {
    /** The channels whose key signed the request; null where nobody has looked. */
    signedBy: ReadonlySet<SignalChannel> | null
  }
}

const SignatureHeaders = Type.Object({
  'x-linli-timestamp': Type.String({ description: 'Seconds since 1970' }),
  'x-linli-signature': Type.String({ description: 'HMAC-SHA256 over "<timestamp>.<body>", hex' }),
})

/** What channels and devices send. Nothing of the body is read before its signature was found good. */
export const signalRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: SignalPorts }> = async (
  app,
  { deps, ports },
) => {
  app.decorateRequest('signedBy', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  async function authenticate(request: FastifyRequest): Promise<void> {
    const { headers, body } = request
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
    const timestamp = String(headers['x-linli-timestamp'] ?? '')
    const signature = String(headers['x-linli-signature'] ?? '')
    const signed = { timestamp, signature, body: bytes }
    request.signedBy = verifySignature(deps.config.signalKeys, signed, deps.clock.now())
    request.body = parse(bytes)
  }

  app.post(
    '/signals',
    {
      schema: {
        tags: ['signals'],
        summary: 'What a channel or a device reports, signed with the key of its channel',
        security: [],
        headers: SignatureHeaders,
        body: SignalRequest,
        response: { 200: SignalAnswer, 201: SignalAnswer },
      },
      preValidation: authenticate,
    },
    async (request, reply) => {
      // The key of one channel is good for that channel alone.
      if (!request.signedBy?.has(request.body.channel)) throw new Problem('bad_signature')
      const { outcome, answer } = await takeSignal(deps, ports, request.body)
      return reply.status(outcome === 'created' ? 201 : 200).send(answer)
    },
  )
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (error) {
    throw new Problem('invalid_request', { because: (error as Error).message })
  }
}
