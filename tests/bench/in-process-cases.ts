import { buildApp } from '../../server/app'
import { readConfig } from '../../server/config'
import { makeDeps } from '../../server/main'
import { tokenOf } from './city'
import { buildingIdOf, CATEGORIES, gridIdOf, residentOf, STREET, STREET_STAFF, streetId } from './fill-cases'
import type { Round } from './measure'

// The routes of cases without a network: what is compared is the same server with itself, at two sizes.
const [file = '', dataDir = ''] = process.argv.slice(2)

export const CASE_WORKS = [
  'desk of the street',
  'counts of the desk',
  'page of the street',
  'page of the street, a quarter',
  'cases of the street',
  'similar, by a point',
  'similar, by the building',
] as const
export type CaseWork = (typeof CASE_WORKS)[number]

const REQUESTS_A_ROUND = 100
const GRIDS = STREET.communities * STREET.gridsPerCommunity

const config = readConfig({
  NODE_ENV: 'production',
  LINLI_DATA_DIR: dataDir,
  DATABASE_URL: `file:${file}`,
  LINLI_SECRET: 'a secret that is only for benchmarks, and long enough',
  LINLI_TRUST_PROXY: '1',
})
const app = await buildApp(await makeDeps(config))
await app.ready()

/** Who asks for what; of similar cases another grid, kind and point at every request. */
function askOf(work: CaseWork, index: number): { person: number; path: string } {
  const staff = (path: string) => ({ person: STREET_STAFF, path })
  const grid = index % GRIDS
  const category = CATEGORIES[index % CATEGORIES.length]
  const similar = (place: string, more = '') => ({
    person: residentOf(grid),
    path: `/places/${place}/appeals/similar?category=${category}${more}`,
  })
  switch (work) {
    case 'desk of the street':
      return staff('/me/desk?kind=appeal&limit=20')
    case 'counts of the desk':
      return staff('/me/desk/counts')
    case 'page of the street':
      return staff(`/places/${streetId}/appeals/summary`)
    case 'page of the street, a quarter':
      return staff(`/places/${streetId}/appeals/summary?from=2026-07-01&to=2026-09-30`)
    case 'cases of the street':
      return staff(`/places/${streetId}/appeals?limit=20`)
    case 'similar, by a point': {
      const [lng, lat] = [120.13 + ((index * 37) % 4_000) / 1e5, 30.26 + ((index * 91) % 4_000) / 1e5]
      return similar(gridIdOf(grid), `&lng=${lng.toFixed(5)}&lat=${lat.toFixed(5)}`)
    }
    case 'similar, by the building':
      return similar(buildingIdOf(grid * STREET.buildingsPerGrid + (index % STREET.buildingsPerGrid)))
  }
}

async function round(work: CaseWork): Promise<Round> {
  const before = process.cpuUsage()
  for (let index = 0; index < REQUESTS_A_ROUND; index += 1) {
    const { person, path } = askOf(work, index)
    const headers = {
      authorization: `Bearer ${tokenOf(person)}`,
      'x-forwarded-for': `10.${process.pid % 250}.0.${index % 250}`,
    }
    const answer = await app.inject({ url: `/api/v1${path}`, headers })
    if (answer.statusCode !== 200) throw new Error(`${work}: ${answer.statusCode} ${answer.body}`)
  }
  const { user, system } = process.cpuUsage(before)
  const cpuMicroseconds = (user + system) / REQUESTS_A_ROUND
  return { perCoreSecond: 1e6 / cpuMicroseconds, cpuMicroseconds }
}

process.on('message', async (command: { work: CaseWork } | 'stop') => {
  if (command === 'stop') process.exit(0)
  process.send?.(await round(command.work))
})
process.on('disconnect', () => process.exit(0))
process.send?.({ address: '' })
