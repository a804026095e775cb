import { setImmediate as nextTurn } from 'node:timers/promises'
import { Unzip, UnzipInflate, unzipSync } from 'fflate'
import { Problem } from '../kernel/problem'
import { unreadable } from './table'

/** Packed bytes inflated at once, which makes at most about a thousand times as many; in between others have their turn. */
const SLICE_BYTES = 1_024
const ENTRIES_MAX = 500
/** Sheets of a spreadsheet program pack to a fiftieth; a bomb to a thousandth. */
const RATIO_MAX = 200
const RATIO_BYTES_MIN = 1024 * 1024

/**
 * Looks at the directory of a ZIP archive alone, before anything of it is inflated.
 * @throws Problem too_large where there are too many entries, or the wanted ones are said to inflate to more than `bytesMax` or to be packed as
 *   nothing honest is; import_unreadable where there is no directory
 */
export function refuseBomb(archive: Uint8Array, isWanted: (name: string) => boolean, bytesMax: number): void {
  let entries = 0
  let bytes = 0
  try {
    unzipSync(archive, {
      filter: ({ name, size, originalSize }) => {
        entries += 1
        if (entries > ENTRIES_MAX) throw new Problem('too_large', { because: 'too many entries' })
        if (!isWanted(name)) return false
        bytes += originalSize
        const isPackedTooWell = originalSize > RATIO_BYTES_MIN && originalSize > size * RATIO_MAX
        if (bytes > bytesMax || isPackedTooWell) throw new Problem('too_large', { because: 'inflates to too much' })
        return false
      },
    })
  } catch (error) {
    throw error instanceof Problem ? error : unreadable((error as Error).message)
  }
}

/**
 * Inflates the wanted entries of a ZIP archive into memory, and no others. The sizes that an archive states are not believed: what comes out is
 * counted while it comes.
 * @throws Problem too_large where more than `bytesMax` come out in all; import_unreadable where it is no archive, or holds an entry twice
 */
export async function unzipParts(
  archive: Uint8Array,
  isWanted: (name: string) => boolean,
  bytesMax: number,
): Promise<Map<string, Uint8Array>> {
  const unpacking = new Unpacking(isWanted, bytesMax)
  try {
    for (let start = 0; start < archive.length; start += SLICE_BYTES) {
      unpacking.push(archive.subarray(start, start + SLICE_BYTES), start + SLICE_BYTES >= archive.length)
      await nextTurn()
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable((error as Error).message)
  }
  return unpacking.finish()
}

class Unpacking {
  readonly #unzip: Unzip
  readonly #parts = new Map<string, { chunks: Uint8Array[]; isWhole: boolean }>()
  #entries = 0
  #bytes = 0

  constructor(isWanted: (name: string) => boolean, bytesMax: number) {
    this.#unzip = new Unzip((file) => {
      this.#entries += 1
      if (this.#entries > ENTRIES_MAX) throw new Problem('too_large', { because: 'too many entries' })
      if (!isWanted(file.name)) return
      if (this.#parts.has(file.name)) throw unreadable('an entry twice')
      const part = { chunks: [] as Uint8Array[], isWhole: false }
      this.#parts.set(file.name, part)
      file.ondata = (error, chunk, isLast) => {
        if (error) throw error
        this.#bytes += chunk.length
        if (this.#bytes > bytesMax) throw new Problem('too_large', { because: 'inflates to too much' })
        part.chunks.push(chunk)
        part.isWhole = isLast
      }
      file.start()
    })
    this.#unzip.register(UnzipInflate)
  }

  push(bytes: Uint8Array, isLast: boolean): void {
    this.#unzip.push(bytes, isLast)
  }

  finish(): Map<string, Uint8Array> {
    if ([...this.#parts.values()].some(({ isWhole }) => !isWhole)) throw unreadable('cut short')
    return new Map([...this.#parts].map(([name, { chunks }]) => [name, Buffer.concat(chunks)]))
  }
}
