import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { FairnessFigures } from './fairness'
import type { PartResult } from './measure'
import { type Options, PARTS, type Part } from './options'
import { describeMachine, fairnessTable, goalTable, measurementTable } from './report'
import type { StartFigures } from './start'

const FIGURES = 'docs/bench.json'
const GUIDE = 'docs/bench.md'
const MARKS = ['<!-- last runs -->', '<!-- end of last runs -->'] as const

export type Result = PartResult & { start?: StartFigures; fairness?: FairnessFigures[] }

interface PartRecord extends Result {
  machine: ReturnType<typeof describeMachine>
  settings: { rounds: number; secondsPerRound: number; sizes: readonly number[] }
}

type Book = Partial<Record<Part, PartRecord>>

/** Takes the place of what the part measured before, with the machine and the commit it was measured on; the other parts stay as they are. */
export function keep(part: Part, result: Result, { rounds, seconds, sizes }: Options): void {
  const book: Book = existsSync(FIGURES) ? JSON.parse(readFileSync(FIGURES, 'utf8')) : {}
  book[part] = { machine: describeMachine(), settings: { rounds, secondsPerRound: seconds, sizes }, ...result }
  const inOrder = Object.fromEntries(PARTS.flatMap((name) => (book[name] ? [[name, book[name]]] : [])))
  writeFileSync(FIGURES, `${JSON.stringify(inOrder, null, 1)}\n`)
  const [before = '', rest = ''] = readFileSync(GUIDE, 'utf8').split(MARKS[0])
  const after = rest.split(MARKS[1])[1] ?? ''
  const sections = PARTS.flatMap((name) => section(name, book[name]))
  writeFileSync(GUIDE, `${before}${MARKS[0]}\n\n${sections.join('\n\n')}\n\n${MARKS[1]}${after}`)
}

function section(part: Part, record: PartRecord | undefined): string[] {
  if (record === undefined) return []
  const { machine, measurements, goals, fairness } = record
  const commit = `commit ${machine.commit}${machine.hasUncommittedChanges ? ' and changes' : ''}`
  const heading = `${machine.date.slice(0, 10)}, ${machine.cpu}, Node ${machine.node}, ${commit}, load before ${machine.loadAverage?.toFixed(1)}`
  const tables = [measurementTable(measurements), fairness ? fairnessTable(fairness) : '', goalTable(goals)]
  return [`### ${part}`, heading, ...tables].filter(Boolean)
}
