import type { Agenda, AgendaItem } from '../../../src/contract'
import type { MapDocument } from './opinion-map/map-document'

/** Two hours in all, as the councils that this is learnt from take (product.md). */
const MINUTES = { welcome: 10, agreed: 15, divides: 60, unheard: 15, decide: 20 } as const
const AGREED_MAX = 3
const DIVIDES_MAX = 4
const UNHEARD_MAX = 2
/** In every group so large a part agrees, so to say. */
const AGREED_MIN = 0.6
/** Between the group that agrees most and the one that agrees least. */
const DIVIDED_MIN = 0.3
/** Fewer votes than this share of the people say nothing yet. */
const HEARD_SHARE_MIN = 0.3

export interface AgendaStatement {
  id: string
  text: string
}

/**
 * What a meeting talks about, made of the opinion map: a welcome; what all groups agree on, to be confirmed; what divides them, longest; what
 * few have heard; and the plan. Without groups: the statements as they are.
 */
export function agendaOf(document: MapDocument, statements: readonly AgendaStatement[]): Agenda {
  const shares = new Map(statements.map(({ id }) => [id, sharesOf(document, id)]))
  const least = (id: string) => Math.min(...(shares.get(id)?.agree ?? [0]))
  const spread = (id: string) => Math.max(...(shares.get(id)?.agree ?? [0])) - least(id)
  const isHeard = (id: string) => (shares.get(id)?.seen ?? 0) >= HEARD_SHARE_MIN * document.participants
  const heard = statements.filter(({ id }) => isHeard(id))
  const by = (value: (id: string) => number) => (a: AgendaStatement, b: AgendaStatement) => value(b.id) - value(a.id)
  const agreed = document.tooFew ? [] : heard.filter(({ id }) => least(id) >= AGREED_MIN).sort(by(least))
  const divides = document.tooFew ? heard : heard.filter(({ id }) => spread(id) >= DIVIDED_MIN).sort(by(spread))
  const unheard = statements.filter(({ id }) => !isHeard(id))
  const items: AgendaItem[] = [
    plain('welcome'),
    ...named('agreed', agreed.slice(0, AGREED_MAX)),
    ...named('divides', divides.slice(0, DIVIDES_MAX)),
    ...named('unheard', unheard.slice(0, UNHEARD_MAX)),
    plain('decide'),
  ]
  return { items, minutes: items.reduce((sum, { minutes }) => sum + minutes, 0), tooFew: document.tooFew }
}

/** The share of each group that agrees, with +1 and +2, and how many have seen it. */
function sharesOf(document: MapDocument, id: string): { agree: number[]; seen: number } {
  const said = document.groups.map(({ statements }) => statements.find((statement) => statement.id === id))
  return {
    agree: said.map((votes) => ((votes?.agree ?? 0) + 1) / ((votes?.seen ?? 0) + 2)),
    seen: said.reduce((sum, votes) => sum + (votes?.seen ?? 0), 0),
  }
}

function plain(why: 'welcome' | 'decide'): AgendaItem {
  return { statementId: null, text: '', why, minutes: MINUTES[why] }
}

/** The minutes of a part are shared by its statements. */
function named(why: 'agreed' | 'divides' | 'unheard', statements: readonly AgendaStatement[]): AgendaItem[] {
  const minutes = Math.floor(MINUTES[why] / Math.max(statements.length, 1))
  return statements.map(({ id, text }) => ({ statementId: id, text, why, minutes }))
}
