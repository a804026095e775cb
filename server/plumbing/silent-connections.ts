import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/**
 * Ends connections that have asked for nothing when the server stops. Browsers open them ahead, and Node counts as idle only what was
 * answered once: one of them would hold a stop up until it is cut off.
 */
export const silentConnections = fastifyPlugin(
  async (app: FastifyInstance) => {
    const silent = new Set<Socket>()
    app.server.on('connection', (socket: Socket) => {
      silent.add(socket)
      socket.once('close', () => silent.delete(socket))
    })
    app.server.on('request', ({ socket }) => silent.delete(socket))
    app.addHook('preClose', async () => {
      for (const socket of silent) socket.destroy()
    })
  },
  { name: 'silent-connections' },
)
