import type { ShiftRole } from '@/contract'
import { t } from '@/i18n'
import { Choice } from '@/ui'

interface RolesProps {
  roles: readonly ShiftRole[]
  value: string | null
  onChange: (roleId: string) => void
}

/** Parts in a shift, each with places of its own and what it asks for. */
export function Roles({ roles, value, onChange }: RolesProps) {
  const noteOf = ({ confirmed, capacity, skills }: ShiftRole) => {
    const taken = t('volunteering.taken', { taken: confirmed, of: capacity })
    return skills.length > 0 ? `${taken} · ${t('volunteering.asksFor', { skills: skills.join('、') })}` : taken
  }
  return (
    <Choice
      label={t('volunteering.role')}
      value={value}
      options={roles.map((role) => ({ key: role.id, text: role.title, note: noteOf(role) }))}
      onChange={onChange}
    />
  )
}
