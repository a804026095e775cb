import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { ERRORS } from '../../src/contract'
import { Problem } from '../kernel/problem'
import { problemBody } from './errors'

/** How long a request may take to arrive: a picture comes over a slow phone, 10 MB at 85 KB/s. */
export const RECEIVING_MS = {
  request: 30_000,
  upload: 120_000,
  /** An upload of which nothing came for so long holds its room in memory no longer. */
  stalled: 15_000,
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is large. */
    isUpload?: boolean
  }
}

/** Gives each request its time to arrive. Node's own bound is one for all, and answers in words of its own. */
export const slowRequests = fastifyPlugin(
  async (app: FastifyInstance, { receivingMs }: { receivingMs: typeof RECEIVING_MS }) => {
    app.addHook('preParsing', (request, reply, payload, done) => {
      const isUpload = request.routeOptions.config.isUpload === true
      const stop = () => {
        clearTimeout(timer)
        if (stall) clearInterval(stall)
      }
      const giveUp = () => {
        stop()
        reply.header('connection', 'close')
        // As whoever reads the body is told of a connection that broke.
        if (payload.listenerCount('error') > 0) payload.emit('error', new TooSlow())
      }
      const timer = setTimeout(giveUp, isUpload ? receivingMs.upload : receivingMs.request).unref()
      const stall = isUpload ? onStall(request.raw.socket, receivingMs.stalled, giveUp) : null
      payload.once('end', stop).once('close', stop)
      done(null, payload)
    })
  },
  { name: 'slow-requests', dependencies: ['errors'] },
)

/** Watches the socket and not the body: whoever listens to a body makes it flow, before its reader is there. */
function onStall(socket: Socket, stalledMs: number, giveUp: () => void): NodeJS.Timeout {
  let received = socket.bytesRead
  const look = () => {
    if (socket.bytesRead === received) giveUp()
    received = socket.bytesRead
  }
  return setInterval(look, stalledMs).unref()
}

/** Fastify reads the status from the error that ends a body. */
class TooSlow extends Problem {
  readonly statusCode = ERRORS.request_timeout.status
  constructor() {
    super('request_timeout', { because: 'it did not arrive in time' })
  }
}

const CODE_OF_FAULT: Record<string, 'request_timeout' | 'too_large'> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
  HPE_HEADER_OVERFLOW: 'too_large',
}

/** What is no HTTP, or never comes to its end, is answered from the table like everything else; nobody knows yet in which language. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const body = problemBody(new Problem(CODE_OF_FAULT[error.code ?? ''] ?? 'invalid_request'), 'zh-CN')
  const text = JSON.stringify(body)
  socket.end(
    [
      `HTTP/1.1 ${body.status} ${body.title}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(text)}`,
      'connection: close',
      '',
      text,
    ].join('\r\n'),
  )
}
