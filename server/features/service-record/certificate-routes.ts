import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Certificate,
  CertificateCheck,
  CertificateNumberParams,
  Closed,
  CreateCertificateRequest,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { type CertificateRow, findCertificateByNumber, listCertificates } from './certificate-repository'
import { drawCertificate } from './draw-certificate'
import { type CertificateLine, issueCertificate } from './issue-certificate'
import { hoursOf, maskName, wallTime } from './rules'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const certificateRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const tags = ['volunteering']

  app.put(
    '/certificates/:id',
    {
      schema: {
        tags,
        summary: 'A certificate of my hours in a year (PDF), free of charge',
        produces: ['application/pdf'],
        params: IdParams,
        body: CreateCertificateRequest,
        response: { 200: Bytes, 201: Bytes },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { year } = request.body
      const { outcome, certificate } = await issueCertificate(deps, { id: request.params.id, personId, year })
      const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
      const { number, holder, issuer, minutes, issuedAt } = certificate
      const lines: CertificateLine[] = JSON.parse(certificate.lines)
      const pdf = await drawCertificate({
        number,
        holder,
        issuer,
        issuedAt,
        year: certificate.year,
        hours: hoursOf(minutes),
        volunteerNumber: deps.secrets.volunteerNumber(personId),
        lines: lines.map(({ title, category, shifts, minutes: own }) => ({
          title,
          category,
          shifts,
          hours: hoursOf(own),
        })),
        date: wallTime(issuedAt).slice(0, 10),
        address: `${origin}/c/${number}`,
      })
      return reply
        .status(outcome === 'created' ? 201 : 200)
        .header('cache-control', 'no-store')
        .header('content-disposition', `attachment; filename="${certificate.number}.pdf"`)
        .type('application/pdf')
        .serializer((body: Buffer) => body as never)
        .send(pdf)
    },
  )

  app.get(
    '/certificates/:number',
    {
      schema: {
        tags,
        summary: 'Whether a certificate is one of ours, for whoever holds its number',
        security: [],
        params: CertificateNumberParams,
        response: { 200: CertificateCheck },
      },
    },
    async (request) => {
      const row = found(await findCertificateByNumber(deps.store.read, request.params.number.toUpperCase()))
      const { number, year, issuer, minutes, issuedAt, holder } = row
      return {
        number,
        year,
        holder: maskName(holder),
        hours: hoursOf(minutes),
        issuer,
        issuedAt: new Date(issuedAt).toISOString(),
        can: {},
      }
    },
  )

  app.get(
    '/me/certificates',
    {
      schema: {
        tags,
        summary: 'My certificates, latest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(Certificate) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const start = [new Date('9999-01-01T00:00:00Z'), AFTER_ALL_IDS] as const
      const before = decodeCursor(cursor, ['time', 'id']) ?? start
      const rows = await listCertificates(deps.store.read, callerOf(request).personId, before, limit + 1)
      return toPage(rows, limit, (row) => [row.issuedAt, row.id], presentCertificate)
    },
  )
}

function presentCertificate({ id, number, year, minutes, issuer, issuedAt }: CertificateRow): Certificate {
  return {
    id,
    number,
    year,
    hours: hoursOf(minutes),
    issuer,
    issuedAt: new Date(issuedAt).toISOString(),
    can: { download: true },
  }
}
