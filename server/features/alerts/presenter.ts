import type { MissingAlert, Sighting } from '../../../src/contract'
import type { Secrets } from '../../secrets'
import { toPoint } from '../appeals'
import { type ImageRow, type ImageVariant, presentImage } from '../media'
import type { Standing } from '../membership'
import { presentPlaceBrief } from '../places'
import { alertAbilities } from './policy'
import type { AlertRow } from './repository'
import type { SightingRow } from './sighting-repository'

const toTime = (at: number) => new Date(at).toISOString()

/** A word that signs the addresses of an alert's picture alone: it is asked for under the alert, and gone with it. */
export function photoPurpose(variant: ImageVariant): string {
  return `alert-${variant}`
}

function photoAddress(secrets: Secrets, alertId: string, variant: ImageVariant): string {
  return `/api/v1/alerts/${alertId}/photo/${variant}?s=${secrets.signImage(alertId, photoPurpose(variant))}`
}

export function presentAlert(
  row: AlertRow,
  image: ImageRow | undefined,
  standing: Standing,
  secrets: Secrets,
): MissingAlert {
  const isShown = row.state === 'open' && image !== undefined && image.state !== 'refused'
  return {
    id: row.id,
    place: presentPlaceBrief({ id: row.placeId, kind: row.placeKind, name: row.placeName }),
    community: { id: row.communityId, kind: 'community', name: row.communityName },
    name: row.name,
    description: row.description,
    image: isShown ? presentImage(image, (_, variant) => photoAddress(secrets, row.id, variant), null) : null,
    lastPlace: row.lastPlace,
    lastSeenAt: toTime(row.lastSeenAt),
    location: toPoint(row.lngE6, row.latE6),
    state: row.state,
    sightings: row.sightingCount,
    createdAt: toTime(row.createdAt),
    endedAt: row.endedAt === null ? null : toTime(row.endedAt),
    can: alertAbilities(standing, row),
  }
}

export function presentSighting(row: SightingRow): Sighting {
  return {
    id: row.id,
    alertId: row.alertId,
    text: row.text,
    seenAt: toTime(row.seenAt),
    location: toPoint(row.lngE6, row.latE6),
    displayName: row.displayName,
    createdAt: toTime(row.createdAt),
  }
}
