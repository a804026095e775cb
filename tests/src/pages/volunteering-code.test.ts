import { expect, test } from 'vitest'
import { codeIn } from '../../../src/pages/volunteering/code-in'
import { bytesOfBase32, secondsLeft, totpAt } from '../../../src/pages/volunteering/roll/totp'

// The key of RFC 6238, appendix B ("12345678901234567890"), in base 32.
const key = bytesOfBase32('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('the phone makes the codes of RFC 6238, appendix B: at %i %s', (seconds, code) => {
  expect(totpAt(key, seconds * 1_000, 30, 8)).toBe(code)
  expect(totpAt(key, seconds * 1_000, 30, 6)).toBe(code.slice(2))
})

test('a code changes on the half minute', () => {
  expect(secondsLeft(59_000, 30)).toBe(1)
  expect(secondsLeft(60_000, 30)).toBe(30)
})

test.each([
  ['287082', '287082'],
  ['287 082', '287082'],
  ['LINLI 287082', '287082'],
  ['２８７０８２', '287082'],
  ['28708', null],
  ['https://example.org/287082', null],
  ['', null],
])('in %j there is %j', (text, code) => {
  expect(codeIn(text)).toBe(code)
})
