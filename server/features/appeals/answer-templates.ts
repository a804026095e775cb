import { LIMITS } from '../../../src/contract'
import type { Deps } from '../../deps'
import { found, Problem, refuseIf } from '../../kernel/problem'
import { hashRequest } from '../../kernel/request-hash'
import { assertSameRequest } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseOffice } from './office-policy'
import {
  countTemplates,
  deleteTemplateRow,
  findTemplate,
  insertTemplate,
  type TemplateRow,
} from './template-repository'

export interface CreateTemplateCommand {
  id: string
  personId: string
  placeId: string
  title: string
  text: string
}

/** An office keeps a sentence for its answers. @throws Problem invalid_request where it keeps too many */
export async function createTemplate(
  deps: Deps,
  command: CreateTemplateCommand,
): Promise<{ outcome: 'created' | 'exists'; template: TemplateRow }> {
  const { id, personId, placeId, title, text } = command
  const requestHash = hashRequest({ placeId, title, text })
  const createdAt = deps.clock.now()
  return deps.store.write(async (tx) => {
    const known = await findTemplate(tx, id)
    if (known) {
      assertSameRequest(known, requestHash, known.createdById, personId)
      return { outcome: 'exists', template: known }
    }
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseOffice(await findStanding(tx, personId), place.path))
    if ((await countTemplates(tx, placeId)) >= LIMITS.answerTemplates) {
      throw new Problem('invalid_request', { fields: [{ path: 'placeId', message: 'keeps too many already' }] })
    }
    await insertTemplate(tx, { id, placeId, title, text, createdById: personId, createdAt, requestHash })
    return { outcome: 'created', template: found(await findTemplate(tx, id)) }
  })
}

/** @throws Problem not_found where it is gone already */
export async function deleteTemplate(deps: Deps, command: { id: string; personId: string }): Promise<void> {
  await deps.store.write(async (tx) => {
    const template = found(await findTemplate(tx, command.id))
    const place = found(await findPlace(tx, template.placeId))
    refuseIf(refuseOffice(await findStanding(tx, command.personId), place.path))
    await deleteTemplateRow(tx, command.id)
  })
}
