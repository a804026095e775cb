import { createHmac } from 'node:crypto'
import type { Sql } from '../../storage/store'
import type { TopicKey } from './map-repository'
import { countGroupVotes } from './opinion-map/group-votes'
import { computeOpinionMap } from './opinion-map/opinion-map'
import { type Conversation, readConversation } from './read-conversation'

export type ExportedTable = 'votes' | 'statements'

/**
 * A table of a closed topic with the columns of a pol.is export: `participants-votes.csv` or `comments.csv`. Whoever is in no group is left out of
 * both, so that no row stands for somebody who could be told apart; participants are numbered in an order that nobody can trace back. Whose
 * a statement is, is left empty, and of the time at which it was written only the day is told.
 */
export async function exportConversation(
  sql: Sql,
  topic: TopicKey,
  table: ExportedTable,
  shuffleKey: Uint8Array,
): Promise<string> {
  const conversation = await readConversation(sql, topic)
  const { votes, isOut, last } = conversation
  const { letterOf } = computeOpinionMap({ votes, isOut, ...(last ? { last } : {}) })
  return table === 'votes' ? votesTable(conversation, letterOf, shuffleKey) : statementsTable(conversation, letterOf)
}

function votesTable({ people, statements, votes, isOut }: Conversation, letterOf: Int32Array, key: Uint8Array): string {
  const shown = statements.flatMap(({ number }, column) => (isOut[column] ? [] : [{ number, column }]))
  const heading = ['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree']
  const lines = [[...heading, ...shown.map(({ number }) => number)].join(',')]
  for (const [participant, person] of inSecretOrder(people, letterOf, key).entries()) {
    const cells = new Map<number, number>()
    for (let at = votes.starts[person] as number; at < (votes.starts[person + 1] as number); at += 1)
      cells.set(votes.statementOf[at] as number, votes.votes[at] as number)
    const row = shown.map(({ column }) => cells.get(column) ?? '')
    const count = (value: number) => row.filter((cell) => cell === value).length
    const seen = row.filter((cell) => cell !== '').length
    lines.push([participant, letterOf[person], '', seen, count(1), count(-1), ...row].join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

/** Those who are in a group. */
function inSecretOrder(people: readonly string[], letterOf: Int32Array, key: Uint8Array): number[] {
  return people
    .flatMap((id, person) =>
      (letterOf[person] as number) < 0 ? [] : [{ person, place: createHmac('sha256', key).update(id).digest('hex') }],
    )
    .sort((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ person }) => person)
}

function statementsTable({ statements, votes, isOut }: Conversation, letterOf: Int32Array): string {
  const isInGroup = letterOf.map((letter) => (letter < 0 ? -1 : 0))
  const counts = countGroupVotes(votes, isInGroup, 1)
  const lines = ['timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body']
  for (const [column, { number, text, createdAt }] of statements.entries()) {
    if (isOut[column]) continue
    const day = new Date(createdAt).toISOString().slice(0, 10)
    const cells = [Date.parse(day), day, number, '', counts.agrees[column], counts.disagrees[column], 0, quoted(text)]
    lines.push(cells.join(','))
  }
  return `${lines.join('\r\n')}\r\n`
}

/**
 * As RFC 4180, section 2 (6) and (7). What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
 */
function quoted(text: string): string {
  return `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`
}
