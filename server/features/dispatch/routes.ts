import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  AppealCategories,
  type AppealCategory,
  CATEGORY_NAMES,
  Closed,
  DispatchRule,
  DispatchRuleParams,
  DispatchRules,
  DueTime,
  DueTimeQuery,
  GuessCategoryAnswer,
  GuessCategoryRequest,
  IdParams,
  LIMITS,
  Page,
  PlaceBrief,
  SetDispatchRuleRequest,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { addWorkingHours, lastKnownYear } from '../../kernel/working-days'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findDuties } from '../hand-overs'
import { findStanding } from '../membership'
import { findPlace, idsOnPath, presentPlaceBrief } from '../places'
import { guessCategories } from './classify'
import { findStreet } from './find-dispatch'
import { refuseChangeRules, refuseReadRules } from './policy'
import { presentDefault, presentRule } from './presenter'
import { listDepartmentsFor, listRulesBelow } from './repository'
import { DEFAULT_DISPATCH } from './rules'
import { removeRule, setRule } from './set-rule'

const RULES_MAX = 2_000
const CATEGORIES = Object.keys(CATEGORY_NAMES) as AppealCategory[]

/** What dispatch is told of cases, by those who keep them. */
export interface DispatchOptions {
  deps: Deps
  /** How many due times of a street are provisional. */
  countProvisional: (streetId: string) => Promise<number>
}

export const dispatchRoutes: FastifyPluginAsyncTypebox<DispatchOptions> = async (app, { deps, countProvisional }) => {
  const { read } = deps.store
  const tags = ['dispatch']

  async function departmentsOf(path: string) {
    const street = await findStreet(read, path)
    if (street === null) return []
    return (await listDepartmentsFor(read, street.path, idsOnPath(street.path))).map(presentPlaceBrief)
  }

  async function calendarOf(path: string) {
    const street = await findStreet(read, path)
    return {
      lastYear: lastKnownYear(deps.config.workingCalendar),
      provisional: street === null ? 0 : await countProvisional(street.id),
    }
  }

  app.get(
    '/appeal-categories',
    { schema: { tags, summary: 'What a case can be about', security: [], response: { 200: AppealCategories } } },
    async (request) => {
      const asked = request.headers['accept-language'] === undefined ? request.caller?.language : undefined
      const language = asked ?? languageOf(request)
      return CATEGORIES.map((id) => ({ id, name: CATEGORY_NAMES[id][language] }))
    },
  )

  app.post(
    '/appeal-guesses',
    {
      schema: {
        tags,
        summary: 'What a text is probably about; nothing of it is kept',
        body: GuessCategoryRequest,
        response: { 200: GuessCategoryAnswer },
      },
    },
    async (request) => {
      const { language } = callerOf(request)
      const text = normaliseText(request.body.text, 'text', LIMITS.appealText)
      const categories = guessCategories(text).map(({ category, score }) => ({
        id: category,
        name: CATEGORY_NAMES[category][language],
        score,
      }))
      return { categories }
    },
  )

  app.get(
    '/places/:id/dispatch-rules',
    {
      schema: {
        tags,
        summary: 'Who has which category first, here and below (staff)',
        params: IdParams,
        response: { 200: DispatchRules },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const place = found(await findPlace(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReadRules(standing, place.path))
      const mayChange = refuseChangeRules(standing, place.path) === null
      const rows = await listRulesBelow(read, place.path, RULES_MAX)
      const own = rows.filter(({ placeId }) => placeId === place.id).map(({ category }) => category)
      const defaults = CATEGORIES.filter((category) => !own.includes(category)).map((category) =>
        presentDefault(place, category, DEFAULT_DISPATCH[category], mayChange),
      )
      return {
        items: [...rows.map((row) => presentRule(row, mayChange)), ...defaults],
        departments: await departmentsOf(place.path),
        calendar: await calendarOf(place.path),
        can: { change: mayChange },
      }
    },
  )

  app.get(
    '/places/:id/due-time',
    {
      schema: {
        tags,
        summary: 'Until when so many hours of work last (staff)',
        params: IdParams,
        querystring: DueTimeQuery,
        response: { 200: DueTime },
      },
    },
    async (request) => {
      const { from, workingHours } = request.query
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseReadRules(await findStanding(read, callerOf(request).personId), place.path))
      const dueAt = addWorkingHours(new Date(from), workingHours, deps.config.workingCalendar)
      return { dueAt: dueAt.toISOString() }
    },
  )

  app.put(
    '/places/:id/dispatch-rules/:category',
    {
      schema: {
        tags,
        summary: 'Say who has a category at a place first (street)',
        params: DispatchRuleParams,
        body: SetDispatchRuleRequest,
        response: { 200: DispatchRule },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: placeId, category } = request.params
      const { handler, departmentId = null, workingHours } = request.body
      const row = await setRule(deps, { placeId, category, personId, handler, departmentId, workingHours })
      return presentRule(row, true)
    },
  )

  app.delete(
    '/places/:id/dispatch-rules/:category',
    {
      schema: {
        tags,
        summary: 'Take a rule away: what held before holds again (street)',
        params: DispatchRuleParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { id: placeId, category } = request.params
      await removeRule(deps, { placeId, category, personId: callerOf(request).personId })
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/places/:id/departments',
    {
      schema: {
        tags,
        summary: 'Departments that come to a place (staff)',
        params: IdParams,
        querystring: Closed({}),
        response: { 200: Page(PlaceBrief) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseReadRules(await findDuties(read, personId, deps.clock.now()), place.path))
      return { items: await departmentsOf(place.path), nextCursor: null }
    },
  )
}
