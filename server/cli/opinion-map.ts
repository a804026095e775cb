import { createReadStream, statSync } from 'node:fs'
import { CsvError, parse } from 'csv-parse'
import { ConfigError } from '../config'
import {
  computeOpinionMap,
  type MapDocument,
  type ParticipantVotes,
  presentOpinionMap,
  readParticipantVotes,
  VotesError,
} from '../features/deliberation'

/** A line of ten thousand statements, each with a long number. */
const LINE_BYTES_MAX = 1_000_000

/** The opinion map of a table of votes, as the route of that name answers it, so that others can check conversations of their own. */
export async function opinionMap(file: string): Promise<MapDocument> {
  const { votes, statementIds } = await read(String(file))
  return presentOpinionMap({ map: computeOpinionMap({ votes }), votes, statementIds })
}

async function read(file: string): Promise<ParticipantVotes> {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) throw new ConfigError(`${file} is not there.`)
  if (found.isDirectory()) throw new ConfigError(`${file} is a folder.`)
  const bytes = createReadStream(file)
  const rows = parse({
    bom: true,
    trim: true,
    skip_empty_lines: true,
    max_record_size: LINE_BYTES_MAX,
    relax_column_count: true,
  })
  // A pipe does not hand an error on.
  bytes.once('error', (error) => rows.destroy(error))
  try {
    return await readParticipantVotes(bytes.pipe(rows))
  } catch (error) {
    if (error instanceof VotesError || error instanceof CsvError)
      throw new ConfigError(`${file} is no table of votes. ${error.message}`)
    const { code } = error as NodeJS.ErrnoException
    if (code !== undefined) throw new ConfigError(`${file} cannot be read: ${code}.`)
    throw error
  } finally {
    bytes.destroy()
  }
}
