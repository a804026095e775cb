import { askCircles } from '../../server/features/care-circles'
import { type AppHost, aServerWithAClock } from './hosts'
import type { Cast, Story } from './tell'

/** The server is in this process: its clock is turned, nobody waits for ten in the morning. */
type CareCast = Cast<'elder' | 'neighbour' | 'officer', AppHost>

const API = '/api/v1'

/** The clock goes on, and what looks after the circles every minute looks. */
async function goOn({ host }: CareCast, span: { minutes?: number; hours?: number }): Promise<void> {
  host.clock.advance(span)
  await askCircles(host.deps)
}

/** At nine in the morning the elder asks for a circle. One neighbour joins on their phone, then another, who has no part in the story but is asked. */
async function aCircleIsBegun({ elder, neighbour, host }: CareCast): Promise<void> {
  await elder.signInAs('resident-li', '李晓梅')
  await elder.openTab('办事')
  await elder.tap('关爱圈')
  await elder.tap('请邻居关心我')
  await elder.see('还差 2 位邻居就可以开始')
  const [circle] = (await (await host.as('resident-li')).get(`${API}/me/care-circles`)).body.items

  await neighbour.signInAs('resident-zhou', '周子涵')
  await neighbour.openTab('办事')
  await neighbour.tap('关爱圈')
  await neighbour.fill('8 位邀请码', circle.code)
  await neighbour.tap('加入')
  await neighbour.see('我关心的人')
  const { status } = await (await host.as('resident-0031')).post(`${API}/me/care-circles`, { code: circle.code })
  if (status !== 200) throw new Error(`the second neighbour: ${status}`)

  await elder.refresh()
  await elder.see('圈里的邻居')
  await elder.see('今天还没报平安')
  await elder.screenshot('care-begun')
}

/** Nothing was heard by ten: the first neighbour is asked, then the second, then the grid officer, who goes and sees. */
async function silenceIsAskedAbout(cast: CareCast): Promise<void> {
  const { elder, neighbour, officer } = cast
  await goOn(cast, { minutes: 59 })
  await neighbour.refresh()
  await neighbour.see('今天还没报平安')
  await goOn(cast, { minutes: 1 })
  await neighbour.refresh()
  await neighbour.see('还没报平安，已问 1 位邻居')
  await neighbour.see('我看过了，平安')
  await neighbour.screenshot('care-asked')
  await goOn(cast, { minutes: 15 })
  await neighbour.refresh()
  await neighbour.see('还没报平安，已问 2 位邻居')
  await goOn(cast, { minutes: 15 })

  await officer.signInAs('grid-officer-wang', '王网格员')
  await officer.openTab('我的')
  await officer.tap('消息')
  await officer.tap('李晓梅今天没有报平安')
  await officer.tap('我看过了，平安')
  await officer.see('今天已报平安')
  await officer.screenshot('care-officer')
  await elder.refresh()
  await elder.see('今天已报平安')
}

/** One tap, and the next morning is nobody's business. */
async function oneTapPauses(cast: CareCast): Promise<void> {
  const { elder, neighbour, host } = cast
  await elder.tap('暂停')
  await elder.see('已暂停，不会问邻居')
  await goOn(cast, { hours: 24 })
  await neighbour.refresh()
  await neighbour.see('已暂停，不会问邻居')
  await neighbour.screenshot('care-paused')
  const { body } = await (await host.as('resident-zhou')).get(`${API}/me/notifications?limit=50`)
  const asked = body.items.filter(({ kind }: { kind: string }) => kind === 'care_silent')
  if (asked.length !== 1) throw new Error(`asked ${asked.length} times`)
}

export const CARE_STORY: Story<'elder' | 'neighbour' | 'officer', AppHost> = {
  name: 'care',
  roles: ['elder', 'neighbour', 'officer'],
  host: aServerWithAClock,
  chapters: {
    'an elder begins a care circle, and neighbours join it': aCircleIsBegun,
    'silence by ten is asked about, in order, and by the grid officer at last': silenceIsAskedAbout,
    'one tap pauses it all': oneTapPauses,
  },
}
