import { observer } from 'mobx-react-lite'
import type { Sighting } from '@/contract'
import { t } from '@/i18n'
import { sayPast } from '@/i18n/time'
import { typeset } from '@/i18n/typeset'
import { hasMap, showPoint } from '@/platform/map-point'
import { useStores } from '@/stores'
import { Card, Cell, EmptyState, Icon, Section, Skeleton } from '@/ui'
import { TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'

function noteOf({ displayName, seenAt }: Sighting): string {
  const when = sayPast(seenAt)
  return displayName === null ? when : t('alerts.sightingBy', { name: displayName, when })
}

/** What neighbours saw, newest first; a point opens on the map where there is one. */
export const Sightings = observer(function Sightings({ count }: { count: number }) {
  const { sightings } = useStores().alerts
  if (!sightings || sightings.isFirstLoad) return <Skeleton kind='list' count={2} label={t('common.loading')} />
  if (sightings.isBroken) return <TroubleState trouble={sightings.trouble} onRetry={() => void sightings.refresh()} />
  return (
    <Section title={t('alerts.sightings')}>
      {sightings.items.length === 0 ? (
        <EmptyState icon='search' title={t('alerts.noSightings')} text={t('alerts.noSightingsText')} />
      ) : (
        <>
          <Words tone='second' text={t('alerts.sightingsCount', { count })} />
          <Card flush>
            {sightings.items.map((sighting) => {
              const { id, text, location } = sighting
              const handleMap =
                location && hasMap ? () => void showPoint({ ...location, name: text.slice(0, 20) }) : undefined
              return (
                <Cell
                  key={id}
                  leading={location ? <Icon name='location' /> : undefined}
                  title={typeset(text)}
                  note={noteOf(sighting)}
                  onPress={handleMap}
                />
              )
            })}
          </Card>
        </>
      )}
    </Section>
  )
})
