import type { Storage } from './surroundings'

const INDEX_KEY = 'linli.personal'

/** What is kept on the phone for the person signed in, and goes when they sign out: pages for an offline start, drafts. */
export class PersonStorage {
  private keys: Set<string>

  constructor(private readonly storage: Storage) {
    this.keys = new Set(storage.read<string[]>(INDEX_KEY) ?? [])
  }

  read<Value>(key: string): Value | null {
    return this.storage.read<Value>(`linli.${key}`)
  }

  write(key: string, value: unknown): void {
    if (!this.keys.has(key)) {
      this.keys.add(key)
      this.storage.write(INDEX_KEY, [...this.keys])
    }
    this.storage.write(`linli.${key}`, value)
  }

  remove(key: string): void {
    this.storage.remove(`linli.${key}`)
  }

  clear(): void {
    for (const key of this.keys) this.remove(key)
    this.keys = new Set()
    this.storage.remove(INDEX_KEY)
  }
}

/** Where the last good answer is kept, for a start without a network. */
export interface Keep {
  storage: PersonStorage
  key: string
  now: () => Date
}

interface Kept<Value> {
  keptAt: string
  value: Value
}

export const readKept = <Value>(keep: Keep | undefined): Kept<Value> | null =>
  keep ? keep.storage.read<Kept<Value>>(keep.key) : null

export function writeKept(keep: Keep | undefined, value: unknown): void {
  keep?.storage.write(keep.key, { keptAt: keep.now().toISOString(), value })
}
