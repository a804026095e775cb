import { SUBSCRIPTION_TEMPLATES, type SubscriptionGrantRequest } from '../../../src/contract'
import type { Config } from '../../config'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { recordAct } from '../../storage/acts'
import { addGrant } from './repository'
import { GRANTS_MAX } from './rules'

export type GrantSubscriptionsCommand = SubscriptionGrantRequest & { personId: string }

/**
 * Counts one more message of each template that the person allowed on their phone.
 * @throws Problem invalid_request where the installation has no such template on the platform
 */
export async function grantSubscriptions(deps: Deps, command: GrantSubscriptionsCommand): Promise<void> {
  const { id, personId, channel, templates } = command
  const known = listTemplates(deps.config, channel).map(({ template }) => template)
  if (!templates.every((template) => known.includes(template))) {
    throw new Problem('invalid_request', { fields: [{ path: 'templates', message: 'not in use here' }] })
  }
  const act = {
    subjectKind: 'person',
    subjectId: personId,
    id,
    action: 'subscribe',
    personId,
    body: { channel, templates },
    at: deps.clock.now(),
  }
  await deps.store.write(async (tx) => {
    if ((await recordAct(tx, act)) === 'repeated') return
    for (const template of templates) await addGrant(tx, { personId, channel, template, countMax: GRANTS_MAX })
  })
}

/** The templates that the installation uses on a platform. */
export function listTemplates(config: Config, channel: SubscriptionGrantRequest['channel']) {
  const configured = config[channel]?.templates ?? {}
  return SUBSCRIPTION_TEMPLATES.flatMap((template) => {
    const platformTemplate = configured[template]
    return platformTemplate === undefined ? [] : [{ template, platformTemplate }]
  })
}
