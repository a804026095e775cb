import { expect, test } from 'vitest'
import { freshBuild } from '../../support/builds'
import { validateWeapp } from '../../support/mini-program/validate'

test("WeChat's own compilers take the build, and no package is too large", async () => {
  const { errors, packages } = await validateWeapp(freshBuild('weapp'))
  expect(errors).toEqual([])
  expect(packages.length).toBeGreaterThan(3)
})
