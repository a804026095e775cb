export const PARTS = [
  'reads',
  'in-process',
  'writes',
  'stampede',
  'cases',
  'ledger',
  'voting',
  'start',
  'cores',
  'fairness',
  'opinions',
] as const
export type Part = (typeof PARTS)[number]

export interface Options {
  parts: readonly Part[]
  isQuick: boolean
  /** How many posts the databases hold, the smallest first. */
  sizes: readonly number[]
  rounds: number
  /** How long a round of one contender takes. */
  seconds: number
  /** Makes the databases anew. */
  fresh: boolean
  /** Where CPU profiles of our server go, or null. */
  profile: string | null
  say: (line: string) => void
}

/** @throws Error with one sentence that names the option */
export function readOptions(args: readonly string[]): Options {
  const rest = [...args]
  const chosen: Part[] = []
  let [isQuick, fresh, profile] = [false, false, null as string | null]
  while (rest.length > 0) {
    const option = rest.shift()
    if (option === '--quick') isQuick = true
    else if (option === '--fresh') fresh = true
    else if (option === '--only') chosen.push(partOf(rest.shift()))
    else if (option === '--profile') profile = rest.shift() ?? null
    else
      throw new Error(`${option} is no option of the benchmarks: --quick, --fresh, --only <part>, --profile <folder>.`)
  }
  return {
    parts: chosen.length > 0 ? chosen : PARTS,
    isQuick,
    sizes: isQuick ? [10_000, 1_000_000] : [10_000, 1_000_000, 10_000_000],
    rounds: isQuick ? 2 : 5,
    seconds: isQuick ? 1 : 2,
    fresh,
    profile,
    say: (line) => process.stderr.write(`${line}\n`),
  }
}

function partOf(name: string | undefined): Part {
  const part = PARTS.find((known) => known === name)
  if (part === undefined) throw new Error(`--only takes one of ${PARTS.join(', ')}, not "${name}".`)
  return part
}
