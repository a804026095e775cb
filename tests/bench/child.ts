import { type ChildProcess, fork } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Usage } from './usage'

const here = dirname(fileURLToPath(import.meta.url))

export interface Child {
  address: string
  usage(): Promise<Usage>
  ask<T>(message: unknown): Promise<T>
  stop(): Promise<void>
}

/** Starts one of the bundled programs and waits until it says that it is there. */
export async function startChild(program: string, args: string[] = [], profile: string | null = null): Promise<Child> {
  const execArgv =
    profile === null
      ? []
      : ['--cpu-prof', `--cpu-prof-dir=${profile}`, `--cpu-prof-name=${program}-${Date.now()}.cpuprofile`]
  const child = fork(join(here, `${program}.mjs`), args, {
    execArgv,
    env: { ...process.env, NODE_ENV: 'production', LINLI_LOG_LEVEL: 'silent' },
  })
  const { address } = await answerOf<{ address: string }>(child, program)
  const ask = <T>(message: unknown) => {
    const answer = answerOf<T>(child, program)
    child.send(message as object)
    return answer
  }
  return {
    address,
    ask,
    usage: () => ask<Usage>('usage'),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.send('stop')
      await ended
    },
  }
}

function answerOf<T>(child: ChildProcess, program: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`${program} ended with ${code}`))
    child.once('exit', onExit)
    child.once('message', (message) => {
      child.off('exit', onExit)
      resolve(message as T)
    })
  })
}
