import { readFileSync } from 'node:fs'
import { ConfigError, readConfig } from '../config'
import { type LedgerReport, type PublishedHead, verifyLedgers } from '../features/ledger'
import { openReader } from '../storage/open-reader'

/**
 * Counts every ledger anew, without the server and without the network: of the SQLite file given, else of the database of DATABASE_URL. `--heads` names
 * a file with heads as GET /ledger/heads published them, which must all be there.
 * @throws LedgerFault that names the first entry that does not fit
 */
export async function verifyLedger(file: string | undefined, options: { heads?: string }): Promise<LedgerReport> {
  const databaseUrl = file === undefined ? readConfig(process.env).databaseUrl : `file:${file}`
  const published = options.heads === undefined ? [] : readHeads(String(options.heads))
  const { reader, close } = await openReader(databaseUrl)
  try {
    return await verifyLedgers(reader, published)
  } finally {
    await close()
  }
}

const FIELDS = ['placeId', 'date', 'rootHash', 'signature', 'publicKey'] as const

function readHeads(file: string): PublishedHead[] {
  const wrong = (why: string) => new ConfigError(`${file} is no list of heads as GET /ledger/heads answers: ${why}`)
  let said: unknown
  try {
    said = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw wrong((error as Error).message)
  }
  const items = Array.isArray(said) ? said : (said as { items?: unknown } | null)?.items
  if (!Array.isArray(items)) throw wrong('neither a list nor a page')
  return items.map((item: Partial<Record<string, unknown>> | null, index) => {
    const isHead = Number.isSafeInteger(item?.size) && FIELDS.every((field) => typeof item?.[field] === 'string')
    if (!isHead) throw wrong(`item ${index + 1} is no head`)
    return item as unknown as PublishedHead
  })
}
