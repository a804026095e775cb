import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Agenda,
  IdParams,
  Invitation,
  Invitee,
  InviteesQuery,
  LIMITS,
  MeetingCode,
  Minutes,
  Page,
  WriteMinutesRequest,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { normaliseMinutes } from './normalise'
import type { OpinionMaps } from './opinion-maps'
import { pageOfInvitees, showAgenda, showInvitation, showMeetingCode, showMinutes } from './show-meeting'
import { writeMinutes } from './write-minutes'

const tags = ['deliberation']

export const meetingRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; maps: OpinionMaps }> = async (
  app,
  { deps, maps },
) => {
  app.get(
    '/topics/:id/check-in-code',
    {
      schema: {
        tags,
        summary: 'The code on the screen of the meeting, new every 30 seconds (secretary, facilitator)',
        params: IdParams,
        response: { 200: MeetingCode },
      },
    },
    async (request) => showMeetingCode(deps, { topicId: request.params.id, personId: callerOf(request).personId }),
  )

  app.get(
    '/topics/:id/invitation',
    {
      schema: {
        tags,
        summary: 'The words of a short message that invites, and a QR (secretary, facilitator)',
        params: IdParams,
        response: { 200: Invitation },
      },
    },
    async (request) => {
      const { personId, language } = callerOf(request)
      const origin = deps.config.publicUrl ?? `${request.protocol}://${request.host}`
      return showInvitation(deps, { topicId: request.params.id, personId, origin, language })
    },
  )

  app.get(
    '/topics/:id/invitees',
    {
      config: { staffView: 'meeting' },
      schema: {
        tags,
        summary: 'Who was invited, who comes, who was there (secretary, facilitator)',
        params: IdParams,
        querystring: InviteesQuery,
        response: { 200: Page(Invitee) },
      },
    },
    async (request) => {
      const { answer = null, q, limit = LIMITS.pageDefault, cursor } = request.query
      const { personId } = callerOf(request)
      const part = q === undefined ? null : normaliseLine(q, 'q', LIMITS.displayName)
      return pageOfInvitees(deps, { topicId: request.params.id, personId, answer, part, limit, cursor })
    },
  )

  app.get(
    '/topics/:id/agenda',
    {
      schema: {
        tags,
        summary: 'What the meeting talks about, made of the opinion map',
        params: IdParams,
        response: { 200: Agenda },
      },
    },
    async (request) => showAgenda(deps, maps, { topicId: request.params.id, personId: callerOf(request).personId }),
  )

  app.get(
    '/topics/:id/minutes',
    {
      schema: {
        tags,
        summary: 'The minutes: published ones, with the hash that freezes them; a draft for whoever writes it',
        params: IdParams,
        response: { 200: Minutes },
      },
    },
    async (request) => showMinutes(deps, { topicId: request.params.id, personId: callerOf(request).personId }),
  )

  app.put(
    '/topics/:id/minutes',
    {
      schema: {
        tags,
        summary: 'Write the minutes, until they are published (secretary, facilitator)',
        params: IdParams,
        body: WriteMinutesRequest,
        response: { 200: Minutes },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      await writeMinutes(deps, { topicId: id, personId, ...normaliseMinutes(request.body) })
      return showMinutes(deps, { topicId: id, personId })
    },
  )
}
