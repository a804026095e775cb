import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  CreateGiftRequest,
  Gift,
  GiftAction,
  GiftShare,
  GiftShareAction,
  GiftsQuery,
  IdParams,
  LIMITS,
  Page,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { actOnGift } from './act-on-gift'
import { actOnGiftShare } from './act-on-gift-share'
import { createGift } from './create-gift'
import { listPathsMinded, refuseMindGift, refuseReadGifts } from './gift-policy'
import { presentGift, presentShare } from './gift-presenter'
import { findGift, findShare, listGifts, listShares } from './gift-repository'

const FIRST_PAGE = [new Date('2999-01-01T00:00:00.000Z'), AFTER_ALL_IDS] as const

/** Gifts to a community, and how they were passed on. */
export const giftRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['gifts']

  const show = async (id: string, personId: string): Promise<Gift> => {
    const gift = found(await findGift(read, id))
    const standing = await findStanding(read, personId)
    refuseIf(refuseReadGifts(standing, gift.communityPath))
    return presentGift(gift, standing)
  }

  app.put(
    '/gifts/:id',
    {
      schema: {
        tags,
        summary: 'Give things to a community, for a purpose',
        params: IdParams,
        body: CreateGiftRequest,
        response: { 200: Gift, 201: Gift },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const purpose = normaliseText(request.body.purpose, 'purpose', LIMITS.giftPurpose)
      const outcome = await createGift(deps, { ...request.body, purpose, id, personId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await show(id, personId))
    },
  )

  app.get(
    '/gifts/:id',
    {
      schema: {
        tags,
        summary: 'A gift: given, passed on, waiting',
        params: IdParams,
        response: { 200: Gift },
      },
    },
    async (request) => show(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/places/:id/gifts',
    {
      schema: {
        tags,
        summary: 'Gifts to a community, newest first',
        params: IdParams,
        querystring: GiftsQuery,
        response: { 200: Page(Gift) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const place = found(await findPlace(read, request.params.id))
      const community = found(await findPlace(read, place.communityId ?? place.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseReadGifts(standing, community.path))
      return toPage(
        await listGifts(read, community.id, before, limit + 1),
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentGift(row, standing),
      )
    },
  )

  app.post(
    '/gifts/:id/actions',
    {
      schema: {
        tags,
        summary: 'Share a gift out among the open needs, or end it (giver, staff)',
        params: IdParams,
        body: GiftAction,
        response: { 200: Gift },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await actOnGift(deps, { giftId: request.params.id, personId, act: request.body })
      return show(request.params.id, personId)
    },
  )

  app.get(
    '/gifts/:id/shares',
    {
      config: { staffView: 'aid' },
      schema: {
        tags,
        summary: 'For whom a gift is, and the receipts (giver, staff; an officer: of their grid)',
        params: IdParams,
        querystring: GiftsQuery,
        response: { 200: Page(GiftShare) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const gift = found(await findGift(read, request.params.id))
      const standing = await findStanding(read, personId)
      const refusal = refuseMindGift(standing, gift)
      const below = listPathsMinded(standing, gift.communityPath)
      if (below.length === 0) refuseIf(refusal)
      return toPage(
        await listShares(read, { giftId: gift.id, ...(refusal === null ? {} : { below }) }, before, limit + 1),
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentShare(row, standing),
      )
    },
  )

  app.get(
    '/me/gift-shares',
    {
      schema: {
        tags,
        summary: 'What I was given, with the receipts',
        querystring: GiftsQuery,
        response: { 200: Page(GiftShare) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? FIRST_PAGE
      const standing = await findStanding(read, personId)
      return toPage(
        await listShares(read, { receiverId: personId }, before, limit + 1),
        limit,
        (row) => [row.createdAt, row.id],
        (row) => presentShare(row, standing),
      )
    },
  )

  app.post(
    '/gift-shares/:id/actions',
    {
      schema: {
        tags,
        summary: 'Hand a part of a gift over, which leaves a receipt, or call it off',
        params: IdParams,
        body: GiftShareAction,
        response: { 200: GiftShare },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await actOnGiftShare(deps, { shareId: request.params.id, personId, act: request.body })
      return presentShare(found(await findShare(read, request.params.id)), await findStanding(read, personId))
    },
  )
}
