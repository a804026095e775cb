import { observer } from 'mobx-react-lite'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { useStore } from '@/stores'
import { composeActivityStore, type RoleDraft } from '@/stores/compose-activity-store'
import { Button, Card, MultiChoice, Section, TextField } from '@/ui'
import { Words } from '../../frame/Words'
import { skillOptions } from '../skills'

const Role = observer(function Role({ role }: { role: RoleDraft }) {
  const store = useStore(composeActivityStore)
  const { key, title, capacity, skills } = role
  return (
    <Card title={title.trim() || t('volunteering.rolesTitle')}>
      <TextField
        label={t('volunteering.roleTitle')}
        placeholder={t('volunteering.roleTitlePlaceholder')}
        value={title}
        maxLength={LIMITS.roleTitle}
        onChange={(text) => store.changeRole(key, { title: text })}
      />
      <TextField
        kind='number'
        label={t('volunteering.roleCapacity')}
        value={capacity}
        maxLength={5}
        onChange={(text) => store.changeRole(key, { capacity: text })}
      />
      <Words text={t('volunteering.roleSkills')} />
      <MultiChoice
        label={t('volunteering.roleSkills')}
        options={skillOptions(skills)}
        values={skills}
        max={LIMITS.skills}
        onChange={(chosen) => store.changeRole(key, { skills: chosen })}
      />
      <Button block kind='text' text={t('volunteering.removeRole')} onPress={() => store.removeRole(key)} />
    </Card>
  )
})

/** What a shift asks for: skills that are good to have, and roles with places and skills of their own. */
export const Wanted = observer(function Wanted() {
  const store = useStore(composeActivityStore)
  const { skills, roles } = store.shift
  return (
    <>
      <Section title={t('volunteering.skillsWanted')}>
        <Words tone='second' text={t('volunteering.skillsNote')} />
        <MultiChoice
          label={t('volunteering.skillsWanted')}
          options={skillOptions(skills)}
          values={skills}
          max={LIMITS.skills}
          onChange={(chosen) => store.changeShift({ skills: chosen })}
        />
      </Section>
      <Section title={t('volunteering.rolesTitle')}>
        <Words tone='second' text={t('volunteering.rolesNote')} />
        {roles.map((role) => (
          <Role key={role.key} role={role} />
        ))}
        {roles.length > 0 ? <Words text={t('volunteering.rolesSum', { count: store.capacity })} /> : null}
        {store.canAddRole ? (
          <Button block kind='secondary' icon='add' text={t('volunteering.addRole')} onPress={() => store.addRole()} />
        ) : null}
      </Section>
    </>
  )
})
