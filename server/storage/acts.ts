import { Problem } from '../kernel/problem'
import { hashRequest } from '../kernel/request-hash'
import type { Reader, Tx } from './store'

export interface Act {
  /** The thing acted on. */
  subjectKind: string
  subjectId: string
  /** Made by the client: the same request again bears the same id. */
  id: string
  action: string
  personId: string
  body: unknown
  at: Date
}

/**
 * Records an act (POST …/actions) before it is done. A repeated request is not done again: the caller answers with the thing as it stands.
 * @throws Problem id_taken where the id was used for another act, on this thing or on another of its kind
 */
export async function recordAct(tx: Tx, act: Act): Promise<'new' | 'repeated'> {
  const requestHash = hashRequest(act.body)
  const inserted = await tx.sql.run(
    `INSERT INTO "Act" ("subjectKind", "id", "subjectId", "personId", "action", "requestHash", "createdAt")
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    [act.subjectKind, act.id, act.subjectId, act.personId, act.action, requestHash, act.at],
  )
  if (inserted === 1) return 'new'
  const key = { subjectKind: act.subjectKind, id: act.id }
  const known = await tx.prisma.act.findUnique({ where: { subjectKind_id: key } })
  const isSame =
    known?.personId === act.personId && known.subjectId === act.subjectId && known.requestHash === requestHash
  if (!isSame) throw new Problem('id_taken')
  return 'repeated'
}

/** Whether an act of this id was recorded, whoever's and whatever it was. */
export async function isKnownAct(reader: Reader, subjectKind: string, id: string): Promise<boolean> {
  const known = await reader.prisma.act.findUnique({ where: { subjectKind_id: { subjectKind, id } } })
  return known !== null
}

/** Whether a thing found under a client-made id is this same request again. @throws Problem id_taken where it is not */
export function assertSameRequest(
  known: { requestHash: string },
  requestHash: string,
  knownAuthorId: string | null,
  authorId: string,
): void {
  if (known.requestHash !== requestHash || knownAuthorId !== authorId) throw new Problem('id_taken')
}
