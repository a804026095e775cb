import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import {
  CreateReportRequest,
  IdParams,
  LIMITS,
  ModerationQuery,
  Page,
  ReportAction,
  ReportView,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding, refuseModerating } from '../membership'
import { findPlace, listSubtree } from '../places'
import { actOnCase } from './act-on-case'
import { refuseReadingCase } from './policy'
import { presentCases } from './present-cases'
import { factsOf } from './presenter'
import { reportSubject } from './report-subject'
import { type CaseRow, findReport, listCases } from './repository'
import { STATES_OF_LIST } from './rules'
import type { ModerationPorts } from './subjects'

export const moderationRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: ModerationPorts }> = async (
  app,
  { deps, ports },
) => {
  const { read } = deps.store
  const words = (text: string | undefined, path: string) =>
    text === undefined ? null : normaliseText(text, path, LIMITS.reasonText)

  async function presentTo(request: FastifyRequest, row: CaseRow): Promise<ReportView> {
    const { personId, language } = callerOf(request)
    const standing = await findStanding(read, personId)
    return found((await presentCases(read, ports, [row], standing, language))[0])
  }

  app.put(
    '/reports/:id',
    {
      schema: {
        tags: ['moderation'],
        summary: 'Report a post or comment',
        params: IdParams,
        body: CreateReportRequest,
        response: { 200: ReportView, 201: ReportView },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { subject, reason } = request.body
      const command = {
        id: request.params.id,
        personId,
        subject,
        reason: normaliseText(reason, 'reason', LIMITS.reasonText),
      }
      const { outcome, report } = await reportSubject(deps, ports.subjects, command)
      return reply.status(outcome === 'created' ? 201 : 200).send(await presentTo(request, report))
    },
  )

  app.get(
    '/reports/:id',
    {
      config: { staffView: 'report' },
      schema: {
        tags: ['moderation'],
        summary: 'A case, for staff, its author and whoever reported',
        params: IdParams,
        response: { 200: ReportView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const report = found(await findReport(read, request.params.id))
      const isReporter = report.reporterId === personId
      refuseIf(refuseReadingCase(factsOf(report, isReporter), await findStanding(read, personId)))
      const isWhole = report.caseId === report.id || isReporter
      return presentTo(request, isWhole ? report : found(await findReport(read, report.caseId)))
    },
  )

  app.get(
    '/places/:id/moderation',
    {
      config: { staffView: 'report' },
      schema: {
        tags: ['moderation'],
        summary: 'What was reported, oldest first; several reports of one thing are one case (staff)',
        params: IdParams,
        querystring: ModerationQuery,
        response: { 200: Page(ReportView) },
      },
    },
    async (request) => {
      const { personId, language } = callerOf(request)
      const { state = 'open', limit = LIMITS.pageDefault, cursor } = request.query
      const after = decodeCursor(cursor, ['time', 'id']) ?? ([new Date(0), BEFORE_ALL_IDS] as const)
      const place = found(await findPlace(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseModerating(standing, place.path))
      const grids = await listSubtree(read, place.path, 'grid')
      const page = { after, limit: limit + 1 }
      const rows = await listCases(
        read,
        grids.map((grid) => grid.id),
        STATES_OF_LIST[state],
        page,
      )
      const { items, nextCursor } = toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => row,
      )
      return { items: await presentCases(read, ports, items, standing, language), nextCursor }
    },
  )

  app.post(
    '/reports/:id/actions',
    {
      schema: {
        tags: ['moderation'],
        summary: 'Hide, keep or warn (staff), or appeal (author)',
        params: IdParams,
        body: ReportAction,
        response: { 200: ReportView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action, reason, text } = request.body
      const row = await actOnCase(deps, ports.subjects, {
        reportId: request.params.id,
        personId,
        actId,
        action,
        reason: words(reason, 'reason'),
        text: words(text, 'text'),
      })
      return presentTo(request, row)
    },
  )
}
