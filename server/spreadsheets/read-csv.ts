import { Readable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { parse } from 'csv-parse'
import { Problem } from '../kernel/problem'
import { type Table, TableBuilder, unreadable } from './table'

/** Characters given to the parser at once; in between others have their turn. */
const SLICE_CHARACTERS = 16_384
const RECORD_BYTES_MAX = 65_536

/**
 * A table with commas (RFC 4180), in UTF-8 or, as Excel writes it in China, in GB 18030.
 * @throws Problem import_unreadable; too_large as soon as there is one row too many
 */
export async function readCsv(bytes: Buffer, rowsMax: number): Promise<Table> {
  const text = decode(bytes)
  if (text.includes('\u0000')) throw unreadable('not a text')
  const builder = new TableBuilder(rowsMax)
  const source = Readable.from(slices(text))
  const parser = source.pipe(parse({ bom: true, relax_column_count: true, max_record_size: RECORD_BYTES_MAX }))
  try {
    let row = 0
    for await (const record of parser as AsyncIterable<string[]>) {
      row += 1
      builder.add(
        row,
        record.map((cell) => ({ text: cell, isFormula: false })),
      )
    }
  } catch (error) {
    throw error instanceof Problem ? error : unreadable((error as Error).message)
  } finally {
    source.destroy()
    parser.destroy()
  }
  return builder.build()
}

function decode(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // the next one
    }
  }
  throw unreadable('neither UTF-8 nor GB 18030')
}

async function* slices(text: string): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += SLICE_CHARACTERS) {
    yield text.slice(start, start + SLICE_CHARACTERS)
    await nextTurn()
  }
}
