import { ConfigError, readConfig } from '../config'
import { migrate } from '../storage/migrate'
import { openStore } from '../storage/open-store'
import { seedDemo } from '../storage/seed/seed-demo'

/** Fills the demo. Refused where demo is off, so that nobody lets invented people into a real community. */
export async function seed(): Promise<unknown> {
  const config = readConfig(process.env)
  if (!config.isDemo) throw new ConfigError('The demo is filled only with LINLI_DEMO=1.')
  await migrate(config.databaseUrl)
  const store = await openStore(config.databaseUrl)
  try {
    const onProgress = (step: string) => process.stderr.write(`demo: ${step}\n`)
    return {
      demo: await seedDemo(store, { extent: config.demoExtent, now: new Date(), dataDir: config.dataDir, onProgress }),
    }
  } finally {
    await store.close()
  }
}
