import type { Reader, Tx } from '../../storage/store'

export interface TemplateRow {
  id: string
  placeId: string
  title: string
  text: string
  createdById: string
  createdAt: number
  requestHash: string
}

const COLUMNS = '"id", "placeId", "title", "text", "createdById", "createdAt", "requestHash"'

export function findTemplate(reader: Reader, id: string): Promise<TemplateRow | undefined> {
  return reader.sql.get<TemplateRow>(`SELECT ${COLUMNS} FROM "AnswerTemplate" WHERE "id" = ?`, [id])
}

/** Oldest first. */
export function listTemplates(reader: Reader, placeId: string, afterId: string, limit: number): Promise<TemplateRow[]> {
  return reader.sql.all<TemplateRow>(
    `SELECT ${COLUMNS} FROM "AnswerTemplate" WHERE "placeId" = ? AND "id" > ? ORDER BY "id" LIMIT ?`,
    [placeId, afterId, limit],
  )
}

export function countTemplates(reader: Reader, placeId: string): Promise<number> {
  return reader.prisma.answerTemplate.count({ where: { placeId } })
}

export async function insertTemplate(
  tx: Tx,
  template: Omit<TemplateRow, 'createdAt'> & { createdAt: Date },
): Promise<void> {
  await tx.prisma.answerTemplate.create({ data: template })
}

export async function deleteTemplateRow(tx: Tx, id: string): Promise<void> {
  await tx.sql.run(`DELETE FROM "AnswerTemplate" WHERE "id" = ?`, [id])
}
