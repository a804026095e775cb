import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { ConfigError, readConfig } from '../config'
import { importHouseholds, readHouseholdRows } from '../features/places'
import { migrate } from '../storage/migrate'
import { openStore } from '../storage/open-store'

/**
 * Reads a table of households (a heading, then one row a household: city, district, street, community, grid, building, number, floor, area in m²)
 * and makes the places that are missing. The same file again changes nothing. Prints the short code of every grid, for its poster, and every row it
 * refused with the reason.
 */
export async function importPlaces(file: string): Promise<unknown> {
  const config = readConfig(process.env)
  const rows = readHouseholdRows(parseTable(file))
  await migrate(config.databaseUrl)
  const store = await openStore(config.databaseUrl)
  try {
    return await importHouseholds(store, rows, new Date())
  } finally {
    await store.close()
  }
}

function parseTable(file: string): Record<string, string>[] {
  try {
    return parse(readFileSync(file, 'utf8'), { columns: true, bom: true, trim: true, skip_empty_lines: true })
  } catch (error) {
    throw new ConfigError(`${file} cannot be read as a table: ${(error as Error).message}`)
  }
}
