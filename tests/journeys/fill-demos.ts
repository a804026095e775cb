import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { runLinli } from '../support/run-linli'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder for each extent of the demo, to be copied by each story that wants one. */
    demos: Record<DemoExtent, string>
  }
}

export type DemoExtent = 'people' | 'life'

/** Fills the demo to both extents, as `linli seed` does, once a run: three weeks of life take longer than the stories told in them. */
export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'linli-demos-'))
  const demos = { people: join(folder, 'people'), life: join(folder, 'life') }
  for (const [extent, dataDir] of Object.entries(demos)) {
    const env = { NODE_ENV: 'test', LINLI_DEMO: '1', LINLI_DEMO_EXTENT: extent, LINLI_DATA_DIR: dataDir }
    const { code, stderr } = await runLinli(['seed'], env)
    if (code !== 0) throw new Error(`the demo could not be filled:\n${stderr}`)
  }
  project.provide('demos', demos)
  return () => rmSync(folder, { recursive: true, force: true })
}
