import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import type { HeldRole } from '@/contract'
import { t } from '@/i18n'
import { useStores } from '@/stores'
import { EmptyState, FilterChips, Skeleton } from '@/ui'

const keyOf = ({ role, placeId }: HeldRole) => `${role}.${placeId}`

/** The office of the person that a screen is about; where they hold several, chosen with chips. */
export function useOffice(roles?: ReadonlyArray<HeldRole['role']>) {
  const { session } = useStores()
  const [key, setKey] = useState<string | null>(null)
  const offices = session.roles.filter(({ role }) => role !== 'partner' && (roles?.includes(role) ?? true))
  const office = offices.find((held) => keyOf(held) === key) ?? offices[0] ?? null
  return { offices, office, setKey }
}

type Offices = ReturnType<typeof useOffice>

/** Chips where there are several offices; nothing where there is one. */
export function OfficeChips({ offices, office, setKey }: Offices) {
  if (offices.length < 2 || !office) return null
  return (
    <FilterChips
      label={t('casework.office')}
      value={keyOf(office)}
      onChange={setKey}
      items={offices.map((held) => ({
        key: keyOf(held),
        text: t('casework.officeOf', { place: held.placeName, role: t(`casework.roles.${held.role}`) }),
      }))}
    />
  )
}

/** For whoever has none, or whose offices are not known yet. */
export const NoOffice = observer(function NoOffice() {
  const { session } = useStores()
  if (session.isSignedIn && session.me.value === null) return <Skeleton kind='card' label={t('common.loading')} />
  return <EmptyState icon='desk' title={t('casework.noOffice')} text={t('casework.noOfficeText')} />
})
