import { createHash } from 'node:crypto'
import { type ImportBatch, type Language, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest, recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { findCity, isInCity, openAppeal, toStored } from '../appeals'
import { guessCategories } from '../dispatch'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { type CaseLine, type RefusedLine, readCaseLines } from './case-rows'
import { findPlaceIndex } from './place-index'
import { refuseImport } from './policy'
import { presentBatch } from './presenter'
import { readCsv } from './read-csv'
import { readWorkbook } from './read-workbook'
import { findBatch, findSignal, insertBatch, insertSignal } from './repository'

/** Cases of one transaction: others wait behind it. */
const LINES_PER_WRITE = 20

export interface ImportCasesCommand {
  batchId: string
  placeId: string
  channel: '12345' | 'hotline'
  personId: string
  kind: 'csv' | 'xlsx'
  bytes: Buffer
  language: Language
}

/**
 * Makes cases of the rows of a file. Sent again after it was cut short, it goes on where it was; sent again when it is done, it is answered the
 * same. A number that came before in another file or as a signal is refused.
 * @throws Problem import_unreadable, too_large; id_taken where the id was used for another file
 */
export async function importCases(
  deps: Deps,
  command: ImportCasesCommand,
): Promise<{ outcome: 'created' | 'exists'; batch: ImportBatch }> {
  const { batchId, placeId, channel, personId, bytes, language } = command
  const { read } = deps.store
  const place = found(await findPlace(read, placeId))
  refuseIf(refuseImport(await findStanding(read, personId), place.path))
  const fileHash = createHash('sha256').update(bytes).digest('base64url')
  const requestHash = hashRequest({ placeId, channel, fileHash })
  const known = await findBatch(read, batchId)
  if (known) {
    assertSameRequest(known, requestHash, known.createdById, personId)
    return { outcome: 'exists', batch: presentBatch(known, language) }
  }
  const table = await (command.kind === 'csv' ? readCsv : readWorkbook)(bytes, LIMITS.importRows)
  const city = await findCity(read, place.path)
  const lines = readCaseLines(table, await findPlaceIndex(read, place.path), (point) => isInCity(toStored(point), city))
  const createdAt = deps.clock.now()
  await claimBatch(deps, command, requestHash, createdAt)
  const refused = [...lines.refused]
  for (let start = 0; start < lines.good.length; start += LINES_PER_WRITE) {
    const slice = lines.good.slice(start, start + LINES_PER_WRITE)
    refused.push(...(await deps.store.write((tx) => openCases(tx, command, slice, createdAt))))
  }
  refused.sort((a, b) => a.row - b.row)
  const rowCount = table.rows.length
  const acceptedCount = rowCount - refused.length
  const batch = { id: batchId, placeId, createdById: personId, rowCount, acceptedCount, requestHash }
  await deps.store.write((tx) => insertBatch(tx, { ...batch, channel, refused: JSON.stringify(refused), createdAt }))
  return { outcome: 'created', batch: presentBatch(found(await findBatch(read, batchId)), language) }
}

/** Before the first case is made, so that the id stands for one file however often, and however close together, files are sent. */
async function claimBatch(deps: Deps, { batchId, personId }: ImportCasesCommand, requestHash: string, at: Date) {
  const act = {
    subjectKind: 'appeal_import',
    subjectId: batchId,
    id: batchId,
    action: 'import',
    personId,
    body: { requestHash },
    at,
  }
  await deps.store.write((tx) => recordAct(tx, act))
}

/** The lines that were not taken after all. What this same batch took before it was cut short counts as taken. */
async function openCases(
  tx: Tx,
  command: ImportCasesCommand,
  lines: readonly CaseLine[],
  at: Date,
): Promise<RefusedLine[]> {
  const refused: RefusedLine[] = []
  for (const line of lines) {
    if ((await openCase(tx, command, line, at)) === 'already_taken') {
      refused.push({ row: line.row, column: 'number', reason: 'already_taken' })
    }
  }
  return refused
}

async function openCase(
  tx: Tx,
  { batchId, channel }: ImportCasesCommand,
  line: CaseLine,
  receivedAt: Date,
): Promise<'taken' | 'already_taken'> {
  const { number, placeId, text, location } = line
  const bodyHash = hashRequest({ batchId, number, placeId, category: line.category, text, location })
  const outcomeId = newId(receivedAt)
  const row = { channel, number, bodyHash, outcome: 'appeal' as const, outcomeId }
  if ((await insertSignal(tx, { ...row, placeId, receivedAt })) === 'exists') {
    return (await findSignal(tx, channel, number))?.bodyHash === bodyHash ? 'taken' : 'already_taken'
  }
  await openAppeal(tx, {
    id: outcomeId,
    placeId,
    source: channel,
    category: line.category ?? guessCategories(text)[0]?.category ?? 'other',
    text,
    imageIds: [],
    location,
    reporter: null,
    isAnonymous: true,
    isConflict: false,
    isPublic: false,
    requestHash: bodyHash,
    at: receivedAt,
  })
  return 'taken'
}
