import { type Answer, type Client, newId, type TestApp } from '../../support/build-test-app'

/** Every day from morning to night. */
export const ALWAYS = Array.from({ length: 7 }, (_, day) => ({ weekday: day + 1, from: '06:00', to: '23:00' }))

const HOUR_MS = 3_600_000

/** A need for somebody who carries something within the next hours. */
export function needBody(t: TestApp, more: object = {}) {
  const now = t.clock.now().getTime()
  return {
    placeId: t.demo.communities[0]?.grids[0]?.id ?? '',
    kind: 'help',
    category: 'carry',
    text: '请帮忙把米搬上三楼',
    from: new Date(now + HOUR_MS).toISOString(),
    to: new Date(now + 6 * HOUR_MS).toISOString(),
    urgency: 'normal',
    ...more,
  }
}

export function offerBody(t: TestApp, more: object = {}) {
  return {
    placeId: t.demo.communities[0]?.grids[0]?.id ?? '',
    kind: 'help',
    categories: ['carry', 'repair'],
    weekly: ALWAYS,
    radiusMetres: 1_000,
    perWeek: 3,
    ...more,
  }
}

export async function make(client: Client, thing: 'needs' | 'offers', body: object): Promise<string> {
  const id = newId()
  const { status, body: answer } = await client.put(`/api/v1/${thing}/${id}`, body)
  if (status !== 201) throw new Error(JSON.stringify(answer))
  return id
}

export async function ask(client: Client, needId: string, offerId: string): Promise<string> {
  const id = newId()
  const { status, body } = await client.put(`/api/v1/matches/${id}`, { needId, offerId })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return id
}

export function act(client: Client, matchId: string, action: string, more: object = {}): Promise<Answer> {
  return client.post(`/api/v1/matches/${matchId}/actions`, { id: newId(), action, ...more })
}

export async function inbox(client: Client): Promise<string[]> {
  const { body } = await client.get('/api/v1/me/notifications?limit=50')
  return body.items.map(({ kind }: { kind: string }) => kind)
}
