import type { Language } from '../../src/contract'
import type { Reader, Tx } from './store'

/** One file, or one folder of files, in what a person is given of the data held about them. Nothing is read before its turn comes. */
export type PersonalFile = {
  /** As in the archive: "posts.json", or "pictures/" for a folder. */
  name: string
  /** What it holds, for the person: one sentence in each language. */
  about: Record<Language, string>
} & PersonalContent

type PersonalContent =
  | { value: () => Promise<unknown> }
  | { rows: () => AsyncIterable<readonly unknown[]> }
  | { files: () => AsyncIterable<{ name: string; bytes: Buffer }> }

/** A feature that keeps data about people: it gives all of it out (PIPL art. 45) and takes it away (art. 47). */
export interface PersonalDataHolder {
  exportFiles(reader: Reader, personId: string, language: Language): PersonalFile[]
  /** Takes away all that names or shows the person, and keeps the counts of others exact. Once more does no harm. */
  erase(tx: Tx, personId: string, now: Date): Promise<void>
  /** What is not in the database, once the erasure is durable. May be cut short, and is then asked for again. */
  clearAway?(personId: string): Promise<void>
}

const PAGE_ROWS = 500

/** Reads a long list in pages by the key of each page's last row, so that no person's life must fit into memory at once. */
export async function* inPages<Row, Key>(
  start: Key,
  load: (after: Key, limit: number) => Promise<Row[]>,
  keyOf: (row: Row) => Key,
): AsyncGenerator<Row[]> {
  for (let after = start; ; ) {
    const rows = await load(after, PAGE_ROWS)
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows
    if (rows.length < PAGE_ROWS) return
    after = keyOf(last)
  }
}

/** Lists of ids in slices that one statement can bear. */
export function* inSlices<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += PAGE_ROWS) yield items.slice(start, start + PAGE_ROWS)
}

/** A time as the contract writes it. */
export function toTime(at: number): string
export function toTime(at: number | null): string | null
export function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}
