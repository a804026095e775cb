import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { LIMITS, VolunteerProfile, VolunteerProfileView } from '../../../src/contract'
import type { Deps } from '../../deps'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { listVolunteers, saveVolunteer, type VolunteerRow } from './repository'

const NOTHING = { skills: [], canBeCalled: false, birthMonth: null }

export const volunteersRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  const tags = ['volunteering']

  app.get(
    '/me/volunteer-profile',
    { schema: { tags, summary: 'What I said of myself as a volunteer', response: { 200: VolunteerProfileView } } },
    async (request) => {
      const { personId } = callerOf(request)
      const row = (await listVolunteers(deps.store.read, [personId])).get(personId)
      return present(row ?? { personId, ...NOTHING })
    },
  )

  app.put(
    '/me/volunteer-profile',
    {
      schema: {
        tags,
        summary: 'My skills, and whether I agree to be called in an emergency: taken back as easily as given',
        body: VolunteerProfile,
        response: { 200: VolunteerProfileView },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { canBeCalled, birthMonth } = request.body
      const skills = request.body.skills.map((skill, index) => normaliseLine(skill, `skills/${index}`, LIMITS.skill))
      const row = { personId, skills: [...new Set(skills)], canBeCalled, birthMonth }
      await deps.store.write((tx) => saveVolunteer(tx, row, deps.clock.now()))
      return present(row)
    },
  )
}

function present({ skills, canBeCalled, birthMonth }: VolunteerRow): VolunteerProfileView {
  return { skills, canBeCalled, birthMonth, can: { change: true } }
}
