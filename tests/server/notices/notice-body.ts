import { newId, type TestApp } from '../../support/build-test-app'

export interface NoticeBody {
  placeIds: string[]
  title: string
  body: string
  level: 'normal' | 'important' | 'urgent'
  needsReceipt: boolean
  publishAt?: string
  expiresAt?: string
}

export function noticeBody(placeIds: string[], changes: Partial<NoticeBody> = {}): NoticeBody {
  return {
    placeIds,
    title: '停水通知',
    body: '周六 9:00 至 12:00 检修水管，请提前储水。',
    level: 'normal',
    needsReceipt: false,
    ...changes,
  }
}

/** Writes a notice as the persona and gives its id. */
export async function writeNotice(t: TestApp, persona: string, body: NoticeBody): Promise<string> {
  const id = newId(t.clock.now())
  const client = await t.as(persona)
  const answer = await client.put(`/api/v1/notices/${id}`, body)
  if (answer.status !== 201) throw new Error(`notice not written: ${JSON.stringify(answer.body)}`)
  return id
}

/** The places of the demo, by short names. */
export function placesOf({ demo }: TestApp) {
  const [first, second] = demo.communities
  if (!first || !second) throw new Error('the demo has two communities')
  const ids = (community: typeof first) => community.grids.map(({ id }) => id)
  const [grid1 = '', grid2 = '', grid3 = ''] = ids(first)
  const [grid4 = ''] = ids(second)
  const buildings = first.grids[0]?.buildings.map(({ id }) => id) ?? []
  return {
    street: demo.streetId,
    city: demo.cityId,
    community1: first.id,
    community2: second.id,
    grid1,
    grid2,
    grid3,
    grid4,
    buildings,
    department: demo.departments[0]?.id ?? '',
  }
}
