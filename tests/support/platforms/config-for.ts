import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, readConfig } from '../../../server/config'

/** The configuration of an installation that these platforms are set up for. */
export function configFor(...platforms: { env: Record<string, string> }[]): Config {
  const env = Object.assign({}, ...platforms.map((platform) => platform.env))
  return readConfig({ LINLI_DATA_DIR: mkdtempSync(join(tmpdir(), 'linli-test-')), LINLI_DEMO: '1', ...env })
}
