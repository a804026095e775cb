import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ErrorCode } from '../../../src/contract'
import { Problem } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import type { UploadRoom } from './workshop'

declare module 'fastify' {
  interface FastifyRequest {
    /** Gives back the room that an upload takes in memory; null where the request is none. */
    leaveUploadRoom: (() => void) | null
  }
}

/** What uploads pass before, while and after they are received. */
export interface UploadGate {
  /** A hook for before a byte is received: strangers are turned away, and no more is let in than memory can hold. */
  enter(bytesMax: number): (request: FastifyRequest, reply: FastifyReply) => Promise<void>
  /** Does the work, and gives the room back after it. */
  handle<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T>
  /** @throws Problem with this code where nothing came */
  bytesOf(request: FastifyRequest, code: ErrorCode): Buffer
}

export function uploadGate(app: FastifyInstance, room: UploadRoom): UploadGate {
  app.decorateRequest('leaveUploadRoom', null)
  return {
    enter: (bytesMax) => async (request, reply) => {
      const { personId } = callerOf(request)
      if (reply.raw.destroyed) throw new Problem('invalid_request', { because: 'hung up before the upload began' })
      const declared = Number(request.headers['content-length'] ?? bytesMax)
      const leave = room.take(personId, Math.min(declared || 0, bytesMax))
      request.leaveUploadRoom = leave
      // A request that never comes to the handler, refused or hung up on, would hold the room for ever.
      const leaveUnlessHandled = () => request.leaveUploadRoom === leave && leave()
      reply.raw.once('close', leaveUnlessHandled).once('finish', leaveUnlessHandled)
    },
    handle: async (request, work) => {
      const leave = request.leaveUploadRoom
      request.leaveUploadRoom = null
      try {
        return await work()
      } finally {
        leave?.()
      }
    },
    bytesOf: (request, code) => {
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new Problem(code, { because: 'empty' })
      return request.body
    },
  }
}
