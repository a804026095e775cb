import { makeAutoObservable } from 'mobx'
import type { AidApi } from '../api/aid-api'
import type { CreateSensorConsentRequest, SensorConsent } from '../contract'
import { PagedList } from './paged-list'
import type { StoreKind } from './root-store'
import { Sender } from './sender'
import type { Surroundings } from './surroundings'

/** The sensors at one's own door that one said yes to. */
export class SensorsStore {
  readonly consents: PagedList<SensorConsent>
  readonly sender: Sender

  constructor(
    private readonly api: AidApi,
    around: Pick<Surroundings, 'newId'>,
  ) {
    this.consents = new PagedList((cursor) => api.listSensorConsents(cursor))
    this.sender = new Sender(around)
    makeAutoObservable<this, 'api'>(this, { consents: false, sender: false, api: false }, { autoBind: true })
  }

  /** True when it is given. */
  async give(consent: CreateSensorConsentRequest): Promise<boolean> {
    const key = `give.${consent.householdId}.${consent.channel}.${consent.deviceId}`
    const given = await this.sender.run(key, (id) => this.api.giveSensorConsent(id, consent))
    if (given) this.consents.put(given)
    return given !== null
  }

  /** True when it is withdrawn. */
  async withdraw({ id: consentId }: SensorConsent): Promise<boolean> {
    const withdrawn = await this.sender.run(`withdraw.${consentId}`, (id) =>
      this.api.actOnSensorConsent(consentId, { id, action: 'withdraw' }),
    )
    if (withdrawn) this.consents.replace(withdrawn)
    return withdrawn !== null
  }

  forget(): void {
    this.consents.items = []
    this.consents.nextCursor = null
    this.consents.state = 'idle'
    this.sender.forget()
  }
}

export const sensorsStore: StoreKind<SensorsStore> = ({ api, around }) => new SensorsStore(api.aid, around)
