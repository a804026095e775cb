import {
  type AppealCategory,
  CATEGORY_NAMES,
  type Language,
  type Open311Request,
  type Open311Service,
} from '../../../src/contract'
import type { RequestRow } from './repository'
import { statusOf } from './rules'
import { DESCRIPTIONS, GROUP, STATUS_NOTES } from './words'

export function presentService(category: AppealCategory, language: Language): Open311Service {
  return {
    service_code: category,
    service_name: CATEGORY_NAMES[category][language],
    description: DESCRIPTIONS[category][language],
    metadata: false,
    type: 'realtime',
    keywords: Object.values(CATEGORY_NAMES[category]).join(', '),
    group: GROUP[language],
  }
}

/** W3C date and time, to the second. */
const toTime = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** The grid is as near as it says where something is: a case is often about the home of whoever reported it. */
export function presentRequest(row: RequestRow, address: string, language: Language): Open311Request {
  return {
    service_request_id: row.id,
    status: statusOf(row.state),
    status_notes: STATUS_NOTES[row.state][language],
    service_name: CATEGORY_NAMES[row.category][language],
    service_code: row.category,
    description: null,
    agency_responsible: row.handlerName,
    service_notice: null,
    requested_datetime: toTime(row.createdAt),
    updated_datetime: toTime(row.endedAt ?? row.updatedAt),
    expected_datetime: row.dueAt === null ? null : toTime(row.dueAt),
    address,
    address_id: row.gridId,
    zipcode: null,
    lat: null,
    long: null,
    media_url: null,
  }
}
