import type { DeliberationRules } from '../../../src/contract'
import type { Deps } from '../../deps'
import { newId } from '../../kernel/ids'
import { found, refuseIf } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { findStanding } from '../membership'
import { findPlace } from '../places'
import { refuseSecretary } from './policy'
import { invalid } from './rules'
import { saveRules } from './rules-repository'

export interface ChangeRulesCommand {
  placeId: string
  personId: string
  rules: DeliberationRules
}

/** The secretary says how the community deliberates from now on; a term that runs already keeps its end. */
export async function changeRules(deps: Deps, { placeId, personId, rules }: ChangeRulesCommand): Promise<void> {
  const at = deps.clock.now()
  await deps.store.write(async (tx) => {
    const place = found(await findPlace(tx, placeId))
    refuseIf(refuseSecretary(await findStanding(tx, personId), place))
    if (place.kind !== 'community') throw invalid('id', 'not a community')
    const act = { subjectKind: 'deliberation_rules', subjectId: placeId, id: newId(at), action: 'change' }
    await recordAct(tx, { ...act, personId, body: rules, at })
    await saveRules(tx, placeId, rules, { personId, at })
  })
}
