import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../../server/project-root'
import { ROLE_NAMES, ROLES, type RoleName } from './roles'

const FILE = join(projectRoot, 'tests/server/plumbing/who-may.md')

/** The status that each role is answered, by operation. */
export type Table = Record<string, Record<RoleName, number>>

export function readTable(): Table {
  const rows = readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  const [, ...columns] = cellsOf(
    readFileSync(FILE, 'utf8')
      .split('\n')
      .find((line) => line.startsWith('| operation')) ?? '',
  )
  return Object.fromEntries(
    rows.map((line) => {
      const [name = '', ...statuses] = cellsOf(line)
      return [name.replaceAll('`', ''), Object.fromEntries(columns.map((role, n) => [role, Number(statuses[n])]))]
    }),
  ) as Table
}

const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

/** Written anew by LINLI_WRITE_MATRIX=1, to be read line by line before it is committed. */
export function writeTable(table: Table): void {
  const names = Object.keys(table).sort((a, b) => (byPath(a) < byPath(b) ? -1 : 1))
  const wide = Math.max(...names.map((name) => name.length)) + 2
  const lineOf = (first: string, cells: readonly (string | number)[]) =>
    `| ${first.padEnd(wide)} | ${cells.map((cell, n) => String(cell).padEnd(ROLE_NAMES[n]?.length ?? 0)).join(' | ')} |`
  const text = [
    '# Who is answered what',
    '',
    'Every operation of the OpenAPI document, asked for with things of grid 1 of the demo (`operations.ts`), by people who stand to that grid as',
    'follows (`roles.ts`). 2xx: they may; 401: nobody is signed in; 403: they know of it and may not; 404: they are not told that it is there;',
    '409 and 400: they may, and this thing is not in a state for it. A new operation needs a line here:',
    '`LINLI_WRITE_MATRIX=1 npx vitest run --project server-sqlite tests/server/plumbing/sqlite/authorisation-matrix` writes the table anew,',
    'and whoever commits it has read what changed.',
    '',
    ...ROLE_NAMES.map((role) => `- \`${role}\`: ${ROLES[role].about}`),
    '',
    lineOf('operation', ROLE_NAMES),
    lineOf(
      '-'.repeat(wide),
      ROLE_NAMES.map((role) => '-'.repeat(role.length)),
    ),
    ...names.map((name) =>
      lineOf(
        `\`${name}\``,
        ROLE_NAMES.map((role) => table[name]?.[role] ?? 0),
      ),
    ),
    '',
  ]
  writeFileSync(FILE, text.join('\n'))
}

/** What is about one kind of thing stands together. */
function byPath(name: string): string {
  const [method = '', path = ''] = name.split(' ')
  return `${path} ${method}`
}
