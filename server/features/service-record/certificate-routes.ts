import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
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
import { wallTime } from '../../kernel/shanghai'
import { callerOf } from '../../plumbing/auth'
import {
  type CertificateRow,
  findCertificate,
  findCertificateByNumber,
  listCertificates,
} from './certificate-repository'
import { drawCertificate } from './draw-certificate'
import { type CertificateLine, issueCertificate } from './issue-certificate'
import { hoursOf, maskName } from './rules'

const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const certificateRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const tags = ['volunteering']

  async function sendPdf(
    request: FastifyRequest,
    reply: FastifyReply,
    certificate: CertificateRow,
  ): Promise<FastifyReply> {
    const { number, holder, issuer, minutes, issuedAt, personId, year } = certificate
    const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
    const lines: CertificateLine[] = JSON.parse(certificate.lines)
    const pdf = await drawCertificate({
      number,
      holder,
      issuer,
      issuedAt,
      year,
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
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${number}.pdf"`)
      .type('application/pdf')
      .serializer((body: Buffer) => body as never)
      .send(pdf)
  }

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
      return sendPdf(request, reply.status(outcome === 'created' ? 201 : 200), certificate)
    },
  )

  app.get(
    '/me/certificates/:id/file',
    {
      schema: {
        tags,
        summary: 'One of my certificates once more (PDF): mini programs download by GET alone',
        produces: ['application/pdf'],
        params: IdParams,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const row = found(await findCertificate(deps.store.read, request.params.id))
      return sendPdf(request, reply, found(row.personId === callerOf(request).personId ? row : null))
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
