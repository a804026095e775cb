import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { measureCases } from './cases'
import { scratch } from './fill'
import { measureFloors } from './floors'
import { measureLedger } from './ledger'
import type { PartResult } from './measure'
import { type Part, readOptions } from './options'
import { measureReads } from './reads'
import { describeMachine, goalTable, measurementTable } from './report'
import { measureStampede } from './stampede'
import { measureStart, type StartFigures } from './start'
import { measureVoting } from './voting'
import { measureWrites } from './writes'

const GUIDE = 'docs/bench.md'
const MARKS = ['<!-- last run -->', '<!-- end of last run -->'] as const

const options = readOptions(process.argv.slice(2))
const measure: Record<Part, () => Promise<PartResult & { start?: StartFigures }>> = {
  reads: () => measureReads(options),
  'in-process': () => measureFloors(options),
  writes: () => measureWrites(options),
  stampede: () => measureStampede(options),
  cases: () => measureCases(options),
  ledger: () => measureLedger(options),
  voting: () => measureVoting(options),
  start: () => measureStart(options),
}
const results: (PartResult & { start?: StartFigures })[] = []
for (const part of options.parts) results.push(await measure[part]())
rmSync(scratch('data'), { recursive: true, force: true })

const machine = describeMachine()
const measurements = results.flatMap((result) => result.measurements)
const goals = results.flatMap((result) => result.goals)
const start = results.find((result) => result.start)?.start
const tables = [measurementTable(measurements), goalTable(goals)].filter(Boolean).join('\n\n')
process.stdout.write(`\n${tables}\n`)

// What is measured in part, or in haste, does not stand beside what was measured in full.
const isWhole = !options.isQuick && options.parts.length === Object.keys(measure).length
if (isWhole) {
  mkdirSync('docs', { recursive: true })
  const settings = { rounds: options.rounds, secondsPerRound: options.seconds, sizes: options.sizes }
  writeFileSync('docs/bench.json', `${JSON.stringify({ machine, settings, goals, start, measurements }, null, 1)}\n`)
  const [before = '', rest = ''] = readFileSync(GUIDE, 'utf8').split(MARKS[0])
  const after = rest.split(MARKS[1])[1] ?? ''
  const heading = `${machine.date.slice(0, 10)}, ${machine.cpu}, Node ${machine.node}, commit ${machine.commit}${machine.hasUncommittedChanges ? ' and changes' : ''}`
  writeFileSync(GUIDE, `${before}${MARKS[0]}\n\n${heading}\n\n${tables}\n\n${MARKS[1]}${after}`)
} else process.stdout.write('\ndocs/bench.json is written by a whole run only\n')
