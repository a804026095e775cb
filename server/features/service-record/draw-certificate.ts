import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { Problem } from '../../kernel/problem'
import { projectRoot } from '../../project-root'

/** What a certificate shows, in the form in which it is shown. */
export interface CertificateFacts {
  number: string
  holder: string
  volunteerNumber: string
  year: number
  hours: number
  issuer: string
  lines: readonly { title: string | null; category: string | null; shifts: number; hours: number }[]
  /** Milliseconds since 1970, and the same as a day on the wall. */
  issuedAt: number
  date: string
  /** Where anybody checks it. */
  address: string
}

const SCRIPT = join(projectRoot, 'server/features/service-record/certificate-process.mjs')
/** Far more than a slow machine takes. */
const WORK_MS_MAX = 30_000
/** Certificates that wait for their turn: whoever comes after them is asked to come again. */
const WAITING_MAX = 20

let waiting = 0
let before: Promise<unknown> = Promise.resolve()

/**
 * A certificate as PDF, drawn by a process of its own, one after another.
 * @throws Problem overloaded where too many wait
 */
export async function drawCertificate(facts: CertificateFacts): Promise<Buffer> {
  if (waiting >= WAITING_MAX) throw new Problem('overloaded', { because: 'many certificates wait to be drawn' })
  waiting += 1
  const drawn = before.then(() => drawApart(facts))
  before = drawn.catch(() => undefined)
  try {
    return await drawn
  } finally {
    waiting -= 1
  }
}

async function drawApart(facts: CertificateFacts): Promise<Buffer> {
  const { PATH = '' } = process.env
  const child = fork(SCRIPT, [], {
    env: { PATH },
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    return await answerOf(child, facts)
  } finally {
    child.kill('SIGKILL')
  }
}

function answerOf(child: ChildProcess, facts: CertificateFacts): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('a certificate took too long to draw')), WORK_MS_MAX)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    child.once('message', (answer: { pdf: Uint8Array } | { fault: string }) =>
      settle(() => ('pdf' in answer ? resolve(Buffer.from(answer.pdf)) : reject(new Error(answer.fault)))),
    )
    child.once('exit', (code, signal) => settle(() => reject(new Error(`drawing ended (${signal ?? code})`))))
    child.once('error', (error) => settle(() => reject(error)))
    child.send(facts)
  })
}
