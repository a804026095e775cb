import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  Councillor,
  CreateCouncillorRequest,
  CreateTopicRequest,
  DeliberationRules,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  PlaceDeliberationRules,
  SupportAnswer,
  Topic,
  TopicAction,
  TopicLine,
  TopicsQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { imageAddress } from '../media'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { actOnTopic } from './act-on-topic'
import { appointCouncillor, dismissCouncillor } from './appoint-councillor'
import { changeRules } from './change-rules'
import { createTopic } from './create-topic'
import { normaliseAction } from './normalise'
import { isSecretary, refusePlace } from './policy'
import type { DeliberationPorts } from './ports'
import { presentCouncillor } from './presenter'
import { findRules } from './rules-repository'
import { listPlaceTopics, showTopic } from './show-topics'
import { findCouncillor, listCouncillors } from './support-repository'
import { supportTopic } from './support-topic'

const tags = ['deliberation']

export const topicRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: DeliberationPorts }> = async (
  app,
  { deps, ports },
) => {
  const { read } = deps.store

  app.put(
    '/topics/:id',
    {
      schema: {
        tags,
        summary: 'Propose a topic, or lift one from what people say (secretary)',
        params: IdParams,
        body: CreateTopicRequest,
        response: { 200: Topic, 201: Topic },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { placeId, title, body, source = null } = request.body
      const outcome = await createTopic(deps, ports, {
        id,
        personId,
        placeId,
        title: normaliseLine(title, 'title', LIMITS.topicTitle),
        body: normaliseText(body, 'body', LIMITS.topicBody),
        source,
      })
      return reply.status(outcome === 'created' ? 201 : 200).send(await showTopic(deps, id, personId))
    },
  )

  app.get(
    '/topics/:id',
    { schema: { tags, summary: 'A topic with its thread', params: IdParams, response: { 200: Topic } } },
    async (request) => showTopic(deps, request.params.id, callerOf(request).personId),
  )

  app.get(
    '/places/:id/topics',
    {
      schema: {
        tags,
        summary: 'The topics that concern a grid or community, newest first',
        params: IdParams,
        querystring: TopicsQuery,
        response: { 200: Page(TopicLine) },
      },
    },
    async (request) => {
      const { state = null, limit = LIMITS.pageDefault, cursor } = request.query
      const { personId } = callerOf(request)
      return listPlaceTopics(deps, { placeId: request.params.id, personId, state, limit, cursor })
    },
  )

  app.post(
    '/topics/:id/actions',
    {
      schema: {
        tags,
        summary: 'Move a topic on, take part in its meeting, rate its outcome',
        params: IdParams,
        body: TopicAction,
        response: { 200: Topic },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      await actOnTopic(deps, ports, { topicId: id, personId, action: normaliseAction(request.body) })
      return showTopic(deps, id, personId)
    },
  )

  app.put(
    '/topics/:id/support',
    {
      schema: {
        tags,
        summary: 'My household stands behind this proposal',
        params: IdParams,
        response: { 200: SupportAnswer },
      },
    },
    async (request) =>
      supportTopic(deps, ports, {
        topicId: request.params.id,
        personId: callerOf(request).personId,
        supports: true,
      }),
  )

  app.delete(
    '/topics/:id/support',
    {
      schema: { tags, summary: 'It does no longer', params: IdParams, response: { 200: SupportAnswer } },
    },
    async (request) =>
      supportTopic(deps, ports, {
        topicId: request.params.id,
        personId: callerOf(request).personId,
        supports: false,
      }),
  )

  app.get(
    '/places/:id/deliberation-rules',
    {
      schema: {
        tags,
        summary: 'How a community deliberates',
        params: IdParams,
        response: { 200: PlaceDeliberationRules },
      },
    },
    async (request) => {
      const place = found(await findPlace(read, request.params.id))
      const standing = await findStanding(read, callerOf(request).personId)
      refuseIf(refusePlace(standing, place))
      const communityId = found(place.communityId)
      return { ...(await findRules(read, communityId)), can: { change: isSecretary(standing, place) } }
    },
  )

  app.put(
    '/places/:id/deliberation-rules',
    {
      schema: {
        tags,
        summary: 'Change how a community deliberates (secretary)',
        params: IdParams,
        body: DeliberationRules,
        response: { 200: PlaceDeliberationRules },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      await changeRules(deps, ports, { placeId: id, personId, rules: request.body })
      return { ...(await findRules(read, id)), can: { change: true } }
    },
  )

  const addressOf = (imageId: string, variant: 'thumb' | 'full') => imageAddress(deps, imageId, variant, 'anybody')

  app.put(
    '/councillors/:id',
    {
      schema: {
        tags,
        summary: 'Say that a resident was elected to speak for others (secretary)',
        params: IdParams,
        body: CreateCouncillorRequest,
        response: { 200: Councillor, 201: Councillor },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const outcome = await appointCouncillor(deps, { id, byId: callerOf(request).personId, ...request.body })
      const councillor = found(await findCouncillor(read, id))
      return reply.status(outcome === 'created' ? 201 : 200).send(presentCouncillor(councillor, addressOf, true))
    },
  )

  app.delete(
    '/councillors/:id',
    {
      schema: {
        tags,
        summary: 'Say that somebody is councillor no longer (secretary)',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await dismissCouncillor(deps, { id: request.params.id, byId: callerOf(request).personId })
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/places/:id/councillors',
    {
      schema: {
        tags,
        summary: 'Who speaks for the residents of a community',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Councillor) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const place = found(await findPlace(read, request.params.id))
      const standing = await findStanding(read, callerOf(request).personId)
      refuseIf(refusePlace(standing, place))
      const rows = await listCouncillors(read, place.communityId ?? '', after, limit + 1)
      return toPage(
        rows,
        limit,
        ({ personId }) => [personId],
        (row) => presentCouncillor(row, addressOf, isSecretary(standing, place)),
      )
    },
  )
}
