import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../../project-root'

export interface PictureRequest {
  bytes: Buffer
  pixelsMax: number
  fullEdge: number
  thumbEdge: number
}

export interface EncodedImage {
  /** Of the full picture, upright, in pixels. */
  width: number
  height: number
  full: Buffer
  thumb: Buffer
}

export type PictureAnswer = { picture: EncodedImage } | { fault: string }

const SCRIPT = join(projectRoot, 'server/features/media/picture-process.mjs')
/** Far more than the largest picture takes on a slow machine; whatever is made to take longer ends here. */
const WORK_MS_MAX = 60_000
/** A process without work is ended, and its memory is free. */
const IDLE_MS_MAX = 20_000
/** glibc otherwise keeps what large pictures leave behind, some hundred megabytes of it; elsewhere these words mean nothing. */
const ENVIRONMENT = { MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072', MALLOC_ARENA_MAX: '2' }

interface Idle {
  child: ChildProcess
  timer: NodeJS.Timeout
}

const idle: Idle[] = []
const TOOK_TOO_LONG: PictureAnswer & { fault: string } = { fault: 'took too long' }

/** Has a picture made anew by a process of its own (picture-process.mjs); never rejects. */
export async function encodeApart(request: PictureRequest): Promise<PictureAnswer> {
  const child = take()
  const answer = await ask(child, request)
  if (child.connected && answer !== TOOK_TOO_LONG) rest(child)
  else child.kill('SIGKILL')
  return answer
}

/** Ends the processes that rest, before one begins that takes much. */
export function dismissIdle(): void {
  for (const { child, timer } of idle.splice(0)) {
    clearTimeout(timer)
    child.kill('SIGKILL')
  }
}

export function tookTooLong(answer: PictureAnswer): boolean {
  return answer === TOOK_TOO_LONG
}

function ask(child: ChildProcess, request: PictureRequest): Promise<PictureAnswer> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(TOOK_TOO_LONG), WORK_MS_MAX)
    const settle = (answer: PictureAnswer) => {
      clearTimeout(timer)
      child.removeAllListeners('message').removeAllListeners('exit').removeAllListeners('error')
      child.on('error', () => undefined)
      resolve(answer)
    }
    child.once('message', (answer: PictureAnswer) => settle(answer))
    child.once('exit', (code, signal) => settle({ fault: `the decoder ended (${signal ?? code})` }))
    child.once('error', (error) => settle({ fault: error.message }))
    child.send(request)
  })
}

function take(): ChildProcess {
  const resting = idle.pop()
  if (resting) {
    clearTimeout(resting.timer)
    if (resting.child.connected) {
      hold(resting.child, true)
      return resting.child
    }
  }
  const { PATH = '' } = process.env
  return fork(SCRIPT, [], {
    env: { PATH, ...ENVIRONMENT },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function rest(child: ChildProcess): void {
  hold(child, false)
  const timer = setTimeout(() => {
    const at = idle.findIndex((resting) => resting.child === child)
    if (at >= 0) idle.splice(at, 1)
    child.kill('SIGKILL')
  }, IDLE_MS_MAX).unref()
  idle.push({ child, timer })
}

/** A process that rests must not keep the server, or a command, from ending. */
function hold(child: ChildProcess, isHeld: boolean): void {
  if (isHeld) {
    child.ref()
    child.channel?.ref()
  } else {
    child.unref()
    child.channel?.unref()
  }
}
