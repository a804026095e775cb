import { AlertsApi } from './alerts-api'
import { AppealsApi } from './appeals-api'
import { DeskApi } from './desk-api'
import { FeedApi } from './feed-api'
import type { HttpClient } from './http-client'
import { InboxApi } from './inbox-api'
import { LedgerApi } from './ledger-api'
import { MediaApi } from './media-api'
import { MembershipApi } from './membership-api'
import { ModerationApi } from './moderation-api'
import { NoticesApi } from './notices-api'
import { OfficeApi } from './office-api'
import { PlacesApi } from './places-api'
import { RewardsApi } from './rewards-api'
import { SessionApi } from './session-api'
import { VolunteeringApi } from './volunteering-api'

export const makeApis = (http: HttpClient) => ({
  http,
  session: new SessionApi(http),
  places: new PlacesApi(http),
  membership: new MembershipApi(http),
  feed: new FeedApi(http),
  notices: new NoticesApi(http),
  media: new MediaApi(http),
  moderation: new ModerationApi(http),
  inbox: new InboxApi(http),
  desk: new DeskApi(http),
  appeals: new AppealsApi(http),
  office: new OfficeApi(http),
  alerts: new AlertsApi(http),
  ledger: new LedgerApi(http),
  rewards: new RewardsApi(http),
  volunteering: new VolunteeringApi(http),
})

export type Apis = ReturnType<typeof makeApis>
