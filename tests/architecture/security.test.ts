import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/project-root'

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const files = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n').filter(Boolean)

/** How many requirements of levels 1 and 2 each section of OWASP ASVS 5.0.0 has; they are the first of its section. */
const REQUIREMENTS: Record<string, number> = {
  '1.1': 2,
  '1.2': 9,
  '1.3': 11,
  '1.4': 3,
  '1.5': 2,
  '2.1': 3,
  '2.2': 3,
  '2.3': 4,
  '2.4': 1,
  '3.2': 2,
  '3.3': 4,
  '3.4': 6,
  '3.5': 5,
  '3.7': 2,
  '4.1': 3,
  '4.2': 1,
  '4.3': 2,
  '4.4': 4,
  '5.1': 1,
  '5.2': 3,
  '5.3': 2,
  '5.4': 3,
  '6.1': 3,
  '6.2': 12,
  '6.3': 4,
  '6.4': 4,
  '6.5': 5,
  '6.6': 3,
  '6.8': 4,
  '7.1': 3,
  '7.2': 4,
  '7.3': 2,
  '7.4': 5,
  '7.5': 2,
  '7.6': 2,
  '8.1': 2,
  '8.2': 3,
  '8.3': 1,
  '8.4': 1,
  '9.1': 3,
  '9.2': 4,
  '10.1': 2,
  '10.2': 2,
  '10.3': 4,
  '10.4': 11,
  '10.5': 5,
  '10.6': 2,
  '10.7': 3,
  '11.1': 2,
  '11.2': 3,
  '11.3': 3,
  '11.4': 4,
  '11.5': 1,
  '11.6': 1,
  '12.1': 3,
  '12.2': 2,
  '12.3': 4,
  '13.1': 1,
  '13.2': 5,
  '13.3': 2,
  '13.4': 5,
  '14.1': 2,
  '14.2': 4,
  '14.3': 3,
  '15.1': 3,
  '15.2': 3,
  '15.3': 7,
  '16.1': 1,
  '16.2': 5,
  '16.3': 4,
  '16.4': 3,
  '16.5': 3,
  '17.1': 1,
  '17.2': 4,
  '17.3': 2,
}

interface Line {
  ids: string[]
  how: string
  shownBy: string[]
}

/** "1.2.1–1.2.3" is three; sections are not crossed. */
function idsOf(cell: string): string[] {
  return cell.split(', ').flatMap((part) => {
    const [first = '', last = first] = part.split('–')
    const section = first.slice(0, first.lastIndexOf('.'))
    const [from, to] = [first, last].map((id) => Number(id.slice(id.lastIndexOf('.') + 1)))
    return Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, n) => `${section}.${(from ?? 0) + n}`)
  })
}

const cellsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(2)
        .split(' |')
        .map((cell) => cell.trim()),
    )

const [, , list = ''] = read('docs/security.md').split(/^## (?=Keys|OWASP)/m)
const lines: Line[] = cellsOf(list)
  .filter(([ids = '']) => /^\d/.test(ids))
  .map(([ids = '', how = '', shownBy = '']) => ({
    ids: idsOf(ids),
    how,
    shownBy: [...shownBy.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  }))

describe('docs/security.md', () => {
  test('has each requirement of levels 1 and 2 once', () => {
    const wanted = Object.entries(REQUIREMENTS).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, n) => `${section}.${n + 1}`),
    )
    expect(wanted).toHaveLength(253)
    expect(lines.flatMap(({ ids }) => ids).sort()).toEqual(wanted.sort())
  })

  test('a line names a test that is there, or says why there is none', () => {
    const missing = lines.flatMap(({ shownBy }) => shownBy).filter((file) => !existsSync(join(projectRoot, file)))
    expect(missing).toEqual([])
    const silent = lines.filter(
      ({ how, shownBy }) => shownBy.length === 0 && !/^(n\/a|operator|open): |^"Keys" above$/.test(how),
    )
    expect(silent).toEqual([])
  })

  test('its table of what is forgotten is the one that the job works through', () => {
    const job = read('server/jobs/delete-expired.ts')
    const kept = [...job.matchAll(/what: '([^']+)',\s+keptFor: '([^']+)'/g)].map(([, what, keptFor]) => [what, keptFor])
    const [table = ''] = read('docs/security.md').split('Other jobs')
    expect(kept.length).toBeGreaterThan(4)
    expect(
      cellsOf(table)
        .slice(2)
        .map(([what, keptFor]) => [what, keptFor]),
    ).toEqual(kept)
  })
})

test('nothing is run that somebody wrote: no HTML by hand, no code from text, no shell', () => {
  const code = files.filter((file) => /^(src|server)\/.*\.(tsx?|mjs)$/.test(file))
  const running = /dangerouslySetInnerHTML|\beval\(|new Function\(|shell: true|child_process'\)?\.exec\b|\bexecSync\(/
  expect(code.filter((file) => running.test(read(file)))).toEqual([])
})
