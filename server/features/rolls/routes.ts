import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  Closed,
  CorrectionAction,
  CreateCorrectionRequest,
  CreateObjectionRequest,
  Id,
  IdParams,
  LIMITS,
  ObjectionAction,
  Page,
  PageQuery,
  PollCorrection,
  PollObjection,
  RollCandidate,
  RollEntriesQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { findStanding } from '../membership'
import { findPoll, refuseDesk, refusePoll } from '../polls'
import { decideOnCorrection, proposeCorrection } from './correct-roll'
import { describeCorrections } from './describe-corrections'
import { listCandidates } from './list-candidates'
import { answerObjection, objectToPoll } from './object-to-poll'
import { presentCorrection, presentObjection } from './presenter'
import { type CorrectionRow, listCorrections, listNames, listObjections, type ObjectionRow } from './repository'

const ObjectionParams = Closed({ id: Id, objectionId: Id })
const CorrectionParams = Closed({ id: Id, correctionId: Id })

export const rollsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['rolls']
  const isDeskOf = async (pollId: string, personId: string) => {
    const poll = found(await findPoll(read, pollId))
    const standing = await findStanding(read, personId)
    refuseIf(refusePoll(standing, poll))
    return { poll, isDesk: refuseDesk(standing, poll) === null }
  }

  const presentCorrections = async (pollId: string, rows: readonly CorrectionRow[], personId: string) => {
    const poll = found(await findPoll(read, pollId))
    const lines = await describeCorrections(deps, poll, rows)
    return rows.map((row) => presentCorrection(row, lines.get(row.id) ?? [], personId))
  }
  const presentCorrectionOf = async (row: CorrectionRow, personId: string) =>
    found((await presentCorrections(row.pollId, [row], personId))[0])
  /** Whoever raised one knows; staff are told. */
  const presentObjections = async (rows: readonly ObjectionRow[], personId: string, isDesk: boolean) => {
    const others = rows.filter((row) => isDesk && row.personId !== personId)
    const names = await listNames(read, [...new Set(others.map((row) => row.personId))])
    const byOf = (row: ObjectionRow) => (row.personId === personId ? null : (names.get(row.personId) ?? null))
    return rows.map((row) => presentObjection(row, personId, { isDesk, by: byOf(row) }))
  }

  app.put(
    '/polls/:id/objections/:objectionId',
    {
      schema: {
        tags,
        summary: 'Object to the roll, or say that something is wrong with my ballot',
        params: ObjectionParams,
        body: CreateObjectionRequest,
        response: { 200: PollObjection, 201: PollObjection },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id: pollId, objectionId: id } = request.params
      const text = normaliseText(request.body.text, 'text', LIMITS.objectionText)
      const { outcome, row } = await objectToPoll(deps, { id, pollId, personId, about: request.body.about, text })
      return reply
        .status(outcome === 'created' ? 201 : 200)
        .send(presentObjection(row, personId, { isDesk: false, by: null }))
    },
  )

  app.get(
    '/polls/:id/objections',
    {
      schema: {
        tags,
        summary: 'My objections; all of them to staff',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(PollObjection) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const { poll, isDesk } = await isDeskOf(request.params.id, personId)
      const rows = await listObjections(read, poll, isDesk ? null : personId, after, limit + 1)
      const shown = await presentObjections(rows, personId, isDesk)
      return toPage(
        shown,
        limit,
        ({ id }) => [id],
        (objection) => objection,
      )
    },
  )

  app.post(
    '/polls/:id/objections/:objectionId/actions',
    {
      schema: {
        tags,
        summary: 'Accept or dismiss an objection, with an answer (staff)',
        params: ObjectionParams,
        body: ObjectionAction,
        response: { 200: PollObjection },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action } = request.body
      const answer = normaliseText(request.body.answer, 'answer', LIMITS.objectionText)
      const { id: pollId, objectionId } = request.params
      const row = await answerObjection(deps, { pollId, objectionId, actId, personId, action, answer })
      return found((await presentObjections([row], personId, true))[0])
    },
  )

  app.get(
    '/polls/:id/roll/candidates',
    {
      schema: {
        tags,
        summary: 'Who would be on the roll if it were made today, and is not on it (staff)',
        params: IdParams,
        querystring: RollEntriesQuery,
        response: { 200: Page(RollCandidate) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, q } = request.query
      const words = q === undefined ? null : q.normalize('NFKC').trim()
      return listCandidates(deps, { pollId: request.params.id, personId, words, cursor, limit })
    },
  )

  app.put(
    '/polls/:id/corrections/:correctionId',
    {
      schema: {
        tags,
        summary: 'Propose a correction of the roll (staff)',
        params: CorrectionParams,
        body: CreateCorrectionRequest,
        response: { 200: PollCorrection, 201: PollCorrection },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id: pollId, correctionId: id } = request.params
      const reason = normaliseText(request.body.reason, 'reason', LIMITS.reasonText)
      const { outcome, row } = await proposeCorrection(deps, {
        id,
        pollId,
        personId,
        request: { ...request.body, reason },
      })
      return reply.status(outcome === 'created' ? 201 : 200).send(await presentCorrectionOf(row, personId))
    },
  )

  app.get(
    '/polls/:id/corrections',
    {
      schema: {
        tags,
        summary: 'Corrections of the roll that were proposed (staff)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(PollCorrection) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const poll = found(await findPoll(read, request.params.id))
      refuseIf(refuseDesk(await findStanding(read, personId), poll))
      const rows = await listCorrections(read, poll, after, limit + 1)
      const shown = await presentCorrections(poll.id, rows, personId)
      return toPage(
        shown,
        limit,
        ({ id }) => [id],
        (correction) => correction,
      )
    },
  )

  app.post(
    '/polls/:id/corrections/:correctionId/actions',
    {
      schema: {
        tags,
        summary: 'Confirm a correction that a colleague proposed, or refuse it (staff)',
        params: CorrectionParams,
        body: CorrectionAction,
        response: { 200: PollCorrection },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: pollId, correctionId } = request.params
      const { id: actId, action } = request.body
      const decided = await decideOnCorrection(deps, { pollId, correctionId, actId, personId, action })
      return presentCorrectionOf(decided, personId)
    },
  )
}
