import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  CallUp,
  CallUpAction,
  CallUpsQuery,
  CreateCallUpRequest,
  IdParams,
  LIMITS,
  Page,
  Readiness,
  ReadinessQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { listReadyPeople } from '../volunteers'
import { actOnCallUp } from './act-on-call-up'
import { callPeople } from './call-people'
import { refuseCalling, refuseReadCallUp } from './policy'
import { presentCallUp } from './presenter'
import { findCallUp, listCalled, listCallUpsOfPlace, listOpenCallsOfPerson } from './repository'
import { chooseCalled, countSkills, surroundings } from './rules'

const START = [new Date('9999-01-01T00:00:00Z'), AFTER_ALL_IDS] as const

export const callUpsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['call-ups']
  const skillOf = (skill: string | undefined) =>
    skill === undefined ? {} : { skill: normaliseLine(skill, 'skill', LIMITS.skill) }

  async function readCallUp(id: string, personId: string): Promise<CallUp> {
    const row = found(await findCallUp(read, id, personId))
    const standing = await findStanding(read, personId)
    refuseIf(refuseReadCallUp(standing, { path: row.path, isCalled: Boolean(row.isCalled) }))
    return presentCallUp(row, await listCalled(read, row), standing)
  }

  app.put(
    '/call-ups/:id',
    {
      schema: {
        tags,
        summary: 'Call those who agreed to be called, by skill and radius (officer, secretary, street)',
        params: IdParams,
        body: CreateCallUpRequest,
        response: { 200: CallUp, 201: CallUp },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { skill, text, ...body } = request.body
      const words = { ...skillOf(skill), text: normaliseText(text, 'text', LIMITS.callUpText) }
      const outcome = await callPeople(deps, { ...body, ...words, id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await readCallUp(id, personId))
    },
  )

  app.get(
    '/call-ups/:id',
    {
      config: { staffView: 'call_up' },
      schema: {
        tags,
        summary: 'A call-up: to staff with who comes, to the called with their answer',
        params: IdParams,
        response: { 200: CallUp },
      },
    },
    async (request) => readCallUp(request.params.id, callerOf(request).personId),
  )

  app.post(
    '/call-ups/:id/actions',
    {
      schema: {
        tags,
        summary: 'coming with minutes, cannot (the called); end (staff)',
        params: IdParams,
        body: CallUpAction,
        response: { 200: CallUp },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action, minutes = null } = request.body
      const callUpId = request.params.id
      await actOnCallUp(deps, { callUpId, personId, actId, action, minutes })
      return readCallUp(callUpId, personId)
    },
  )

  app.get(
    '/places/:id/call-ups',
    {
      schema: {
        tags,
        summary: 'Call-ups of a place, latest first (staff)',
        params: IdParams,
        querystring: CallUpsQuery,
        response: { 200: Page(CallUp) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? START
      const place = found(await findPlace(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseCalling(standing, place.path))
      const scope = { readerId: personId, communityId: place.communityId ?? place.id, path: place.path }
      const rows = await listCallUpsOfPlace(read, { ...scope, before, limit: limit + 1 })
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentCallUp(row, [], standing),
      )
    },
  )

  app.get(
    '/places/:id/readiness',
    {
      schema: {
        tags,
        summary: 'How many would be called, before anybody is (staff)',
        params: IdParams,
        querystring: ReadinessQuery,
        response: { 200: Readiness },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { skill = null } = skillOf(request.query.skill)
      const place = found(await findPlace(read, request.params.id))
      refuseIf(refuseCalling(await findStanding(read, personId), place.path))
      const ready = await listReadyPeople(read, surroundings(place, request.query.radius))
      const called = chooseCalled([...ready], { skill, buildingId: null, callerId: personId })
      return { ready: called.length, skills: countSkills(ready) }
    },
  )

  app.get(
    '/me/call-ups',
    {
      schema: {
        tags,
        summary: 'Open call-ups in which I am called',
        querystring: CallUpsQuery,
        response: { 200: Page(CallUp) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? START
      const standing = await findStanding(read, personId)
      const rows = await listOpenCallsOfPerson(read, personId, before, limit + 1)
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentCallUp(row, [], standing),
      )
    },
  )
}
