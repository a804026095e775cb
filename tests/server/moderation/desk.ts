import { expect } from 'vitest'
import type { ReportView } from '../../../src/contract'
import { type Answer, buildTestApp, type Client, newId, type TestApp } from '../../support/build-test-app'

/** The people of one grid around a post that one of them wrote. A test file has its own. */
export let t: TestApp
export let author: Client
export let neighbour: Client
export let officer: Client
export let secretary: Client
/** The post that is reported, until another is written. */
export let postId: string

export const RUDE = '你这个人真是不讲理,全小区都知道!'

export async function enter(env: Record<string, string> = {}): Promise<void> {
  t = await buildTestApp({ env })
  author = await t.as('resident-zhou')
  neighbour = await t.as('resident-li')
  officer = await t.as('grid-officer-wang')
  secretary = await t.as('secretary-zhang')
}

export const leave = () => t.close()

export const grid = () => t.demo.communities[0]?.grids[0] ?? expect.unreachable('grid 1')

export const write = (client: Client, text: string): Promise<Answer> =>
  client.put(`/api/v1/posts/${newId()}`, { placeId: grid().id, kind: 'talk', text, imageIds: [] })

export async function post(client = author, text = RUDE): Promise<void> {
  const { status, body } = await write(client, text)
  expect(status).toBe(201)
  postId = body.id
}

export async function comment(client: Client, text: string): Promise<string> {
  const id = newId()
  expect((await client.put(`/api/v1/posts/${postId}/comments/${id}`, { text })).status).toBe(201)
  return id
}

export const see = (client: Client, id = postId): Promise<Answer> => client.get(`/api/v1/posts/${id}`)

export const report = (
  client: Client,
  id = newId(),
  subject = { kind: 'post', id: postId },
  reason = '骂人',
): Promise<Answer> => client.put(`/api/v1/reports/${id}`, { subject, reason })

export async function reported(client = neighbour): Promise<string> {
  const { status, body } = await report(client)
  expect(status).toBe(201)
  return body.id
}

export function act(client: Client, reportId: string, body: object, id = newId()): Promise<Answer> {
  // News of one moment stand in no order.
  t.clock.advance({ seconds: 1 })
  return client.post(`/api/v1/reports/${reportId}/actions`, { id, ...body })
}

/** The cases of one thing on the desk, as this member of staff reads them. */
export async function casesOf(subjectId: string, state = 'open', client = officer): Promise<ReportView[]> {
  const { body } = await client.get(`/api/v1/places/${grid().id}/moderation?limit=50&state=${state}`)
  return body.items.filter(({ subject }: ReportView) => subject.id === subjectId)
}

export const news = async (client: Client) =>
  (await client.get('/api/v1/me/notifications?limit=50')).body.items as {
    kind: string
    text: string
    subject: object
  }[]

/** The one open case of a thing. */
export async function openCaseOf(subjectId: string): Promise<ReportView> {
  const [only, ...others] = await casesOf(subjectId)
  expect(others).toEqual([])
  return only ?? expect.unreachable('no open case')
}
