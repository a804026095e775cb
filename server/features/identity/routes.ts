import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import {
  Closed,
  LIMITS,
  Me,
  PhoneCodeRequest,
  type Role,
  SignInAnswer,
  SignInRequest,
  UpdateMeRequest,
} from '../../../src/contract'
import type { Deps } from '../../deps'
import { found } from '../../kernel/problem'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { languageOf } from '../../plumbing/errors'
import { imageAddress } from '../media'
import {
  findStanding,
  listMembershipsOfPerson,
  listRolesOfPerson,
  mayAskForHome,
  presentMembership,
} from '../membership'
import { countUnread } from '../notifications'
import { CodeBudget } from './code-budget'
import { presentPerson } from './presenter'
import { deleteSession, findPerson } from './repository'
import { sendPhoneCode } from './send-phone-code'
import { signIn } from './sign-in'
import { updateMe } from './update-me'

export const identityRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const budget = new CodeBudget()
  const addressOf = (id: string, variant: 'thumb' | 'full') => imageAddress(deps, id, variant)

  async function presentMe(personId: string): Promise<Me> {
    const person = found(await findPerson(read, personId))
    const standing = await findStanding(read, personId)
    const memberships = await listMembershipsOfPerson(read, personId)
    const roles = await listRolesOfPerson(read, personId)
    return {
      person: presentPerson(person, addressOf),
      memberships: memberships.map((row) => presentMembership(row, standing)),
      roles: roles.map(({ role, placeId, placeName }) => ({ role: role as Role, placeId, placeName })),
      unread: await countUnread(read, personId),
      can: { join: mayAskForHome(standing) },
    }
  }

  app.post(
    '/sessions',
    {
      schema: {
        tags: ['identity'],
        summary: 'Sign in',
        security: [],
        body: SignInRequest,
        response: { 201: SignInAnswer },
      },
    },
    async (request, reply) => {
      const { token, expiresAt, person, isNew } = await signIn(deps, { ...request.body, language: languageOf(request) })
      return reply
        .status(201)
        .send({ token, expiresAt: expiresAt.toISOString(), person: presentPerson(person, addressOf), isNew })
    },
  )

  app.post(
    '/sessions/phone-codes',
    {
      schema: {
        tags: ['identity'],
        summary: 'Send a sign-in code to a phone',
        security: [],
        body: PhoneCodeRequest,
        response: { 202: Closed({}) },
      },
    },
    async (request, reply) => {
      await sendPhoneCode(deps, { phone: request.body.phone, address: request.ip, budget })
      return reply.status(202).send({})
    },
  )

  app.delete(
    '/sessions/current',
    { schema: { tags: ['identity'], summary: 'Sign out', response: { 204: Type.Null() } } },
    async (request, reply) => {
      const { tokenHash } = callerOf(request)
      await deps.store.write((tx) => deleteSession(tx, tokenHash))
      return reply.status(204).send(null)
    },
  )

  app.get('/me', { schema: { tags: ['identity'], summary: 'The caller', response: { 200: Me } } }, async (request) =>
    presentMe(callerOf(request).personId),
  )

  app.patch(
    '/me',
    {
      schema: {
        tags: ['identity'],
        summary: 'Change what is shown of me',
        body: UpdateMeRequest,
        response: { 200: Me },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { displayName, ...rest } = request.body
      const name =
        displayName === undefined ? {} : { displayName: normaliseLine(displayName, 'displayName', LIMITS.displayName) }
      await updateMe(deps, personId, { ...rest, ...name })
      return presentMe(personId)
    },
  )
}
