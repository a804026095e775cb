import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  BallotParams,
  CastBallotRequest,
  Closed,
  CredentialAnswer,
  CredentialRequest,
  IdParams,
  LIMITS,
  Page,
  PageQuery,
  PaperBallot,
  PaperBallotAction,
  PaperBallotRequest,
  Receipt,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { decodeCursor, toPage } from '../../kernel/cursor'
import { BEFORE_ALL_IDS } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { imageAddress, listImages, presentImage } from '../media'
import { findStanding, type Standing } from '../membership'
import { findPoll, listDeskEntries, type PollRow, refuseDesk } from '../polls'
import { castOpenBallot, castSecretBallot, invalid } from './cast-ballot'
import { enterPaperBallot, withdrawPaperBallot } from './paper-ballots'
import { presentPaper } from './presenter'
import { findPaper, listPaper, type PaperRow } from './repository'
import { signCredential } from './sign-credential'

export const ballotsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['ballots']

  app.put(
    '/polls/:id/ballots/:ballotId',
    {
      // Nothing of this request is written down or counted, and for a secret ballot nobody is asked who sent it.
      logLevel: 'silent',
      config: { isUnobserved: true },
      schema: {
        tags,
        summary: 'Vote: signed in on an open poll; without a token, by a credential, on a secret one',
        security: [],
        params: BallotParams,
        body: CastBallotRequest,
        response: { 200: Receipt, 201: Receipt },
      },
    },
    async (request, reply) => {
      const { id: pollId, ballotId } = request.params
      const poll = found(await findPoll(read, pollId))
      const isSecret = poll.secrecy === 'secret' && poll.state !== 'draft'
      if (!isSecret) await request.identify()
      const hasCredential = request.body.credential !== undefined || request.body.signature !== undefined
      if (!isSecret && hasCredential) throw invalid('credential', 'of a secret poll only')
      if (isSecret && (request.body.credential === undefined || request.body.signature === undefined))
        throw invalid('credential', 'needed with its signature on a secret poll')
      const { outcome, receipt } = isSecret
        ? await castSecretBallot(deps, poll, request.body)
        : await castOpenBallot(deps, { pollId, ballotId, personId: callerOf(request).personId, request: request.body })
      return reply
        .header('cache-control', 'no-store')
        .status(outcome === 'created' ? 201 : 200)
        .send(receipt)
    },
  )

  app.post(
    '/polls/:id/credentials',
    {
      schema: {
        tags,
        summary: 'Have one blinded message signed, once (RFC 9474), and be struck off the roll of a secret poll',
        params: IdParams,
        body: CredentialRequest,
        response: { 200: CredentialAnswer },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id, blindedMessage, rollEntryId = null } = request.body
      const blindSignature = await signCredential(deps, {
        pollId: request.params.id,
        id,
        personId,
        blindedMessage,
        rollEntryId,
      })
      return reply.header('cache-control', 'no-store').send({ blindSignature })
    },
  )

  app.put(
    '/polls/:id/paper-ballots/:ballotId',
    {
      schema: {
        tags,
        summary: 'Enter a paper ballot, or confirm by the same what a colleague has entered (staff)',
        params: BallotParams,
        body: PaperBallotRequest,
        response: { 200: PaperBallot, 201: PaperBallot },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id: pollId, ballotId } = request.params
      const outcome = await enterPaperBallot(deps, { pollId, ballotId, personId, ...request.body })
      return reply.status(outcome === 'created' ? 201 : 200).send(await present(pollId, ballotId, personId))
    },
  )

  app.get(
    '/polls/:id/paper-ballots',
    {
      config: { staffView: 'poll' },
      schema: {
        tags,
        summary: 'Paper ballots that were entered (staff)',
        params: IdParams,
        querystring: Closed(PageQuery),
        response: { 200: Page(PaperBallot) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor } = request.query
      const [after] = decodeCursor(cursor, ['id']) ?? [BEFORE_ALL_IDS]
      const poll = found(await findPoll(read, request.params.id))
      const standing = await findStanding(read, personId)
      refuseIf(refuseDesk(standing, poll))
      const rows = await listPaper(read, poll, after, limit + 1)
      return toPage(
        await presentAll(poll, rows, standing),
        limit,
        ({ id }) => [id],
        (sheet) => sheet,
      )
    },
  )

  app.post(
    '/polls/:id/paper-ballots/:ballotId/actions',
    {
      schema: {
        tags,
        summary: 'Take back a paper ballot that was entered wrongly, before it is confirmed (staff)',
        params: BallotParams,
        body: PaperBallotAction,
        response: { 200: PaperBallot },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: pollId, ballotId } = request.params
      const { id: actId, reason } = request.body
      const words = normaliseText(reason, 'reason', LIMITS.reasonText)
      await withdrawPaperBallot(deps, { pollId, ballotId, actId, personId, reason: words })
      return present(pollId, ballotId, personId)
    },
  )

  async function present(pollId: string, ballotId: string, personId: string): Promise<PaperBallot> {
    const poll = found(await findPoll(read, pollId))
    const paper = found(await findPaper(read, poll, ballotId))
    return found((await presentAll(poll, [paper], await findStanding(read, personId)))[0])
  }

  async function presentAll(poll: PollRow, rows: readonly PaperRow[], standing: Standing): Promise<PaperBallot[]> {
    const images = await listImages(
      read,
      rows.flatMap(({ scanImageId }) => scanImageId ?? []),
    )
    const addressOf = (id: string, variant: 'thumb' | 'full') => imageAddress(deps, id, variant, 'insider')
    const scans = new Map(images.map((image) => [image.id, presentImage(image, addressOf, standing.personId)]))
    const entries = await listDeskEntries(
      read,
      poll.communityId,
      poll.id,
      rows.map(({ entryId }) => entryId),
    )
    const now = deps.clock.now()
    return rows.map((row) => {
      const { label, names } = found(entries.get(row.entryId))
      const scan = scans.get(row.scanImageId ?? '') ?? null
      return presentPaper(poll, row, { standing, voter: { label, names }, scan, now })
    })
  }
}
