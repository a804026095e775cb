import { type CreateActivityRequest, type CreateShiftRequest, LIMITS } from '../../../src/contract'
import { normaliseLine, normaliseText } from '../../kernel/text'

/** The words of an activity as they are stored. */
export function normaliseActivity(body: CreateActivityRequest): CreateActivityRequest {
  const { insurance } = body
  return {
    ...body,
    title: normaliseLine(body.title, 'title', LIMITS.activityTitle),
    body: normaliseText(body.body, 'body', LIMITS.activityBody),
    category: normaliseLine(body.category, 'category', LIMITS.activityCategory),
    ...(insurance === undefined ? {} : { insurance: normaliseLine(insurance, 'insurance', LIMITS.insurance) }),
  }
}

type Words = Pick<CreateShiftRequest, 'skills' | 'address' | 'roles' | 'insurance'>

/** The words of a shift, or of a series, as they are stored. */
export function normaliseShift<Body extends Words>(body: Body): Body {
  const { roles, insurance } = body
  const skillsOf = (skills: readonly string[], path: string) => [
    ...new Set(skills.map((skill, index) => normaliseLine(skill, `${path}/${index}`, LIMITS.skill))),
  ]
  return {
    ...body,
    skills: skillsOf(body.skills, 'skills'),
    address: normaliseLine(body.address, 'address', LIMITS.address),
    ...(insurance === undefined ? {} : { insurance: normaliseLine(insurance, 'insurance', LIMITS.insurance) }),
    ...(roles === undefined
      ? {}
      : {
          roles: roles.map((role, index) => ({
            ...role,
            title: normaliseLine(role.title, `roles/${index}/title`, LIMITS.roleTitle),
            skills: skillsOf(role.skills, `roles/${index}/skills`),
          })),
        }),
  }
}
