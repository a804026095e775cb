import { newId } from '../../server/kernel/ids'
import type { ServerProcess } from '../support/server-process'

const API = '/api/v1'

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the contract says is there.
  body: any
}

/** Somebody who is signed in and speaks HTTP. */
export interface Caller {
  get(url: string): Promise<Answer>
  put(url: string, body?: unknown): Promise<Answer>
  post(url: string, body?: unknown): Promise<Answer>
}

/** How a persona of the demo city is reached. */
export type Callers = (persona: string) => Promise<Caller>

/** Personas at the door of a server in a process of its own. */
export function callersOf(server: ServerProcess): Callers {
  const known = new Map<string, Caller>()
  return async (persona) => {
    const here = known.get(persona)
    if (here) return here
    const authorization = `Bearer ${await server.signIn(persona)}`
    const send = async (method: string, url: string, body?: unknown): Promise<Answer> => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const headers = { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
      const answer = await fetch(server.address + url, { method, headers, ...sent })
      const text = await answer.text()
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
    }
    const caller: Caller = {
      get: (url) => send('GET', url),
      put: (url, body) => send('PUT', url, body),
      post: (url, body) => send('POST', url, body),
    }
    known.set(persona, caller)
    return caller
  }
}

/** What all want. */
export const AGREED = ['旧的晾衣架先修好', '晾晒区离窗户远一点', '修好以后写上谁来管', '老人晒被子要有地方'] as const

/** What one half wants and the other does not. */
export const DIVIDING = {
  one: ['绿地边上可以加晾衣杆', '每栋楼前都装一排', '周末可以晒到晚上八点', '费用从公共收益里出'],
  other: ['绿地里一根杆子都不要立', '晾晒集中到楼顶去', '楼前不能再占地方', '谁家要用谁家出钱'],
} as const

export const STATEMENTS: readonly string[] = [...AGREED, ...DIVIDING.one, ...DIVIDING.other]
export const RESIDENTS = 40

const numbered = (number: number) => `resident-${String(number).padStart(4, '0')}`

/** Both of a household vote alike: odd and even numbers share one. */
const isOfTheOne = (number: number) => number <= RESIDENTS / 2

function voteOf(number: number, text: string): 'agree' | 'disagree' | 'pass' {
  if ((AGREED as readonly string[]).includes(text)) return 'agree'
  // Somebody passes here and there, as people do.
  if ((number + text.length) % 9 === 0) return 'pass'
  return (DIVIDING.one as readonly string[]).includes(text) === isOfTheOne(number) ? 'agree' : 'disagree'
}

async function done(answer: Promise<Answer>, status: number): Promise<Answer['body']> {
  const { status: came, body } = await answer
  if (came !== status) throw new Error(`${came} in place of ${status}: ${JSON.stringify(body)}`)
  return body
}

export async function findTopic(as: Callers, placeId: string, title: string): Promise<string> {
  const { items } = await done((await as('secretary-zhang')).get(`${API}/places/${placeId}/topics`), 200)
  const topic = items.find((line: { title: string }) => line.title === title)
  if (!topic) throw new Error(`no topic ${title}`)
  return topic.id
}

/** The community lays out 12 statements before the opening, by the hand of its secretary. */
export async function layOutStatements(as: Callers, topicId: string): Promise<string[]> {
  const secretary = await as('secretary-zhang')
  const ids: string[] = []
  for (const text of STATEMENTS) {
    const id = newId()
    await done(secretary.put(`${API}/statements/${id}`, { topicId, text }), 201)
    ids.push(id)
  }
  return ids
}

/** 40 residents vote on all 12, one statement after the other as each of them is asked. */
export async function voteAsForty(as: Callers, topicId: string): Promise<void> {
  for (let number = 1; number <= RESIDENTS; number += 1) {
    const resident = await as(numbered(number))
    for (let asked = 0; asked < STATEMENTS.length; asked += 1) {
      const next = await done(resident.get(`${API}/topics/${topicId}/next-statement`), 200)
      const vote = voteOf(number, next.text)
      await done(resident.put(`${API}/topics/${topicId}/votes/${next.id}`, { vote }), 200)
    }
  }
}

const MAP_MS_MAX = 15_000
const PAUSE_MS = 250

/** A map is at most ten seconds old: until it knows all that were cast. */
export async function untilMapIsWhole(as: Callers, topicId: string): Promise<void> {
  const secretary = await as('secretary-zhang')
  const end = Date.now() + MAP_MS_MAX
  for (;;) {
    const { votes } = await done(secretary.get(`${API}/topics/${topicId}/opinion-map`), 200)
    if (votes >= RESIDENTS * STATEMENTS.length) return
    if (Date.now() > end) throw new Error(`the map knows ${votes} votes`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

/** The six digits on the screen of the room. */
export async function codeInTheRoom(as: Callers, topicId: string): Promise<string> {
  const { code } = await done((await as('secretary-zhang')).get(`${API}/topics/${topicId}/check-in-code`), 200)
  return code
}
