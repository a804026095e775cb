import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  CareCircle,
  CareCircleAction,
  CareCircles,
  CreateCareCircleRequest,
  IdParams,
  JoinCareCircleRequest,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, refuseIf } from '../../kernel/problem'
import { dayOf } from '../../kernel/shanghai'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { actOnCircle } from './act-on-circle'
import { createCircle } from './create-circle'
import { joinCircle } from './join-circle'
import { refuseReading } from './policy'
import { presentCircle } from './presenter'
import { findCircle, listCirclesOfPerson, listNeighbours } from './repository'

export const careCirclesRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['care-circles']

  const show = async (id: string, personId: string): Promise<CareCircle> => {
    const circle = found(await findCircle(read, id))
    const neighbours = await listNeighbours(read, [id])
    const standing = await findStanding(read, personId)
    refuseIf(refuseReading(standing, { ...circle, neighbourIds: neighbours.map((one) => one.personId) }))
    return presentCircle(circle, neighbours, standing, dayOf(deps.clock.now()))
  }

  const list = async (personId: string): Promise<CareCircles> => {
    const circles = await listCirclesOfPerson(read, personId)
    const neighbours = await listNeighbours(
      read,
      circles.map(({ id }) => id),
    )
    const standing = await findStanding(read, personId)
    const today = dayOf(deps.clock.now())
    const membersOf = (id: string) => neighbours.filter(({ circleId }) => circleId === id)
    // Whoever moved away has no part in a circle any more.
    const theirs = circles.filter(
      ({ id, elderId }) => elderId === personId || membersOf(id).some((one) => one.personId === personId),
    )
    return { items: theirs.map((circle) => presentCircle(circle, membersOf(circle.id), standing, today)) }
  }

  app.put(
    '/care-circles/:id',
    {
      schema: {
        tags,
        summary: 'Ask neighbours to look after me',
        params: IdParams,
        body: CreateCareCircleRequest,
        response: { 200: CareCircle, 201: CareCircle },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await createCircle(deps, { id, personId, placeId: request.body.placeId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await show(id, personId))
    },
  )

  app.get(
    '/care-circles/:id',
    {
      config: { staffView: 'aid' },
      schema: { tags, summary: 'A care circle', params: IdParams, response: { 200: CareCircle } },
    },
    async (request) => show(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/me/care-circles',
    { schema: { tags, summary: 'My circle, and those I am in', response: { 200: CareCircles } } },
    async (request) => list(callerOf(request).personId),
  )

  app.post(
    '/me/care-circles',
    {
      schema: {
        tags,
        summary: 'Join a circle by its code',
        body: JoinCareCircleRequest,
        response: { 200: CareCircle },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return show(await joinCircle(deps, { personId, code: request.body.code }), personId)
    },
  )

  app.post(
    '/care-circles/:id/actions',
    {
      schema: {
        tags,
        summary: 'Say that I am fine, pause, resume or end (elder); leave, or say that I looked in (neighbour, staff)',
        params: IdParams,
        body: CareCircleAction,
        response: { 200: CareCircles },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await actOnCircle(deps, { circleId: request.params.id, personId, act: request.body })
      return list(personId)
    },
  )
}
