import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  CreatePollRequest,
  IdParams,
  LIMITS,
  Minor,
  MinorParams,
  Page,
  Poll,
  PollAction,
  PollRoll,
  PollSettings,
  PollSettingsView,
  PollsQuery,
  RollEntriesQuery,
  RollEntry,
  Simulation,
  SimulationQuery,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { toPage } from '../../kernel/cursor'
import { Problem } from '../../kernel/problem'
import { normaliseText } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { announcePoll, type PollActCommand } from './announce-poll'
import { annulPoll } from './annul-poll'
import { createPoll } from './create-poll'
import { getPollView, listPollsOfPlace } from './find-view'
import { presentPoll } from './presenter'
import { listRollEntries, readRoll } from './read-roll'
import { changeSettings, noteMinor, readSettings } from './settings'
import { simulatePoll } from './simulate-poll'

/** Closing counts ballots, which is another feature's. */
export interface PollPorts {
  closePoll(deps: Deps, command: PollActCommand): Promise<void>
}

export const pollsRoutes: FastifyPluginAsyncTypebox<{ deps: Deps; ports: PollPorts }> = async (
  app,
  { deps, ports },
) => {
  const tags = ['polls']

  async function present(pollId: string, personId: string): Promise<Poll> {
    const view = await getPollView(deps, pollId, personId)
    return presentPoll(view, view.standing, deps.secrets.pollLogKey.publicKey, deps.clock.now())
  }

  app.put(
    '/polls/:id',
    {
      schema: {
        tags,
        summary: 'Draft a poll (secretary, street)',
        params: IdParams,
        body: CreatePollRequest,
        response: { 200: Poll, 201: Poll },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const outcome = await createPoll(deps, { id: request.params.id, personId, request: request.body })
      return reply.status(outcome === 'created' ? 201 : 200).send(await present(request.params.id, personId))
    },
  )

  app.get(
    '/polls/:id',
    { schema: { tags, summary: 'A poll', params: IdParams, response: { 200: Poll } } },
    async (request) => present(request.params.id, callerOf(request).personId),
  )

  app.get(
    '/places/:id/polls',
    {
      schema: {
        tags,
        summary: 'The polls of a place and of those above it, newest first',
        params: IdParams,
        querystring: PollsQuery,
        response: { 200: Page(Poll) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, state = null } = request.query
      const { views, standing } = await listPollsOfPlace(deps, {
        placeId: request.params.id,
        personId,
        state,
        cursor,
        limit,
      })
      const now = deps.clock.now()
      return toPage(
        views,
        limit,
        ({ poll }) => [poll.createdAt, poll.id],
        (view) => presentPoll(view, standing, deps.secrets.pollLogKey.publicKey, now),
      )
    },
  )

  app.post(
    '/polls/:id/actions',
    {
      schema: {
        tags,
        summary: 'Announce a poll, close it before its time, or annul it with a reason (secretary, street)',
        params: IdParams,
        body: PollAction,
        response: { 200: Poll },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { id: actId, action, reason } = request.body
      const command = { pollId: request.params.id, personId, actId }
      if (action === 'annul') {
        if (reason === undefined) throw missingReason('required to annul')
        await annulPoll(deps, { ...command, reason: normaliseText(reason, 'reason', LIMITS.reasonText) })
      } else {
        if (reason !== undefined) throw missingReason('of annulling only')
        await (action === 'announce' ? announcePoll : ports.closePoll)(deps, command)
      }
      return present(request.params.id, personId)
    },
  )

  app.get(
    '/polls/:id/roll',
    {
      schema: {
        tags,
        summary: 'The roll: its size, its hash, and where I stand on it',
        params: IdParams,
        response: { 200: PollRoll },
      },
    },
    async (request) => readRoll(deps, request.params.id, callerOf(request).personId),
  )

  app.get(
    '/polls/:id/roll/entries',
    {
      config: { staffView: 'poll' },
      schema: {
        tags,
        summary: 'Entries of the roll with the names of their voters (staff)',
        params: IdParams,
        querystring: RollEntriesQuery,
        response: { 200: Page(RollEntry) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { limit = LIMITS.pageDefault, cursor, q } = request.query
      const words = q === undefined ? null : q.normalize('NFKC').trim()
      return listRollEntries(deps, { pollId: request.params.id, personId, words, cursor, limit })
    },
  )

  app.get(
    '/polls/:id/simulation',
    {
      schema: {
        tags,
        summary: 'What a poll would come to with such a turnout (secretary, street)',
        params: IdParams,
        querystring: SimulationQuery,
        response: { 200: Simulation },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { heads, area, assent } = request.query
      return simulatePoll(deps, {
        pollId: request.params.id,
        personId,
        heads,
        area,
        assent,
        language: languageOf(request),
      })
    },
  )

  app.get(
    '/places/:id/poll-settings',
    {
      schema: {
        tags,
        summary: 'How many days ahead polls are announced here, and how long they are open',
        params: IdParams,
        response: { 200: PollSettingsView },
      },
    },
    async (request) => readSettings(deps, request.params.id, callerOf(request).personId),
  )

  app.put(
    '/places/:id/poll-settings',
    {
      schema: {
        tags,
        summary: "Set a community's days (secretary, street)",
        params: IdParams,
        body: PollSettings,
        response: { 200: PollSettingsView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      await changeSettings(deps, { placeId: request.params.id, personId, settings: request.body })
      return readSettings(deps, request.params.id, personId)
    },
  )

  app.put(
    '/places/:id/minors/:personId',
    {
      schema: {
        tags,
        summary: 'Note until when a resident is not of age; no date of birth is kept (secretary, street)',
        params: MinorParams,
        body: Minor,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id: placeId, personId: minorId } = request.params
      await noteMinor(deps, { placeId, personId, minorId, ofAgeOn: request.body.ofAgeOn })
      return reply.status(204).send(null)
    },
  )
}

function missingReason(message: string): Problem {
  return new Problem('invalid_request', { fields: [{ path: 'reason', message }] })
}
