import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  AnswerTemplate,
  Closed,
  CreateAnswerTemplateRequest,
  DepartmentRatings,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findDuties } from '../hand-overs'
import { findPlace } from '../places'
import { createTemplate, deleteTemplate } from './answer-templates'
import { readDepartmentRatings } from './department-ratings'
import { refuseOffice } from './office-policy'
import { listTemplates, type TemplateRow } from './template-repository'

function presentTemplate(row: TemplateRow): AnswerTemplate {
  const createdAt = new Date(row.createdAt).toISOString()
  return { id: row.id, placeId: row.placeId, title: row.title, text: row.text, createdAt, can: { delete: true } }
}

/** The sentences that an office keeps for its answers. */
export const answerTemplatesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['appeals']

  app.put(
    '/answer-templates/:id',
    {
      schema: {
        tags,
        summary: 'Keep a sentence for answers (staff of the office)',
        params: IdParams,
        body: CreateAnswerTemplateRequest,
        response: { 200: AnswerTemplate, 201: AnswerTemplate },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { placeId } = request.body
      const { outcome, template } = await createTemplate(deps, {
        id: request.params.id,
        personId,
        placeId,
        title: normaliseLine(request.body.title, 'title', LIMITS.templateTitle),
        text: normaliseText(request.body.text, 'text', LIMITS.appealText),
      })
      return reply.status(outcome === 'created' ? 201 : 200).send(presentTemplate(template))
    },
  )

  app.get(
    '/places/:id/answer-templates',
    {
      schema: {
        tags,
        summary: 'The sentences that an office keeps for answers (its staff)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(AnswerTemplate) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [afterId] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseOffice(await findDuties(read, personId, deps.clock.now()), place.path))
      const rows = await listTemplates(read, place.id, afterId, limit + 1)
      return toPage(rows, limit, ({ id }) => [id], presentTemplate)
    },
  )

  app.delete(
    '/answer-templates/:id',
    {
      schema: {
        tags,
        summary: 'Keep it no longer (staff of the office)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await deleteTemplate(deps, { id: request.params.id, personId: callerOf(request).personId })
      return reply.status(204).send(null)
    },
  )
}

/** How grids rated a department (下考上). */
export const departmentRatingsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/places/:id/ratings',
    {
      schema: {
        tags: ['appeals'],
        summary: 'How grids rated a department (the department, and the streets to which it comes)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: DepartmentRatings },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      return readDepartmentRatings(deps, { departmentId: request.params.id, personId, cursor, limit })
    },
  )
}
