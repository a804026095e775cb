import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const LINLI = fileURLToPath(new URL('../../server/cli/linli.mjs', import.meta.url))

export interface ServerProcess {
  address: string
  output: () => string
  process: ChildProcess
  signIn(persona: string): Promise<string>
  /** Ends as a power switch does. */
  kill(): Promise<void>
  stop(): Promise<number | null>
}

export interface ServerProcessOptions {
  dataDir: string
  env?: Record<string, string>
  /** The largest file the process may write, in KiB: a disk that is full beyond it. */
  fileSizeKiBMax?: number
}

/** The real server, as `npm start` starts it, in a process of its own. */
export async function startServerProcess({
  dataDir,
  env = {},
  fileSizeKiBMax,
}: ServerProcessOptions): Promise<ServerProcess> {
  const command = fileSizeKiBMax === undefined ? process.execPath : 'bash'
  const serve = [LINLI, 'serve']
  const args =
    fileSizeKiBMax === undefined
      ? serve
      : ['-c', `ulimit -f ${fileSizeKiBMax}; exec "$0" "$@"`, process.execPath, ...serve]
  const child = spawn(command, args, {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LINLI_DEMO: '1',
      LINLI_RATE_LIMIT: 'off',
      LINLI_WITHOUT_H5: '1',
      LINLI_DEMO_EXTENT: 'people',
      PORT: '0',
      LINLI_DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout?.on('data', (chunk) => (text += chunk))
  child.stderr?.on('data', (chunk) => (text += chunk))
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  const address = await untilReady(() => text, exited)
  return {
    address,
    output: () => text,
    process: child,
    signIn: (persona) => signIn(address, persona),
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    stop: async () => {
      child.kill('SIGTERM')
      return exited
    },
  }
}

async function untilReady(output: () => string, exited: Promise<number | null>): Promise<string> {
  let hasExited = false
  void exited.then(() => (hasExited = true))
  for (;;) {
    const address = /ready on (http:\S+)/.exec(output())?.[1]
    if (address) return address.replace('localhost', '127.0.0.1')
    if (hasExited) throw new Error(`the server ended before it was ready:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function signIn(address: string, persona: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'demo', code: persona }),
  })
  return ((await answer.json()) as { token: string }).token
}
