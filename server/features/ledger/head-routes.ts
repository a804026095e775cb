import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  IdParams,
  LedgerConsistency,
  LedgerConsistencyQuery,
  LedgerHead,
  LedgerHeadsQuery,
  LedgerProof,
  LedgerProofQuery,
  LedgerTotals,
  LIMITS,
  Page,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { callerOf } from '../../plumbing/auth'
import { listHeads } from './head-repository'
import { presentHead } from './presenter'
import { proveConsistency, proveTransfer } from './prove-transfer'
import { communityAt, listOwnCommunities, readTotals } from './read-totals'

const AFTER_ALL_DAYS = '9999-12-31'

/** What is published of the ledgers: anybody may hold it against what they know. */
export const ledgerHeadRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['points']

  app.get(
    '/places/:id/ledger',
    {
      schema: {
        tags,
        summary: 'Public totals of the points at or below a place, and the newest tree head',
        security: [],
        params: IdParams,
        response: { 200: LedgerTotals },
      },
    },
    async (request) => readTotals(deps, request.params.id, request.caller?.personId ?? null),
  )

  app.get(
    '/ledger/heads',
    {
      schema: {
        tags,
        summary: 'Daily tree heads, newest first: of a place’s community, of my own communities, or of all',
        security: [],
        querystring: LedgerHeadsQuery,
        response: { 200: Page(LedgerHead) },
      },
    },
    async (request) => {
      const { limit = LIMITS.pageDefault, cursor, placeId } = request.query
      const before = decodeCursor(cursor, ['text', 'id']) ?? ([AFTER_ALL_DAYS, BEFORE_ALL_IDS] as const)
      const communityIds =
        placeId === undefined
          ? await listOwnCommunities(read, request.caller?.personId ?? null)
          : [(await communityAt(read, placeId)).id]
      const rows = await listHeads(read, communityIds, before, limit + 1)
      return toPage(rows, limit, ({ date, communityId }) => [date, communityId], presentHead)
    },
  )

  app.get(
    '/ledger/proof',
    {
      schema: {
        tags,
        summary: 'That a transfer is in a tree head (RFC 9162 inclusion proof): in the newest, or in the one of a size',
        querystring: LedgerProofQuery,
        response: { 200: LedgerProof },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { transferId, size } = request.query
      return proveTransfer(deps, { transferId, size, personId })
    },
  )

  app.get(
    '/ledger/consistency',
    {
      schema: {
        tags,
        summary: 'That a later tree begins with an earlier one (RFC 9162 consistency proof)',
        security: [],
        querystring: LedgerConsistencyQuery,
        response: { 200: LedgerConsistency },
      },
    },
    async (request) => {
      const { placeId, first, second } = request.query
      const { id: communityId } = await communityAt(read, placeId)
      return proveConsistency(deps, { communityId, first, second })
    },
  )
}
