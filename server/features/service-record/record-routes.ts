import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import type { FastifyReply } from 'fastify'
import {
  IdParams,
  type Language,
  LIMITS,
  Page,
  ServiceEntriesQuery,
  ServiceEntry,
  ServiceRecord,
  type ServiceState,
  WorkbookQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { type CorrectionRow, listCorrections, presentCorrections } from '../volunteering'
import { refuseReadRecords } from './policy'
import { type EntryRow, listEntriesOfPerson, listEntriesOfPlace, listSums } from './repository'
import { recordOf, yearOf } from './rules'
import { writeWorkbook } from './workbook'

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const ROWS_MAX = 20_000
const Bytes = Type.Unsafe<Buffer>({ type: 'string', format: 'binary' })

export const recordRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['volunteering']
  const makeWorkbook = async (rows: readonly EntryRow[], language: Language, now: Date) =>
    writeWorkbook(rows, await listCorrections(read, idsOf(rows)), language, now)

  app.get(
    '/me/service-record',
    { schema: { tags, summary: 'My hours by year and category', response: { 200: ServiceRecord } } },
    async (request) => {
      const record = recordOf(await listSums(read, callerOf(request).personId))
      return { ...record, can: { certify: record.minutes > 0 } }
    },
  )

  app.get(
    '/me/service-entries',
    {
      schema: {
        tags,
        summary: 'My turns, latest first',
        querystring: ServiceEntriesQuery,
        response: { 200: Page(ServiceEntry) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [beforeId] = decodeCursor(cursor, ['id']) ?? [AFTER_ALL_IDS]
      const filter = { year: undefined, beforeId, limit: limit + 1 }
      const rows = await listEntriesOfPerson(read, callerOf(request).personId, filter)
      const corrections = await listCorrections(read, idsOf(rows))
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => presentEntry(row, corrections),
      )
    },
  )

  app.get(
    '/me/service-record/workbook',
    {
      schema: {
        tags,
        summary: 'My turns as a spreadsheet (XLSX)',
        produces: [WORKBOOK],
        querystring: WorkbookQuery,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const filter = { year: request.query.year, beforeId: AFTER_ALL_IDS, limit: ROWS_MAX }
      const rows = await listEntriesOfPerson(read, personId, filter)
      return sendWorkbook(reply, await makeWorkbook(rows, languageOf(request), deps.clock.now()))
    },
  )

  app.get(
    '/places/:id/service-record/workbook',
    {
      schema: {
        tags,
        summary: 'What volunteers did in a year in a community or a part of it, as a spreadsheet (secretary, street)',
        produces: [WORKBOOK],
        params: IdParams,
        querystring: WorkbookQuery,
        response: { 200: Bytes },
      },
    },
    async (request, reply) => {
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseReadRecords(await findStanding(read, callerOf(request).personId), place.path))
      const now = deps.clock.now()
      const { year = yearOf(now.getTime()) } = request.query
      const scope = { communityId: place.communityId ?? place.id, path: place.path }
      const rows = await listEntriesOfPlace(read, scope, year, ROWS_MAX)
      return sendWorkbook(reply, await makeWorkbook(rows, languageOf(request), now))
    },
  )
}

function sendWorkbook(reply: FastifyReply, bytes: Buffer): FastifyReply {
  return reply
    .header('cache-control', 'no-store')
    .header('content-disposition', 'attachment; filename="service-record.xlsx"')
    .type(WORKBOOK)
    .serializer((body: Buffer) => body as never)
    .send(bytes)
}

const idsOf = (rows: readonly EntryRow[]) => rows.map(({ id }) => id)

function presentEntry(row: EntryRow, corrections: readonly CorrectionRow[]): ServiceEntry {
  return {
    id: row.id,
    shiftId: row.shiftId,
    title: row.title,
    category: row.category,
    startsAt: new Date(row.startsAt).toISOString(),
    state: row.state as ServiceState,
    isAttested: row.attestedById !== null,
    minutes: row.minutes,
    corrections: presentCorrections(corrections, row.id),
  }
}
