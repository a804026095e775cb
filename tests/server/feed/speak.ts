import type { ContentChecker } from '../../../server/platforms/ports'
import { type Client, newId, type TestApp } from '../../support/build-test-app'

export const gridOf = (t: TestApp, community = 0, grid = 0): string =>
  t.demo.communities[community]?.grids[grid]?.id ?? ''

export function postBody(t: TestApp, over: Record<string, unknown> = {}) {
  return { placeId: gridOf(t), kind: 'talk', text: '楼下的桂花开了', imageIds: [], ...over }
}

/** A post by this person, as it was answered. */
export async function say(t: TestApp, client: Client, over: Record<string, unknown> = {}) {
  const { status, body } = await client.put(`/api/v1/posts/${newId()}`, postBody(t, over))
  if (status !== 201) throw new Error(`not posted: ${status} ${JSON.stringify(body)}`)
  return body
}

export async function comment(client: Client, postId: string, text = '真好', over: Record<string, unknown> = {}) {
  const { status, body } = await client.put(`/api/v1/posts/${postId}/comments/${newId()}`, { text, ...over })
  if (status !== 201) throw new Error(`not commented: ${status} ${JSON.stringify(body)}`)
  return body
}

/** Judges by a word in the text: 骂 is risky, 疑 wants a person to look. */
export const strictChecker: ContentChecker = {
  name: 'strict',
  isLocal: true,
  checkText: async ({ text }) => {
    if (text.includes('骂')) return { verdict: 'risky', label: 'insult' }
    return { verdict: text.includes('疑') ? 'review' : 'pass', label: null }
  },
  checkImage: async () => ({ verdict: 'pass', label: null }),
}
