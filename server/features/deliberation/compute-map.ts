import type { Agenda } from '../../../src/contract'
import type { Sql } from '../../storage/store'
import { agendaOf } from './agenda'
import { joinIds } from './joined-ids'
import { fingerprintOf, type TopicKey } from './map-repository'
import { picturePlaces, presentOpinionMap } from './opinion-map/map-document'
import { computeOpinionMap, type OpinionMap } from './opinion-map/opinion-map'
import { type Conversation, readConversation } from './read-conversation'

/**
 * A map and what belongs to it, as it crosses from the worker thread: what is large is one text or numbers, which cross at once. Where ids of
 * people are, they are joined by a comma (joined-ids.ts): 33,000 strings would keep everybody waiting while they are made on this side.
 */
export interface ComputedMap {
  fingerprint: string
  /** What is the same for every reader, as JSON: the fields of the document and the texts of the statements, to be gone on with. */
  json: string
  agenda: Agenda
  /** For each shown statement, how much it is worth to ask for a vote on it. */
  priorities: { ids: string[]; values: Float64Array }
  /** Those who have a place in the picture. */
  places: { ids: string; x: Float64Array; y: Float64Array; letters: Int32Array }
  /** What is new of who is in, and where: −1 is in no group. */
  members: { ids: string; letters: Int32Array }
  /** The direction of each statement in the picture, as JSON. */
  axes: string
}

/** The map of a topic from what the database holds now; null where nothing has changed since the map of that fingerprint. */
export async function computeMap(sql: Sql, topic: TopicKey, known: string | null): Promise<ComputedMap | null> {
  const fingerprint = await fingerprintOf(sql, topic)
  if (fingerprint === known) return null
  const conversation = await readConversation(sql, topic)
  const { votes, statements, isOut, last } = conversation
  const map = computeOpinionMap({ votes, isOut, ...(last ? { last } : {}) })
  const shown = statements.flatMap((statement, number) => (isOut[number] ? [] : [{ ...statement, number }]))
  const document = presentOpinionMap({ map, votes, statementIds: statements.map(({ id }) => id), isOut })
  const texts = shown.map(({ id, text }) => ({ id, text }))
  return {
    fingerprint,
    json: JSON.stringify({ ...document, texts }),
    agenda: agendaOf(document, texts),
    priorities: {
      ids: shown.map(({ id }) => id),
      values: Float64Array.from(shown, ({ number }) => map.priorities[number] as number),
    },
    places: placesOf(conversation, map),
    members: newMembers(conversation, map),
    axes: JSON.stringify(
      Object.fromEntries(statements.map(({ id }, number) => [id, [map.first[number], map.second[number]]])),
    ),
  }
}

function placesOf({ people }: Conversation, map: OpinionMap): ComputedMap['places'] {
  const inPicture = people.flatMap((_, person) => ((map.letterOf[person] as number) < 0 ? [] : [person]))
  const { x, y } = picturePlaces(map)
  return {
    ids: joinIds(inPicture.map((person) => people[person] as string)),
    x: Float64Array.from(inPicture, (person) => x[person] as number),
    y: Float64Array.from(inPicture, (person) => y[person] as number),
    letters: Int32Array.from(inPicture, (person) => map.letterOf[person] as number),
  }
}

function newMembers({ people, last }: Conversation, map: OpinionMap): ComputedMap['members'] {
  const letterOf = (person: number) => map.letterOf[person] as number
  const fresh = people.flatMap((_, person) => {
    const isKnown = last?.isIn[person] === 1 && last.letterOf[person] === letterOf(person)
    return map.isIn[person] === 1 && !isKnown ? [person] : []
  })
  return {
    ids: joinIds(fresh.map((person) => people[person] as string)),
    letters: Int32Array.from(fresh, letterOf),
  }
}
