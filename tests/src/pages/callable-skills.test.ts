import { expect, test } from 'vitest'
import { callableSkills } from '../../../src/pages/volunteering/skills'

test('in an emergency every skill of the list can be asked for: what few have is offered without a count', () => {
  const items = callableSkills([
    { skill: '急救', people: 12 },
    { skill: '潜水', people: 3 },
  ])
  expect(items.map(({ text }) => text)).toEqual([
    '急救 12 人',
    '潜水 3 人',
    '电工',
    '做饭',
    '开车',
    '外语',
    '电脑手机',
    '护理',
    '力气活',
  ])
  expect(items.map(({ key }) => key)).toContain('电工')
})
