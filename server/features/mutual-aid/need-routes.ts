import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Closed,
  CreateNeedRequest,
  CreateOfferRequest,
  IdParams,
  LIMITS,
  Need,
  NeedAction,
  NeedsQuery,
  Offer,
  OfferAction,
  Page,
  PageQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding, isStaffOf } from '../membership'
import { findPlace } from '../places'
import { cancelNeed } from './cancel-need'
import { changeOffer } from './change-offer'
import { createNeed } from './create-need'
import { createOffer } from './create-offer'
import { findNeed, listNeeds } from './need-repository'
import { findOffer, listOffersAt, listOffersOfPerson } from './offer-repository'
import { refuseChangeOffer, refuseReadNeed } from './policy'
import { presentNeed, presentOffer } from './presenter'
import { showNeed } from './show-aid'
import { isVolunteer } from './volunteer-repository'

const FIRST_PAGE = [new Date('2999-01-01T00:00:00.000Z'), AFTER_ALL_IDS] as const

/** Needs and offers themselves; what brings them together is in routes.ts. */
export const needRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['mutual-aid']

  app.put(
    '/needs/:id',
    {
      schema: {
        tags,
        summary: 'Ask neighbours for help, or for things',
        params: IdParams,
        body: CreateNeedRequest,
        response: { 200: Need, 201: Need },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { body } = request
      const { outcome, need } = await createNeed(deps, {
        ...body,
        id: request.params.id,
        personId,
        text: normaliseText(body.text, 'text', LIMITS.needText),
        ...(body.onBehalfOf === undefined
          ? {}
          : { onBehalfOf: normaliseLine(body.onBehalfOf, 'onBehalfOf', LIMITS.displayName) }),
      })
      const shown = await showNeed(deps, need, personId)
      return reply.status(outcome === 'created' ? 201 : 200).send(shown)
    },
  )

  app.get(
    '/needs/:id',
    { config: { staffView: 'aid' }, schema: { tags, summary: 'A need', params: IdParams, response: { 200: Need } } },
    async (request) => {
      const { personId } = callerOf(request)
      const need = found(await findNeed(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReadNeed(standing, need, await isVolunteer(read, need.communityId, personId)))
      return showNeed(deps, need, personId)
    },
  )

  app.post(
    '/needs/:id/actions',
    {
      schema: {
        tags,
        summary: 'It is not needed any more',
        params: IdParams,
        body: NeedAction,
        response: { 200: Need },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const need = await cancelNeed(deps, { needId: request.params.id, personId, actId: request.body.id })
      return showNeed(deps, need, personId)
    },
  )

  app.get(
    '/places/:id/needs',
    {
      config: { staffView: 'aid' },
      schema: {
        tags,
        summary: 'What is needed in a grid or community, newest first',
        params: IdParams,
        querystring: NeedsQuery,
        response: { 200: Page(Need) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, kind, category, state = 'open' } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const place = found(await findPlace(read, request.params.id))
      const communityId = place.communityId ?? place.id
      const standing = await findStanding(read, personId)
      const community = found(await findPlace(read, communityId))
      refuseIf(refuseReadNeed(standing, { requesterId: '', communityPath: community.path, gridPath: place.path }))
      const gridId = place.kind === 'grid' ? place.id : null
      const seesAll = isStaffOf(standing, place.path) || (await isVolunteer(read, communityId, personId))
      const filter = { communityId, gridId, kind, category, state, readerId: seesAll ? undefined : personId }
      const rows = await listNeeds(read, filter, before, limit + 1)
      const now = deps.clock.now()
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentNeed(row, standing, now),
      )
    },
  )

  app.get(
    '/places/:id/offers',
    {
      schema: {
        tags,
        summary: 'What neighbours of a grid or community offer, newest first; not who they are',
        params: IdParams,
        querystring: Closed({ ...PageQuery }),
        response: { 200: Page(Offer) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const place = found(await findPlace(read, request.params.id))
      const communityId = place.communityId ?? place.id
      const standing = await findStanding(read, personId)
      const community = found(await findPlace(read, communityId))
      refuseIf(refuseReadNeed(standing, { requesterId: '', communityPath: community.path, gridPath: place.path }))
      const rows = await listOffersAt(
        read,
        { communityId, gridId: place.kind === 'grid' ? place.id : null },
        before,
        limit + 1,
      )
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentOffer(row, standing),
      )
    },
  )

  app.get(
    '/me/needs',
    { schema: { tags, summary: 'My own needs, newest first', querystring: NeedsQuery, response: { 200: Page(Need) } } },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, kind, category, state } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const rows = await listNeeds(read, { requesterId: personId, kind, category, state }, before, limit + 1)
      const standing = await findStanding(read, personId)
      const now = deps.clock.now()
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentNeed(row, standing, now),
      )
    },
  )

  app.put(
    '/offers/:id',
    {
      schema: {
        tags,
        summary: 'Say what I can do or give, and when',
        params: IdParams,
        body: CreateOfferRequest,
        response: { 200: Offer, 201: Offer },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { outcome, offer } = await createOffer(deps, { ...request.body, id: request.params.id, personId })
      const presented = presentOffer(offer, await findStanding(read, personId))
      return reply.status(outcome === 'created' ? 201 : 200).send(presented)
    },
  )

  app.get(
    '/offers/:id',
    { schema: { tags, summary: 'An offer of mine', params: IdParams, response: { 200: Offer } } },
    async (request) => {
      const { personId } = callerOf(request)
      const offer = found(await findOffer(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseChangeOffer(standing, offer))
      return presentOffer(offer, standing)
    },
  )

  app.post(
    '/offers/:id/actions',
    {
      schema: {
        tags,
        summary: 'Pause, resume or end an offer',
        params: IdParams,
        body: OfferAction,
        response: { 200: Offer },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action } = request.body
      const offer = await changeOffer(deps, { offerId: request.params.id, personId, actId, action })
      return presentOffer(offer, await findStanding(read, personId))
    },
  )

  app.get(
    '/me/offers',
    {
      schema: {
        tags,
        summary: 'My own offers, newest first',
        querystring: Closed({ ...PageQuery }),
        response: { 200: Page(Offer) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const rows = await listOffersOfPerson(read, personId, before, limit + 1)
      const standing = await findStanding(read, personId)
      return toPage(
        rows,
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentOffer(row, standing),
      )
    },
  )
}
