import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Problem } from '../kernel/problem'
import { sendProblem } from './errors'

const YEAR_MS = 365 * 86_400_000

/**
 * Serves the H5 end from the same port as the API. Every address that is no file and no API is the app itself, so that a link from a poster
 * opens wherever it points. The content security policy lets in our own scripts alone: text of a resident can never run.
 */
export const web = fastifyPlugin(
  async (app: FastifyInstance, { folder }: { folder: string }) => {
    const indexFile = join(folder, 'index.html')
    if (!existsSync(indexFile)) {
      app.setNotFoundHandler((request, reply) => sendProblem(request, reply, new Problem('not_found')))
      return
    }
    const index = readFileSync(indexFile, 'utf8')
    const policy = contentSecurityPolicy(index)
    const sendIndex = (reply: FastifyReply) =>
      reply
        .header('content-security-policy', policy)
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(index)

    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      // The page goes out with its policy, also to whoever asks for it by its name.
      globIgnore: ['index.html', 'index.html.*'],
      preCompressed: true,
      // Its own header would take the place of ours.
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = /\.[0-9a-f]{8}\.\w+(\.(br|gz))?$/.test(path)
        reply.setHeader('cache-control', isHashed ? `public, max-age=${YEAR_MS / 1_000}, immutable` : 'no-cache')
      },
    })
    for (const path of ['/', '/index.html']) app.get(path, { schema: { hide: true } }, (_, reply) => sendIndex(reply))
    app.setNotFoundHandler((request: FastifyRequest, reply) => {
      const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
      if (wantsPage && !request.url.startsWith('/api/')) return sendIndex(reply)
      return sendProblem(request, reply, new Problem('not_found'))
    })
  },
  { name: 'web', dependencies: ['errors'] },
)

/** Scripts from our own address, and the inline ones of index.html by their hash. */
export function contentSecurityPolicy(index: string): string {
  const inline = [...index.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code]) => code ?? '')
  const hashes = inline.filter(Boolean).map((code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`)
  return [
    "default-src 'none'",
    `script-src 'self' ${hashes.join(' ')}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self' blob:",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
