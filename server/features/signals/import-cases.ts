import { createHash } from 'node:crypto'
import { type ImportBatch, type Language, LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { readCsv, readWorkbook } from '../../spreadsheets'
import { assertSameRequest, recordAct } from '../../storage/acts'
import type { Tx } from '../../storage/store'
import { type CaseRow, findCase, findCity, isInCity, openAppeal, tellDesk, toStored } from '../appeals'
import { guessCategories } from '../dispatch'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { type CaseLine, type RefusedLine, readCaseLines } from './case-rows'
import { findPlaceIndex } from './place-index'
import { refuseImport } from './policy'
import { presentBatch } from './presenter'
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
  const firstOfDesk = new Map<string, CaseRow>()
  for (let start = 0; start < lines.good.length; start += LINES_PER_WRITE) {
    const slice = lines.good.slice(start, start + LINES_PER_WRITE)
    const opened = await deps.store.write((tx) => openCases(tx, deps, command, slice, createdAt))
    refused.push(...opened.refused)
    for (const row of opened.cases) if (!firstOfDesk.has(row.handlerPlaceId)) firstOfDesk.set(row.handlerPlaceId, row)
  }
  refused.sort((a, b) => a.row - b.row)
  const rowCount = table.rows.length
  const acceptedCount = rowCount - refused.length
  const batch = { id: batchId, placeId, createdById: personId, rowCount, acceptedCount, requestHash }
  await deps.store.write(async (tx) => {
    const row = { ...batch, channel, refused: JSON.stringify(refused), createdAt }
    if ((await insertBatch(tx, row)) === 'exists') return
    // Each desk hears once of all that came, by the first of it.
    for (const first of firstOfDesk.values())
      await tellDesk(tx, first, { kind: 'appeal_waiting', at: createdAt, exceptId: personId })
  })
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

/** The cases of some lines, and the lines that were not taken after all. What this same batch took before it was cut short counts as taken. */
async function openCases(
  tx: Tx,
  deps: Deps,
  command: ImportCasesCommand,
  lines: readonly CaseLine[],
  at: Date,
): Promise<{ cases: CaseRow[]; refused: RefusedLine[] }> {
  const refused: RefusedLine[] = []
  const cases: CaseRow[] = []
  for (const line of lines) {
    const row = await openCase(tx, deps, command, line, at)
    if (row === null) refused.push({ row: line.row, column: 'number', reason: 'already_taken' })
    else cases.push(row)
  }
  return { cases, refused }
}

/** The case of a line, or null where its number came before otherwise. */
async function openCase(
  tx: Tx,
  deps: Deps,
  { batchId, channel }: ImportCasesCommand,
  line: CaseLine,
  receivedAt: Date,
): Promise<CaseRow | null> {
  const { number, placeId, text, location } = line
  const bodyHash = hashRequest({ batchId, number, placeId, category: line.category, text, location })
  const outcomeId = newId(receivedAt)
  const row = { channel, number, bodyHash, outcome: 'appeal' as const, outcomeId }
  if ((await insertSignal(tx, { ...row, placeId, receivedAt })) === 'exists') {
    const known = await findSignal(tx, channel, number)
    return known?.bodyHash === bodyHash ? findCase(tx, known.outcomeId) : null
  }
  return openAppeal(tx, {
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
    calendar: deps.config.workingCalendar,
    isQuiet: true,
  })
}
