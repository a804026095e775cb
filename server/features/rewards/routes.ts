import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Closed,
  CreateRedemptionRequest,
  CreateRewardRequest,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  Redemption,
  RedemptionAction,
  RedemptionsQuery,
  Reward,
  RewardAction,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { AFTER_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { communityAt } from '../ledger'
import { imageAddress } from '../media'
import { findStanding, isStaffOf } from '../membership'
import { actOnRedemption } from './act-on-redemption'
import { actOnReward } from './act-on-reward'
import { createReward } from './create-reward'
import { refuseProviding, refuseRedemption, refuseRewards } from './policy'
import { communityOf, presentRedemption, presentReward } from './presenter'
import { redeemReward } from './redeem-reward'
import {
  findRedemption,
  findReward,
  listRedemptionsAtDesk,
  listRedemptionsOfPerson,
  listRewards,
  type RedemptionRow,
} from './repository'

const AFTER_ALL_TIMES = new Date(253_402_300_799_000)

export const rewardsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['rewards']
  const addressOf = (id: string, variant: 'thumb' | 'full') => imageAddress(deps, id, variant)

  app.put(
    '/rewards/:id',
    {
      schema: {
        tags,
        summary: 'Put a reward on the shelf (secretary, partner)',
        params: IdParams,
        body: CreateRewardRequest,
        response: { 200: Reward, 201: Reward },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { title, pickup, ...rest } = request.body
      const outcome = await createReward(deps, {
        ...rest,
        title: normaliseLine(title, 'title', LIMITS.rewardTitle),
        ...(pickup === undefined ? {} : { pickup: normaliseLine(pickup, 'pickup', LIMITS.rewardPickup) }),
        id,
        personId,
      })
      const row = found(await findReward(read, id))
      const presented = presentReward(row, await findStanding(read, personId))
      return reply.status(outcome === 'created' ? 201 : 200).send(presented)
    },
  )

  app.get(
    '/places/:id/rewards',
    {
      schema: {
        tags,
        summary: 'What there is for points, newest first',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Reward) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [before] = decodeCursor(cursor, ['id']) ?? [AFTER_ALL_IDS]
      const community = await communityAt(read, request.params.id)
      const standing = await findStanding(read, personId)
      refuseIf(refuseRewards(standing, community))
      const showsClosed = refuseProviding(standing, community) === null
      const rows = await listRewards(read, community.id, showsClosed, before, limit + 1)
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => presentReward(row, standing),
      )
    },
  )

  app.post(
    '/rewards/:id/actions',
    {
      schema: {
        tags,
        summary: 'Put more on the shelf, close or reopen',
        params: IdParams,
        body: RewardAction,
        response: { 200: Reward },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await actOnReward(deps, { rewardId: request.params.id, personId, act: request.body })
      const row = found(await findReward(read, request.params.id))
      return presentReward(row, await findStanding(read, personId))
    },
  )

  app.put(
    '/redemptions/:id',
    {
      schema: {
        tags,
        summary: 'Redeem points for a reward: it is kept for 14 days under a pick-up code',
        params: IdParams,
        body: CreateRedemptionRequest,
        response: { 200: Redemption, 201: Redemption },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const outcome = await redeemReward(deps, { id, personId, rewardId: request.body.rewardId })
      return reply.status(outcome === 'created' ? 201 : 200).send(await present(id, personId))
    },
  )

  app.get(
    '/redemptions/:id',
    {
      config: { staffView: 'redemption' },
      schema: {
        tags,
        summary: 'A redemption: mine, or one at my desk',
        params: IdParams,
        response: { 200: Redemption },
      },
    },
    async (request) => present(request.params.id, callerOf(request).personId),
  )

  app.post(
    '/redemptions/:id/actions',
    {
      schema: {
        tags,
        summary: 'Give it out against its code (staff), or cancel it with the points back',
        params: IdParams,
        body: RedemptionAction,
        response: { 200: Redemption },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await actOnRedemption(deps, { redemptionId: request.params.id, personId, act: request.body })
      return present(request.params.id, personId)
    },
  )

  app.get(
    '/me/redemptions',
    {
      schema: {
        tags,
        summary: 'What I redeemed, newest first',
        querystring: Closed(PageQuery),
        response: { 200: Page(Redemption) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? ([AFTER_ALL_TIMES, AFTER_ALL_IDS] as const)
      const rows = await listRedemptionsOfPerson(read, personId, before, limit + 1)
      return page(rows, limit, personId)
    },
  )

  app.get(
    '/places/:id/redemptions',
    {
      config: { staffView: 'redemption' },
      schema: {
        tags,
        summary: 'What waits at the desk, or the one with a code (staff, and the partner for its own)',
        params: IdParams,
        querystring: RedemptionsQuery,
        response: { 200: Page(Redemption) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, state = 'reserved', pickupCode = null } = request.query
      const before = decodeCursor(cursor, ['time', 'id']) ?? ([AFTER_ALL_TIMES, AFTER_ALL_IDS] as const)
      const community = await communityAt(read, request.params.id)
      const standing = await findStanding(read, personId)
      const isStaff = isStaffOf(standing, community.path)
      if (!isStaff) refuseIf(refuseProviding(standing, community))
      const query = { communityId: community.id, state, pickupCode, authorId: isStaff ? null : personId }
      return page(await listRedemptionsAtDesk(read, query, before, limit + 1), limit, personId)
    },
  )

  async function present(id: string, personId: string): Promise<Redemption> {
    const row = found(await findRedemption(read, id))
    const standing = await findStanding(read, personId)
    refuseIf(refuseRedemption(standing, row, communityOf(row)))
    return presentRedemption(row, standing, deps.clock.now(), addressOf)
  }

  async function page(rows: readonly RedemptionRow[], limit: number, personId: string) {
    const standing = await findStanding(read, personId)
    const now = deps.clock.now()
    return toPage(
      rows,
      limit,
      ({ createdAt, id }) => [createdAt, id],
      (row) => presentRedemption(row, standing, now, addressOf),
    )
  }
}
