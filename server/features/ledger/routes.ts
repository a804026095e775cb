import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  AccountQuery,
  Closed,
  CreatePointsRuleRequest,
  CreateTransferRequest,
  IdParams,
  LIMITS,
  MyAccount,
  Page,
  PageQuery,
  PlaceAccount,
  PointsRanking,
  PointsRule,
  PointsRules,
  PointsRulesQuery,
  Resident,
  ResidentAccount,
  ResidentAccountParams,
  ResidentsQuery,
  Transfer,
  UpdateMyAccountRequest,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { findPersonForOthers, presentPersonBrief } from '../identity'
import { imageAddress } from '../media'
import { findStanding } from '../membership'
import { createTransfer } from './create-transfer'
import { findMyAccount, presentMyAccount, showInRanking } from './my-account'
import { lookUpAccount } from './open-accounts'
import { refuseAccount, refuseGranting, refuseStranger } from './policy'
import { communityOf, presentResident, presentRule, presentTransfer } from './presenter'
import { communityAt, readPlaceAccount, readRanking } from './read-totals'
import { findAccount, findTransfer, listResidents, listTransfersOfAccount } from './repository'
import { findRule, listNewestRules, listRuleHistory } from './rule-repository'
import { newestVersion, setRule } from './set-rule'

const NEWEST_SEQUENCE = 2 ** 31 - 1

export const ledgerRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const addressOf = (id: string, variant: 'thumb' | 'full') => imageAddress(deps, id, variant)
  const { read } = deps.store
  const tags = ['points']

  app.get(
    '/me/account',
    {
      schema: {
        tags,
        summary: 'My points: of my home’s community, or of that of a place',
        querystring: AccountQuery,
        response: { 200: MyAccount },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      return presentMyAccount(deps, await findMyAccount(deps, personId, request.query.placeId))
    },
  )

  app.patch(
    '/me/account',
    {
      schema: {
        tags,
        summary: 'Appear in the ranking of my neighbours, or appear no more',
        querystring: AccountQuery,
        body: UpdateMyAccountRequest,
        response: { 200: MyAccount },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const account = await findMyAccount(deps, personId, request.query.placeId)
      await showInRanking(deps, account, request.body.showInRanking)
      return presentMyAccount(deps, account)
    },
  )

  app.get(
    '/accounts/:id/transfers',
    {
      schema: {
        tags,
        summary: 'What came to an account and went from it, newest first',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(Transfer) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [before] = decodeCursor(cursor, ['order']) ?? [NEWEST_SEQUENCE]
      const account = found(await findAccount(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseAccount(standing, account, communityOf(account)))
      const rows = await listTransfersOfAccount(read, account, before, limit + 1)
      return toPage(
        rows,
        limit,
        ({ sequence }) => [sequence],
        (row) => presentTransfer(row, standing, languageOf(request)),
      )
    },
  )

  app.put(
    '/transfers/:id',
    {
      schema: {
        tags,
        summary: 'Give points from a budget, issue points to one, or take a mistake back (budget holders)',
        params: IdParams,
        body: CreateTransferRequest,
        response: { 200: Transfer, 201: Transfer },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const reason = normaliseText(request.body.reason, 'reason', LIMITS.reasonText)
      const outcome = await createTransfer(deps, { ...request.body, reason, id, personId })
      const row = found(await findTransfer(read, id))
      const presented = presentTransfer(row, await findStanding(read, personId), languageOf(request))
      return reply.status(outcome === 'created' ? 201 : 200).send(presented)
    },
  )

  app.get(
    '/places/:id/account',
    {
      schema: {
        tags,
        summary: 'The points budget of a community',
        params: IdParams,
        response: { 200: PlaceAccount },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const community = await communityAt(read, request.params.id)
      const standing = await findStanding(read, personId)
      refuseIf(refuseStranger(standing, community))
      return readPlaceAccount(deps, community, standing)
    },
  )

  app.get(
    '/places/:id/residents',
    {
      config: { staffView: 'points' },
      schema: {
        tags,
        summary: 'Verified neighbours by name or door, to send points to (budget holders)',
        params: IdParams,
        querystring: ResidentsQuery,
        response: { 200: Page(Resident) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, q } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const community = await communityAt(read, request.params.id)
      refuseIf(refuseGranting(await findStanding(read, personId), community))
      const gridId = request.params.id === community.id ? null : request.params.id
      const part = q === undefined ? null : normaliseLine(q, 'q', LIMITS.displayName)
      const rows = await listResidents(read, { communityId: community.id, gridId }, part, after, limit + 1)
      return toPage(
        rows,
        limit,
        ({ id }) => [id],
        (row) => presentResident(row, addressOf),
      )
    },
  )

  app.get(
    '/places/:id/residents/:personId/account',
    {
      config: { staffView: 'points' },
      schema: {
        tags,
        summary: 'Where points for a resident go to (budget holders)',
        params: ResidentAccountParams,
        response: { 200: ResidentAccount },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const community = await communityAt(read, request.params.id)
      refuseIf(refuseGranting(await findStanding(read, personId), community))
      const resident = found(await findPersonForOthers(read, request.params.personId))
      const { homes } = await findStanding(read, resident.id)
      refuseIf(refuseStranger({ personId: resident.id, homes, roles: [] }, community) === null ? null : 'not_found')
      const account = await lookUpAccount(deps, { communityId: community.id, kind: 'resident', ownerId: resident.id })
      return { accountId: account.id, person: presentPersonBrief(resident, addressOf) }
    },
  )

  app.get(
    '/places/:id/points-rules',
    {
      schema: {
        tags,
        summary: 'By which rules points are earned here; with history, by which they were',
        params: IdParams,
        querystring: PointsRulesQuery,
        response: { 200: PointsRules },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const community = await communityAt(read, request.params.id)
      const standing = await findStanding(read, personId)
      refuseIf(refuseStranger(standing, community))
      await lookUpAccount(deps, { communityId: community.id, kind: 'budget', ownerId: community.id })
      const newest = await listNewestRules(read, [community.id])
      const rows = request.query.history ? await listRuleHistory(read, community.id) : newest
      const versionOf = (code: string) => newest.find((rule) => rule.code === code)?.version ?? 0
      return {
        items: rows.map((row) => presentRule(row, versionOf(row.code), standing, community.path)),
        nextCursor: null,
      }
    },
  )

  app.put(
    '/points-rules/:id',
    {
      schema: {
        tags,
        summary: 'Write the next version of a rule (budget holders)',
        params: IdParams,
        body: CreatePointsRuleRequest,
        response: { 200: PointsRule, 201: PointsRule },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const categories = request.body.categories.map(({ category, pointsPerHour }, index) => ({
        category: normaliseLine(category, `categories/${index}/category`, LIMITS.ruleCategory),
        pointsPerHour,
      }))
      const outcome = await setRule(deps, { ...request.body, categories, id, personId })
      const row = found(await findRule(read, id))
      const community = await communityAt(read, row.communityId)
      const standing = await findStanding(read, personId)
      const presented = presentRule(row, await newestVersion(read, row), standing, community.path)
      return reply.status(outcome === 'created' ? 201 : 200).send(presented)
    },
  )

  app.get(
    '/places/:id/points-ranking',
    {
      schema: {
        tags,
        summary: 'Who earned most this quarter, of those who chose to appear',
        params: IdParams,
        response: { 200: PointsRanking },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const community = await communityAt(read, request.params.id)
      refuseIf(refuseStranger(await findStanding(read, personId), community))
      return readRanking(deps, community.id, addressOf)
    },
  )
}
