import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from '@sinclair/typebox'
import { CreateSignUpRequest, IdParams, SignUp, SignUpAction } from '../../../src/contract'
import type { Deps } from '../../deps'
import { hashRequest } from '../../kernel/request-hash'
import { callerOf } from '../../plumbing/auth'
import { acceptReleasedPlace, leaveShift } from './leave-shift'
import { readSignUp } from './read-shifts'
import { SignUpQueue } from './sign-up-queue'

export const signUpRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const { read } = deps.store
  const tags = ['volunteering']
  const queue = new SignUpQueue(deps)

  app.put(
    '/sign-ups/:id',
    {
      schema: {
        tags,
        summary: 'Sign up for a shift: in, or in the waiting list, in the order of arrival',
        params: IdParams,
        body: CreateSignUpRequest,
        response: { 200: SignUp, 201: SignUp },
      },
    },
    async (request, reply) => {
      const { personId } = callerOf(request)
      const { id } = request.params
      const { shiftId, roleId = null } = request.body
      const requestHash = hashRequest({ shiftId, roleId })
      const outcome = await queue.signUp({ id, personId, shiftId, roleId, requestHash })
      if (outcome.kind === 'created') return reply.status(201).send(outcome.signUp)
      return readSignUp(read, id, personId, deps.clock.now())
    },
  )

  app.delete(
    '/sign-ups/:id',
    {
      schema: {
        tags,
        summary: 'Give my place back, or leave the line; the next one moves up',
        params: IdParams,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await leaveShift(deps, request.params.id, callerOf(request).personId)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/sign-ups/:id/actions',
    {
      schema: {
        tags,
        summary: 'Take the released place that came to me',
        params: IdParams,
        body: SignUpAction,
        response: { 200: SignUp },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const signUpId = request.params.id
      await acceptReleasedPlace(deps, { signUpId, personId, actId: request.body.id })
      return readSignUp(read, signUpId, personId, deps.clock.now())
    },
  )
}
