import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import type { FairnessFigures } from './fairness'
import type { Goal, Measurement } from './measure'

/** Of the last minute, before we began: what else the machine had to do. */
const [loadAtStart] = loadavg()

export function describeMachine() {
  const [first] = cpus()
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim()
  return {
    cpu: `${cpus().length} × ${first?.model ?? 'unknown'}`,
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD'),
    hasUncommittedChanges: git('status', '--porcelain') !== '',
    loadAverage: loadAtStart,
  }
}

const NAMES: Record<string, string> = {
  linli: 'Linli',
  peer: 'Express + Prisma',
  'bare peer': 'findMany alone',
  bytes: 'node:http',
  'bare update': 'bare conditional update',
}

/** Plain text, the figures of those that were measured in one run under each other. */
export function measurementTable(measurements: readonly Measurement[]): string {
  if (measurements.length === 0) return ''
  const rows = measurements.map(({ part, work, posts, contender, median }) => [
    part,
    work,
    posts === 0 ? '' : posts.toLocaleString('en'),
    NAMES[contender] ?? contender,
    whole(median.perCoreSecond),
    whole(median.cpuMicroseconds),
    whole(median.perSecond),
    median.p50Ms === undefined ? '' : `${median.p50Ms} / ${median.p99Ms}`,
    median.batch === undefined ? '' : median.batch.toFixed(0),
    median.refused ? whole(median.refused) : '',
  ])
  return table(
    ['part', 'work', 'posts', 'who', 'per core s', 'CPU µs', 'per s', 'p50 / p99 ms', 'batch', 'refused'],
    rows,
  )
}

export function goalTable(goals: readonly Goal[]): string {
  if (goals.length === 0) return ''
  return table(
    ['goal', 'asked', 'measured', ''],
    goals.map(({ name, goal, measured, isMet }) => [name, goal, figure(measured), isMet ? 'met' : 'MISSED']),
  )
}

export function fairnessTable(fairness: readonly FairnessFigures[]): string {
  return table(
    ['town', 'tired at', 'asking', 'needs met, %', 'median wait', 'requests per helper', 'of the most asked', 'Gini'],
    fairness.map(({ seed, tiredAt, policy, ...figures }) => [
      String(seed),
      tiredAt === null ? 'never' : String(tiredAt),
      NAMES[policy] ?? policy,
      figures.percentMet.toFixed(2),
      waitWords(figures.medianWaitMinutes),
      figures.requestsPerHelper.toFixed(1),
      String(figures.requestsOfMostAsked),
      figures.gini.toFixed(3),
    ]),
  )
}

export function waitWords(minutes: number): string {
  const whole = Math.round(minutes)
  return whole < 60 ? `${whole} min` : `${Math.floor(whole / 60)} h ${whole % 60} min`
}

function whole(value: number | undefined): string {
  return value === undefined ? '' : Math.round(value).toLocaleString('en')
}

function figure(value: number): string {
  return value >= 100 ? whole(value) : value.toFixed(2)
}

/** A Markdown table that reads as well in a terminal. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, 3, ...rows.map((row) => row[column]?.length ?? 0)))
  const isFigure = (column: number) => rows.every((row) => /^[\d,./ ]*$/.test(row[column] ?? ''))
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (isFigure(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`
  const rule = `| ${widths.map((width, column) => (isFigure(column) ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`
  return [line(head), rule, ...rows.map(line)].join('\n')
}
