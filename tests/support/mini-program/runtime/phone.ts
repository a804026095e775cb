import type { ApiCall, ApiOptions, LaunchOptions, PhoneState, Plain, StartOptions, TempFile } from './types'

/** A refusal in the words of the platform; `errMsg` gets the API's name in front. */
export class ApiFailure extends Error {
  constructor(
    message: string,
    readonly extra: Plain = {},
  ) {
    super(message)
  }
}

export type Api = (options?: ApiOptions | string) => unknown
// biome-ignore lint/suspicious/noConfusingVoidType: an act without an answer is written without a return.
type Act = (options: ApiOptions) => Plain | undefined | void | Promise<Plain | undefined | void>

/** The imitated phone: its state, what was asked of it, and who listens to it. */
export class Phone {
  readonly state: PhoneState
  readonly calls: ApiCall[] = []
  readonly unknownApis = new Set<string>()
  readonly tempFiles = new Map<string, TempFile>()
  private readonly listeners = new Map<string, Set<(event: unknown) => void>>()

  constructor(options: StartOptions) {
    const launch: LaunchOptions = { path: options.path, query: options.query, scene: options.scene }
    this.state = {
      offline: false,
      theme: options.theme,
      fontScale: options.fontScale,
      scanResult: null,
      loginCode: 'harness-login-code',
      phoneCode: 'harness-phone-code',
      pickedImages: [],
      spoken: null,
      privacy: options.privacy,
      subscribeAnswer: 'accept',
      clipboard: '',
      failures: {},
      launch,
    }
  }

  record(name: string, options: unknown): void {
    this.calls.push({ name, options: describe(options, 0) })
  }

  /**
   * An asynchronous API: answers by callbacks where there are any, else by a promise, and never in the same turn.
   * A failure the test asked for comes before the act itself.
   */
  api(name: string, act: Act = () => undefined): Api {
    return (given = {}) => {
      const options: ApiOptions = typeof given === 'string' ? { url: given } : given
      this.record(name, options)
      const answer = Promise.resolve().then(async () => {
        const failure = this.state.failures[name]
        if (failure !== undefined) {
          delete this.state.failures[name]
          throw new ApiFailure(failure)
        }
        return { errMsg: `${name}:ok`, ...(await act(options)) }
      })
      const settled = answer.catch((error: unknown) => Promise.reject(failureOf(name, error)))
      if (!options.success && !options.fail && !options.complete) return settled
      settled.then(
        (result) => callBack(options.success, options.complete, result),
        (error: Plain) => callBack(options.fail, options.complete, error),
      )
      return undefined
    }
  }

  /** `onX` and `offX` for an event of the phone. */
  listenerPair(event: string): Plain {
    const set = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, set)
    return {
      [`on${event}`]: (listener: (event: unknown) => void) => void set.add(listener),
      [`off${event}`]: (listener?: (event: unknown) => void) => (listener ? void set.delete(listener) : set.clear()),
    }
  }

  emit(event: string, detail: unknown): void {
    for (const listener of this.listeners.get(event) ?? []) listener(detail)
  }

  hasListener(event: string): boolean {
    return (this.listeners.get(event)?.size ?? 0) > 0
  }

  keepFile(bytes: Uint8Array<ArrayBuffer>, type: string, name?: string): TempFile {
    const end = type.split('/')[1]?.replace('jpeg', 'jpg') ?? 'bin'
    const path = name ?? `wxfile://tmp_${this.tempFiles.size + 1}.${end}`
    const file = { path, bytes, type, url: URL.createObjectURL(new Blob([bytes], { type })) }
    this.tempFiles.set(path, file)
    return file
  }

  /** The address under which the document can load a picture a mini program names. */
  pictureUrl(source: string): string {
    const kept = this.tempFiles.get(source)
    if (kept) return kept.url
    if (/^https?:/.test(source)) return `/__net?url=${encodeURIComponent(source)}`
    return /^(data|blob):/.test(source) || source === '' ? source : `/${source.replace(/^\.?\//, '')}`
  }
}

function failureOf(name: string, error: unknown): Plain {
  if (error instanceof ApiFailure)
    return { errMsg: `${name}:fail ${error.message}`.trim(), errorMessage: error.message, ...error.extra }
  console.error(`[${name}]`, error)
  return { errMsg: `${name}:fail ${String(error)}` }
}

/** A callback that throws is the program's own error: it must surface, and not be taken for a failed call. */
function callBack(
  first: ((result: Plain) => void) | undefined,
  then: ((result: Plain) => void) | undefined,
  result: Plain,
): void {
  for (const callback of [first, then]) {
    try {
      callback?.(result)
    } catch (error) {
      console.error('[callback]', error)
    }
  }
}

/** What a test may read of a call: plain data, without functions, bytes only counted. */
function describe(value: unknown, depth: number): unknown {
  if (typeof value === 'function') return undefined
  if (value instanceof ArrayBuffer) return `<${value.byteLength} bytes>`
  if (value === null || typeof value !== 'object') return value
  if (depth > 4) return '…'
  if (Array.isArray(value)) return value.map((item) => describe(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      typeof item === 'function' ? [] : [[key, describe(item, depth + 1)]],
    ),
  )
}
