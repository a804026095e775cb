import { readConfig } from '../config'
import { migrate } from '../storage/migrate'

export async function migrateDatabase(): Promise<unknown> {
  return migrate(readConfig(process.env).databaseUrl)
}
