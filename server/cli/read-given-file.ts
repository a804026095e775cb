import { readFileSync, statSync } from 'node:fs'
import { ConfigError } from '../config'

/**
 * The whole file that somebody named at the command line.
 *
 * @throws ConfigError where it is not there, may not be read, is a folder, or has more bytes than `bytesMax`
 */
export function readGivenFile(file: string, bytesMax: number): Buffer {
  const found = statSync(String(file), { throwIfNoEntry: false })
  if (!found) throw new ConfigError(`${file} is not there.`)
  if (found.isDirectory()) throw new ConfigError(`${file} is a folder.`)
  if (found.size > bytesMax) throw new ConfigError(`${file} has more than ${bytesMax.toLocaleString('en')} bytes.`)
  try {
    return readFileSync(String(file))
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}.`)
  }
}
