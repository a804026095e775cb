import { describe, expect, test } from 'vitest'
import {
  changesAt,
  codeOfStep,
  stepAt,
  stepOfCode,
  toBase32,
} from '../../../server/features/service-record/check-in-code'

const key = Buffer.from('12345678901234567890', 'ascii')
const at = (seconds: number) => new Date(seconds * 1_000)

describe('the code', () => {
  // RFC 6238, appendix B, the rows of SHA-1: eight digits there, of which ours are the last six (RFC 4226, section 5.3: modulo 10^d).
  test.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('at %i is the end of %s', (seconds, totp) => {
    expect(codeOfStep(key, stepAt(at(seconds)))).toBe(totp.slice(2))
    expect(stepOfCode(key, totp.slice(2), at(seconds))).toBe(stepAt(at(seconds)))
  })

  test('changes every 30 seconds, on the half minute', () => {
    expect(changesAt(at(59)).getTime()).toBe(60_000)
    expect(changesAt(at(60)).getTime()).toBe(90_000)
  })

  test('counts in its own step and the one after; a screenshot older than a minute never does', () => {
    const code = codeOfStep(key, stepAt(at(60)))
    for (const seconds of [60, 89, 90, 119]) expect(stepOfCode(key, code, at(seconds)), `${seconds}`).toBe(2)
    for (const seconds of [59, 120, 121, 3_600]) expect(stepOfCode(key, code, at(seconds)), `${seconds}`).toBeNull()
  })

  test.each(['', '12345', '1234567', 'abcdef', '000000'])('%j is none', (code) => {
    expect(stepOfCode(key, code, at(59))).toBeNull()
  })

  test('is read with spaces and in wide digits, as people type', () => {
    expect(stepOfCode(key, '287 082', at(59))).toBe(1)
    expect(stepOfCode(key, '２８７０８２', at(59))).toBe(1)
  })

  test('its key is written as authenticators take it (RFC 4648, section 10)', () => {
    expect(toBase32(Buffer.from('foobar'))).toMatch(/^MZXW6YTBOI(=*)$/)
  })
})
