/** What stops the start: one sentence that names the variable, or says what is not where it should be. */
export class ConfigError extends Error {}

export type Env = Record<string, string | undefined>

/** The environment without what is empty: `NAME=` in a file of settings means that it is not set. */
export function withoutEmpty(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
}

export function readSwitch(env: Env, name: string, fallback: boolean): boolean {
  return { '1': true, '0': false }[readWord(env, name, ['1', '0'], fallback ? '1' : '0')]
}

/** One of a few words. */
export function readWord<Word extends string>(
  env: Env,
  name: string,
  words: readonly Word[],
  fallback: NoInfer<Word>,
): Word {
  const value = env[name] ?? fallback
  const known = words.find((word) => word === value)
  if (known !== undefined) return known
  const list = words.length > 2 ? `one of ${words.join(', ')}` : words.join(' or ')
  throw new ConfigError(`${name} must be ${list}, not "${value}".`)
}

export function readPort(env: Env, name: string): number | null {
  const value = env[name]
  if (value === undefined) return null
  const port = Number(value)
  if (/^\d+$/.test(value) && port <= 65_535) return port
  throw new ConfigError(`${name} must be a port between 0 and 65535, not "${value}".`)
}

export function readUrl(env: Env, name: string, protocols: RegExp): string | null {
  const value = env[name]
  if (value === undefined) return null
  if (URL.canParse(value) && protocols.test(new URL(value).protocol)) return value.replace(/\/$/, '')
  throw new ConfigError(`${name} must be an address such as https://example.org, not "${value}".`)
}

export function allOrNone(env: Env, names: readonly string[]): boolean {
  const given = names.filter((name) => env[name])
  if (given.length === 0) return false
  const missing = names.find((name) => !env[name])
  if (missing) throw new ConfigError(`${missing} is missing: ${names.join(' and ')} go together.`)
  return true
}
