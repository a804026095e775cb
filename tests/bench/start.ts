import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { scratch } from './fill'
import { atMost, median, type PartResult } from './measure'
import type { Options } from './options'

const IDLE_MS = 10_000
const LINLI = 'server/cli/linli.mjs'

export interface StartFigures {
  readySeconds: number[]
  idleMebibytes: number[]
}

/** `linli serve` on data that are there: until it says that it is ready, and what it holds when nobody asks anything. */
export async function measureStart(options: Options): Promise<PartResult & { start: StartFigures }> {
  const dataDir = scratch('start')
  options.say('start: the first, which fills the demo …')
  await (await start(dataDir)).stop()
  const figures: StartFigures = { readySeconds: [], idleMebibytes: [] }
  for (let round = 0; round < options.rounds; round += 1) {
    options.say('start: again, on the same data …')
    const running = await start(dataDir)
    figures.readySeconds.push(running.readySeconds)
    await new Promise((resolve) => setTimeout(resolve, IDLE_MS))
    figures.idleMebibytes.push(running.residentMebibytes())
    await running.stop()
  }
  rmSync(dataDir, { recursive: true, force: true })
  return {
    measurements: [],
    start: figures,
    goals: [
      atMost('second start, until ready', 3, median(figures.readySeconds), ' s'),
      atMost('resident memory, 10 s later', 150, median(figures.idleMebibytes), ' MiB'),
    ],
  }
}

async function start(dataDir: string) {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [LINLI, 'serve'], {
    env: { ...process.env, PORT: '0', LINLI_DATA_DIR: dataDir, LINLI_DEMO_EXTENT: 'people', LINLI_WITHOUT_H5: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<never>((_, reject) =>
    child.once('exit', (code) => reject(new Error(`linli serve ended with ${code}`))),
  )
  ended.catch(() => undefined)
  let text = ''
  const ready = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      text += chunk
      if (/^ready on http/m.test(text)) resolve()
    })
  })
  await Promise.race([ready, ended])
  return {
    readySeconds: (performance.now() - startedAt) / 1_000,
    residentMebibytes: () =>
      Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024,
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
    },
  }
}
