import type { AppealCategory, AppealLevel, AppealState } from '../../../src/contract'
import { countedAs, countersOf } from '../../features/appeals'
import type { Store } from '../store'
import { fillAid } from './demo-aid'
import { insertAppeals, planAppeals } from './demo-appeals'
import { arrivalRows, planArrivals, planReport, reportRow } from './demo-desk'
import { inboxRows } from './demo-inboxes'
import { noticeRows, planNotices } from './demo-notices'
import { need, type PeoplePlan } from './demo-people'
import { drawPictures } from './demo-pictures'
import type { DemoCity } from './demo-places'
import { fillPoints } from './demo-points'
import { planPoll } from './demo-poll'
import { type PlannedImage, planPosts, postRows } from './demo-posts'
import { insertTopics, planTopics } from './demo-topics'
import { volunteeringRows } from './demo-volunteering'
import { insertRows, type Row } from './rows'

/** Rows in one transaction, so that nobody else waits long for the writer. */
const ROWS_MAX = 500

export interface LifeOptions {
  city: DemoCity
  people: PeoplePlan
  now: Date
  dataDir: string
  onProgress: (step: string) => void
}

/** Three weeks of life in the demo city, up to an hour ago. Again with the same `now` it adds only what is not there yet. */
export async function fillLife(store: Store, { city, people, now, dataDir, onProgress }: LifeOptions): Promise<void> {
  const first = need(city.communities[0]?.grids[0])
  const posts = planPosts(city, people, now)
  const notices = planNotices(city, people, now)
  const arrivals = planArrivals(first, now)
  const report = planReport(first, posts, people, now)
  await drawPictures(
    await withoutDrawn(
      store,
      posts.flatMap(({ images }) => images),
    ),
    {
      dataDir,
      keep: (rows) => store.write((tx) => insertRows(tx, 'Image', rows)),
      onProgress,
    },
  )
  onProgress('posts and notices')
  const said = postRows(posts)
  const announced = noticeRows(notices)
  const arrived = arrivalRows(arrivals)
  const volunteering = volunteeringRows(city, people, now)
  const tables: [table: string, rows: Row[]][] = [
    ['Post', said.posts],
    ['Comment', said.comments],
    ['PostLike', said.likes],
    ['Notice', announced.notices],
    ['NoticePlace', announced.places],
    ['NoticeReceipt', announced.receipts],
    ['Person', arrived.people],
    ['Identity', arrived.identities],
    ['Membership', arrived.memberships],
    ['Report', [reportRow(report)]],
    ['Activity', volunteering.activities],
    ['Shift', volunteering.shifts],
    ['ShiftRole', volunteering.roles],
    ['SignUp', volunteering.signUps],
    ['ServiceEntry', volunteering.entries],
    ['Notification', inboxRows({ people, posts, notices, arrivals, report })],
    ...planPoll(first, people, now),
  ]
  const cases = planAppeals(city, people, now, { countsOf, countersOf: countersOfRow })
  await store.write((tx) => insertAppeals(tx, cases))
  await store.write((tx) => insertTopics(tx, planTopics(city, people, now)))
  for (const [table, rows] of tables) {
    for (let start = 0; start < rows.length; start += ROWS_MAX) {
      await store.write((tx) => insertRows(tx, table, rows.slice(start, start + ROWS_MAX)))
    }
  }
  await store.write((tx) => fillPoints(tx, city, people, now))
  await store.write((tx) => fillAid(tx, city, people, now))
}

/** What is left to draw: a row is there only when its files are. */
async function withoutDrawn(store: Store, images: readonly PlannedImage[]): Promise<PlannedImage[]> {
  const rows = await store.read.sql.all<{ id: string }>('SELECT "id" FROM "Image"')
  const drawn = new Set(rows.map(({ id }) => id))
  return images.filter(({ id }) => !drawn.has(id))
}

/** By the rules of the feature, so that the page of a place equals a recount. */
function countsOf(row: Row): string[] {
  const time = (value: Row[string] | undefined) => (value instanceof Date ? value.getTime() : null)
  return countedAs({
    state: row.state as AppealState,
    level: row.level as AppealLevel,
    category: row.category as AppealCategory,
    buildingId: row.buildingId as string | null,
    starsGiven: String(row.starsGiven),
    createdAt: time(row.createdAt) ?? 0,
    answeredAt: time(row.answeredAt),
    overdueAt: time(row.overdueAt),
  })
}

function countersOfRow({ communityId, gridId, streetId }: Row, counter: string): [string, string][] {
  return countersOf({ communityId: String(communityId), gridId: String(gridId), streetId: String(streetId) }, counter)
}
