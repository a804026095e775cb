import { type Answer, newId, type TestApp } from '../../support/build-test-app'

const API = '/api/v1'

/** The places of the demo that cases are told about. */
export function spotsOf(t: TestApp) {
  const [first, second] = t.demo.communities
  return {
    street: t.demo.streetId,
    community1: first?.id ?? '',
    grid1: first?.grids[0]?.id ?? '',
    grid2: first?.grids[1]?.id ?? '',
    building: first?.grids[0]?.buildings[0]?.id ?? '',
    community2: second?.id ?? '',
    grid4: second?.grids[0]?.id ?? '',
    department: t.demo.departments[0]?.id ?? '',
  }
}

export interface Report {
  placeId: string
  category: string
  text: string
  imageIds: string[]
  voiceId?: string | null
  location?: { lng: number; lat: number }
  anonymousToPublic?: boolean
  conflict?: boolean
}

export function reportBody(t: TestApp, more: Partial<Report> = {}): Report {
  return { placeId: spotsOf(t).grid1, category: 'facilities', text: '三号楼一单元的灯不亮了', imageIds: [], ...more }
}

/** Somebody reports; the id of the case. */
export async function report(t: TestApp, more: Partial<Report> = {}, persona = 'resident-li'): Promise<string> {
  const id = newId(t.clock.now())
  const answer = await (await t.as(persona)).put(`${API}/appeals/${id}`, reportBody(t, more))
  if (answer.status !== 201) throw new Error(`not reported: ${JSON.stringify(answer.body)}`)
  return id
}

export const act = async (
  t: TestApp,
  persona: string,
  id: string,
  action: string,
  more: object = {},
): Promise<Answer> =>
  (await t.as(persona)).post(`${API}/appeals/${id}/actions`, { id: newId(t.clock.now()), action, ...more })

export const read = async (t: TestApp, persona: string, id: string): Promise<Answer> =>
  (await t.as(persona)).get(`${API}/appeals/${id}`)

/** Who does what to lead a case from a report to each state. */
const STEPS: Record<string, (t: TestApp, id: string) => Promise<Answer>> = {
  accept: (t, id) => act(t, 'grid-officer-wang', id, 'accept'),
  whistle: (t, id) =>
    act(t, 'grid-officer-wang', id, 'whistle', { departmentId: spotsOf(t).department, reason: '要换总闸' }),
  approve: (t, id) => act(t, 'secretary-zhang', id, 'approve'),
  assign: (t, id) => act(t, 'street-he', id, 'assign', { departmentId: spotsOf(t).department }),
  answer_grid: (t, id) => act(t, 'grid-officer-wang', id, 'answer', { text: '已经换好灯泡。', imageIds: [] }),
  answer_department: (t, id) => act(t, 'department-water', id, 'answer', { text: '阀门已更换。', imageIds: [] }),
  rate_2: (t, id) => act(t, 'resident-li', id, 'rate', { stars: 2, text: '又坏了' }),
  rate_5: (t, id) => act(t, 'resident-li', id, 'rate', { stars: 5 }),
  withdraw: (t, id) => act(t, 'resident-li', id, 'withdraw'),
}

export const WAYS: Record<string, readonly string[]> = {
  submitted: [],
  accepted: ['accept'],
  whistled: ['accept', 'whistle'],
  approved: ['accept', 'whistle', 'approve'],
  assigned: ['accept', 'whistle', 'approve', 'assign'],
  answered: ['accept', 'answer_grid'],
  reopened: ['accept', 'answer_grid', 'rate_2'],
  closed: ['accept', 'answer_grid', 'rate_5'],
  withdrawn: ['withdraw'],
}

/** A case of resident-li in grid 1 in a state. */
export async function reportIn(t: TestApp, state: string, more: Partial<Report> = {}): Promise<string> {
  const id = await report(t, more)
  await walkCase(t, id, WAYS[state] ?? [])
  return id
}

/** Leads a case that was reported by these steps. */
export async function walkCase(t: TestApp, id: string, steps: readonly string[]): Promise<void> {
  for (const step of steps) {
    const answer = await STEPS[step]?.(t, id)
    if (answer?.status !== 200) throw new Error(`${step}: ${JSON.stringify(answer?.body)}`)
  }
}
