import { rmSync } from 'node:fs'
import { measureCases } from './cases'
import { measureCores } from './cores'
import { measureFairness } from './fairness'
import { scratch } from './fill'
import { measureFloors } from './floors'
import { measureLedger } from './ledger'
import { measureOpinions } from './opinions'
import { type Part, readOptions } from './options'
import { measureReads } from './reads'
import { keep, type Result } from './record'
import { fairnessTable, goalTable, measurementTable } from './report'
import { measureStampede } from './stampede'
import { measureStart } from './start'
import { measureVoting } from './voting'
import { measureWrites } from './writes'

const options = readOptions(process.argv.slice(2))
const measure: Record<Part, () => Promise<Result>> = {
  reads: () => measureReads(options),
  'in-process': () => measureFloors(options),
  writes: () => measureWrites(options),
  stampede: () => measureStampede(options),
  cases: () => measureCases(options),
  ledger: () => measureLedger(options),
  voting: () => measureVoting(options),
  start: () => measureStart(options),
  cores: () => measureCores(options),
  fairness: () => measureFairness(options),
  opinions: () => measureOpinions(options),
}
const results: Result[] = []
for (const part of options.parts) {
  const result = await measure[part]()
  results.push(result)
  // What is measured in haste does not stand beside what was measured in full.
  if (!options.isQuick) keep(part, result, options)
}
rmSync(scratch('data'), { recursive: true, force: true })

const measurements = results.flatMap((result) => result.measurements)
const goals = results.flatMap((result) => result.goals)
const fairness = results.flatMap((result) => result.fairness ?? [])
const tables = [measurementTable(measurements), fairness.length > 0 ? fairnessTable(fairness) : '', goalTable(goals)]
process.stdout.write(`\n${tables.filter(Boolean).join('\n\n')}\n`)
if (options.isQuick) process.stdout.write('\nnothing was written: a quick run shows only that the benchmarks run\n')
