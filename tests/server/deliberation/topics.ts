import { type Answer, type Client, newId, type TestApp } from '../../support/build-test-app'
import { placesOf } from '../notices/notice-body'

export const API = '/api/v1'

export const topicBody = (placeId: string, over: Record<string, unknown> = {}) => ({
  placeId,
  title: '小广场晚上要不要关灯',
  body: '灯太亮，一楼睡不好；太暗，老人怕摔。',
  ...over,
})

/** A topic that the person proposes, by its id. */
export async function propose(t: TestApp, client: Client, over: Record<string, unknown> = {}): Promise<string> {
  const id = newId(t.clock.now())
  const { status, body } = await client.put(`${API}/topics/${id}`, topicBody(placesOf(t).grid1, over))
  if (status !== 201) throw new Error(`not proposed: ${status} ${JSON.stringify(body)}`)
  return id
}

export function act(client: Client, topicId: string, action: string, more: object = {}): Promise<Answer> {
  return client.post(`${API}/topics/${topicId}/actions`, { id: newId(), action, ...more })
}

/** The same, which must be done. */
export async function done(client: Client, topicId: string, action: string, more: object = {}) {
  const { status, body } = await act(client, topicId, action, more)
  if (status !== 200) throw new Error(`${action} was not done: ${status} ${JSON.stringify(body)}`)
  return body
}

export const later = (t: TestApp, days: number) => new Date(t.clock.now().getTime() + days * 86_400_000).toISOString()

/** An open topic of grid 1. */
export async function openTopic(t: TestApp, over: Record<string, unknown> = {}): Promise<string> {
  const id = await propose(t, await t.as('resident-li'), over)
  const secretary = await t.as('secretary-zhang')
  await done(secretary, id, 'accept')
  await done(secretary, id, 'open', { closesAt: later(t, 7) })
  return id
}

export async function state(client: Client, topicId: string, text: string): Promise<string> {
  const id = newId()
  const { status, body } = await client.put(`${API}/statements/${id}`, { topicId, text })
  if (status !== 201) throw new Error(`not stated: ${status} ${JSON.stringify(body)}`)
  return id
}

export type Vote = 'agree' | 'disagree' | 'pass'

export function vote(client: Client, topicId: string, statementId: string, word: string): Promise<Answer> {
  return client.put(`${API}/topics/${topicId}/votes/${statementId}`, { vote: word })
}

export const numbered = (number: number) => `resident-${String(number).padStart(4, '0')}`

/** The way to a state of its own, for tests that begin there. */
export async function bring(t: TestApp, id: string, to: string): Promise<void> {
  const secretary = await t.as('secretary-zhang')
  const steps: Record<string, () => Promise<unknown>> = {
    accepted: () => done(secretary, id, 'accept'),
    inviting: () => done(secretary, id, 'invite', { placeIds: placesOf(t).buildings.slice(0, 1) }),
    scheduled: () => done(secretary, id, 'schedule', { meetingAt: later(t, 3), address: '社区议事厅' }),
    open: () => done(secretary, id, 'open', { closesAt: later(t, 7) }),
    closed: () => done(secretary, id, 'close'),
    reviewed: () => done(secretary, id, 'review', { text: '物业和社区都同意。' }),
    published: () => done(secretary, id, 'publish', { outcome: '二十二点后调暗一半。' }),
    evaluated: async () => done(await t.as('resident-li'), id, 'evaluate', { stars: 5 }),
  }
  const order = Object.keys(steps)
  if (to === 'proposed') return
  if (to === 'refused') return void (await done(secretary, id, 'refuse', { reason: '已有安排。' }))
  for (const step of order.slice(0, order.indexOf(to) + 1)) await steps[step]?.()
}
