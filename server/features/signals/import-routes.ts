import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Closed, Id, ImportBatch, ImportQuery, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { unreadable } from '../../spreadsheets'
import { importCases } from './import-cases'

const CSV = 'text/csv'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A file is held in memory while it is read. */
const IMPORTS_AT_ONCE = 2
const RETRY_AFTER_SECONDS = 10

const ImportParams = Closed({ id: Id, batchId: Id })

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the turn of an import, any number of times; null where the request is none. */
    endImport: (() => void) | null
  }
}

export const importRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  let underWay = 0
  app.decorateRequest('endImport', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([CSV, XLSX], { parseAs: 'buffer', bodyLimit: LIMITS.importBytes }, (_request, body, done) =>
    done(null, body),
  )

  /** Before a byte is received: strangers are turned away, and so are more files at once than are read at once. */
  async function begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    callerOf(request)
    if (underWay >= IMPORTS_AT_ONCE || reply.raw.destroyed) {
      throw new Problem('overloaded', { because: 'imports under way', retryAfterSeconds: RETRY_AFTER_SECONDS })
    }
    underWay += 1
    let left = 1
    const end = () => {
      underWay -= left
      left = 0
    }
    request.endImport = end
    // A request that never comes to the handler, refused or hung up on, would keep its turn for ever.
    const endUnlessHandled = () => request.endImport === end && end()
    reply.raw.once('close', endUnlessHandled).once('finish', endUnlessHandled)
  }

  app.put(
    '/places/:id/appeal-imports/:batchId',
    {
      schema: {
        tags: ['signals'],
        summary:
          'Bring in the cases of another system, as CSV or XLSX, with a report of every row not taken (community, street)',
        description: `A heading with number, grid and text (or 编号, 网格, 内容), and building, category, lng, lat as you like; at most ${LIMITS.importRows} rows and ${LIMITS.importBytes} bytes.`,
        consumes: [CSV, XLSX],
        params: ImportParams,
        querystring: ImportQuery,
        response: { 200: ImportBatch, 201: ImportBatch },
      },
      bodyLimit: LIMITS.importBytes,
      onRequest: begin,
    },
    async (request, reply) => {
      const end = request.endImport
      request.endImport = null
      try {
        const { personId } = callerOf(request)
        const { outcome, batch } = await importCases(deps, {
          batchId: request.params.batchId,
          placeId: request.params.id,
          channel: request.query.channel,
          personId,
          kind: kindOf(request),
          bytes: bytesOf(request),
          language: languageOf(request),
        })
        return reply.status(outcome === 'created' ? 201 : 200).send(batch)
      } finally {
        end?.()
      }
    },
  )
}

/** The declared type, or 415: a request without a body has not been through the parsers. */
function kindOf(request: FastifyRequest): 'csv' | 'xlsx' {
  const declared = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (declared === CSV) return 'csv'
  if (declared === XLSX) return 'xlsx'
  throw new Problem('unsupported_media_type')
}

function bytesOf(request: FastifyRequest): Buffer {
  if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw unreadable('empty')
  return request.body
}
