import { createRequire } from 'node:module'
import { LIMITS } from '../../../src/contract'
import { invalid } from './rules'

// The package calls itself a module where it is bundled, and is CommonJS where Node loads it: this works in both.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof import('rrule')

/** Asia/Shanghai: eight hours before UTC, all the year round. */
const OFFSET_MS = 8 * 3_600_000
const PARTS = /^(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYSETPOS|WKST)=[A-Z0-9,+-]+$/
const FREQUENCIES = [RRule.DAILY, RRule.WEEKLY, RRule.MONTHLY]

/**
 * The beginnings of the shifts of a series, the first of them included where the rule says so: RRULE (RFC 5545, section 3.3.10) by the clock of
 * Asia/Shanghai, which the library is given as if it were UTC. Each comes at the same hour on the wall.
 * @throws Problem invalid_request where the rule is none, comes more often than daily, has no end, or makes no shift or too many
 */
export function seriesBeginnings(rule: string, firstAt: Date): Date[] {
  const text = rule.replace(/^RRULE:/, '')
  const parts = text.split(';')
  if (!parts.every((part) => PARTS.test(part))) throw invalid('rule', 'not a rule that is known here')
  if (new Set(parts.map((part) => part.split('=')[0])).size < parts.length) throw invalid('rule', 'a part comes twice')
  if (parts.some((part) => part.startsWith('UNTIL=') && !isTime(part.slice(6))))
    throw invalid('rule', 'UNTIL is no such time')
  const options = parse(text)
  if (options.freq === undefined || !FREQUENCIES.includes(options.freq))
    throw invalid('rule', 'daily, weekly or monthly')
  if (options.count == null && options.until == null) throw invalid('rule', 'without COUNT or UNTIL it has no end')
  if (options.interval !== undefined && (options.interval < 1 || options.interval > 52))
    throw invalid('rule', 'an interval of 1 to 52')
  const series = new RRule({ ...options, dtstart: new Date(firstAt.getTime() + OFFSET_MS) })
  const beginnings = series.all((_, index) => index <= LIMITS.seriesShifts)
  if (beginnings.length === 0) throw invalid('rule', 'no shift at all')
  if (beginnings.length > LIMITS.seriesShifts) throw invalid('rule', `more than ${LIMITS.seriesShifts} shifts`)
  return beginnings.map((wall) => new Date(wall.getTime() - OFFSET_MS))
}

/** "20261231T235959Z" or "20261231": the library takes the thirteenth month for January. */
function isTime(text: string): boolean {
  const [, year, month, day, , hour = '00', minute = '00', second = '00'] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)Z?)?$/.exec(text) ?? []
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const at = new Date(written)
  return !Number.isNaN(at.getTime()) && at.toISOString() === written
}

function parse(text: string): Partial<ReturnType<typeof RRule.parseString>> {
  try {
    return RRule.parseString(text)
  } catch {
    throw invalid('rule', 'not a rule')
  }
}
