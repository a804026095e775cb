import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import {
  Closed,
  IdParams,
  LIMITS,
  NameVoterRequest,
  OwnedUnit,
  OwnedUnitParams,
  OwnersImport,
  OwnersImportParams,
  OwnersQuery,
  Page,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { unreadable } from '../../spreadsheets'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { importOwners } from './import-owners'
import { nameVoter } from './name-voter'
import { refuseRegister } from './policy'
import { presentImport, presentUnit } from './presenter'
import { findImport, listOwnersOfUnits, listUnitPage } from './repository'

const CSV = 'text/csv'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** A file is held in memory while it is read. */
const IMPORTS_AT_ONCE = 2
const RETRY_AFTER_SECONDS = 10

export const ownersRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['owners']

  app.get(
    '/places/:id/owned-units',
    {
      schema: {
        tags,
        summary: "The owners' register of a community (secretary, street)",
        params: IdParams,
        querystring: OwnersQuery,
        response: { 200: Page(OwnedUnit) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseRegister(await findStanding(read, personId), place))
      const communityId = found(place.communityId)
      const units = await listUnitPage(read, communityId, after, limit + 1)
      const ids = units.map(({ householdId }) => householdId)
      const owners = ids.length === 0 ? [] : await listOwnersOfUnits(read, communityId, ids)
      return toPage(
        units,
        limit,
        ({ householdId }) => [householdId],
        (unit) =>
          presentUnit(
            unit,
            owners.filter(({ householdId }) => householdId === unit.householdId),
          ),
      )
    },
  )

  app.put(
    '/places/:id/owned-units/:householdId/voter',
    {
      schema: {
        tags,
        summary: 'Say which of the co-owners of a unit votes (secretary, street)',
        params: OwnedUnitParams,
        body: NameVoterRequest,
        response: { 200: Closed({ code: NameVoterRequest.properties.code }) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: placeId, householdId } = request.params
      const { code } = request.body
      await nameVoter(deps, { placeId, householdId, code, personId })
      return { code }
    },
  )

  app.get(
    '/places/:id/owners-imports/:importId',
    {
      schema: {
        tags,
        summary: 'What became of a file of owners, row by row (secretary, street)',
        params: OwnersImportParams,
        response: { 200: OwnersImport },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseRegister(await findStanding(read, personId), place))
      const row = found(await findImport(read, request.params.importId))
      if (row.placeId !== place.id) throw new Problem('not_found')
      return presentImport(row, languageOf(request))
    },
  )
}

/** Apart, because it takes files. */
export const ownersImportRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  let underWay = 0
  app.removeAllContentTypeParsers()
  app.addContentTypeParser([CSV, XLSX], { parseAs: 'buffer', bodyLimit: LIMITS.ownersBytes }, (_request, body, done) =>
    done(null, body),
  )

  app.put(
    '/places/:id/owners-imports/:importId',
    {
      schema: {
        tags: ['owners'],
        summary:
          "Take a community's owners' register from a file, with a report of every row not taken (secretary, street)",
        description: `CSV or XLSX with a heading: building, number, area, source (register, survey, contract), and grid, code, owner, share, voter, unsold, phone; or 楼栋, 房号, 面积, 面积来源, 网格, 业主编号, 业主, 份额, 投票人, 未售, 手机号. One row for each owner of a unit; at most ${LIMITS.ownersRows} rows and ${LIMITS.ownersBytes} bytes.`,
        consumes: [CSV, XLSX],
        params: OwnersImportParams,
        response: { 200: OwnersImport, 201: OwnersImport },
      },
      bodyLimit: LIMITS.ownersBytes,
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      if (underWay >= IMPORTS_AT_ONCE) throw new Problem('overloaded', { retryAfterSeconds: RETRY_AFTER_SECONDS })
      underWay += 1
      try {
        const { id: placeId, importId: id } = request.params
        const command = { id, placeId, personId, kind: kindOf(request), bytes: bytesOf(request) }
        const { outcome, row } = await importOwners(deps, command)
        return reply.status(outcome === 'created' ? 201 : 200).send(presentImport(row, languageOf(request)))
      } finally {
        underWay -= 1
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
