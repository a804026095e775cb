import { readFileSync } from 'node:fs'
import { ConfigError } from '../config'
import { type PollReport, readExport, verifyExport } from '../features/counting'

const FETCHING_MS_MAX = 120_000
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/

/**
 * Counts a poll again, offline, from its exported file; or from any address that has the poll's id in it, whose export is fetched first.
 * @throws PollFault that names what does not fit
 */
export async function verifyPoll(source: string): Promise<PollReport> {
  const from = String(source)
  return verifyExport(readExport(/^https?:\/\//.test(from) ? await fetchExport(from) : readFile(from)))
}

function readFile(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new ConfigError(`${file} is not there, or cannot be read.`)
  }
}

async function fetchExport(address: string): Promise<string> {
  const { origin } = new URL(address)
  const id = UUID.exec(address)?.[0]
  if (id === undefined) throw new ConfigError(`${address} has no poll's id in it.`)
  const url = `${origin}/api/v1/polls/${id}/export`
  let answer: Response
  try {
    answer = await fetch(url, { signal: AbortSignal.timeout(FETCHING_MS_MAX) })
  } catch {
    throw new ConfigError(`${url} does not answer.`)
  }
  if (answer.ok) return answer.text()
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string }
  throw new ConfigError(
    code === 'poll_not_closed' ? 'This poll has not closed yet.' : `${url} answers ${answer.status} ${code ?? ''}.`,
  )
}
