import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Somebody who holds the database, its write-ahead log, its backups and the logs, and wants to know whose ballot is whose. For every trace in which
 * something stands before something else they put voters and ballots in the order of that trace and take the first for the first, and so on.
 */
export interface Evidence {
  /** Where voters were seen, by name of the trace: each with its place in it. */
  voters: Record<string, ReadonlyMap<string, number>>
  ballots: Record<string, ReadonlyMap<string, number>>
}

export interface Guess {
  strategy: string
  hits: number
}

/** Every order of voters against every order of ballots, forwards and backwards. `truth` is the ballot of each voter. */
export function guessAll({ voters, ballots }: Evidence, truth: ReadonlyMap<string, string>): Guess[] {
  const guesses: Guess[] = []
  for (const [voterTrace, voterPlaces] of Object.entries(voters)) {
    const inOrder = ordered(voterPlaces)
    for (const [ballotTrace, ballotPlaces] of Object.entries(ballots)) {
      const forwards = ordered(ballotPlaces)
      for (const [direction, list] of [
        ['', forwards],
        [', reversed', [...forwards].reverse()],
      ] as const) {
        const hits = inOrder.filter((voter, rank) => truth.get(voter) === list[rank]).length
        guesses.push({ strategy: `${voterTrace} × ${ballotTrace}${direction}`, hits })
      }
    }
  }
  return guesses.sort((a, b) => b.hits - a.hits)
}

function ordered(places: ReadonlyMap<string, number>): string[] {
  return [...places].sort(([, a], [, b]) => a - b).map(([name]) => name)
}

/** Where each of the tokens is first and last found in some bytes; those that are not found are left out. */
export function placesIn(bytes: Buffer, tokens: ReadonlyMap<string, string | Buffer>) {
  const first = new Map<string, number>()
  const last = new Map<string, number>()
  for (const [name, token] of tokens) {
    const at = bytes.indexOf(token)
    if (at < 0) continue
    first.set(name, at)
    last.set(name, bytes.lastIndexOf(token))
  }
  return { first, last }
}

/** Files of a folder whose names fit, as bytes, the oldest first. */
export function filesOf(folder: string, fits: RegExp): Buffer[] {
  return readdirSync(folder)
    .filter((name) => fits.test(name))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .map((file) => readFileSync(file))
}

/** With n ballots a guess that knows nothing hits once on average, and this often or more in one of a hundred million (Poisson). */
export const CHANCE_MAX = 11
