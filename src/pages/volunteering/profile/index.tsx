import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import type { VolunteerProfile } from '@/contract'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back } from '@/platform/navigate'
import { useStore, useStores } from '@/stores'
import { serviceRecordStore } from '@/stores/service-record-store'
import { Button, Card, MultiChoice, Skeleton, Switch, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble, TroubleState } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { skillOptions } from '../skills'

const BIRTH_MONTH = /^(19|20)\d{2}-(0[1-9]|1[0-2])$/

function Form({ profile }: { profile: VolunteerProfile }) {
  const { ui } = useStores()
  const store = useStore(serviceRecordStore)
  const [skills, setSkills] = useState<readonly string[]>(profile.skills)
  const [canBeCalled, setCanBeCalled] = useState(profile.canBeCalled)
  const [birthMonth, setBirthMonth] = useState(profile.birthMonth ?? '')
  const month = birthMonth.trim()
  const isWrong = month !== '' && !BIRTH_MONTH.test(month)

  const handleSave = async () => {
    const trouble = await store.saveProfile({ skills: [...skills], canBeCalled, birthMonth: month || null })
    ui.say(trouble ? sayTrouble(trouble) : t('volunteering.profileSaved'))
    if (!trouble) await back()
  }
  return (
    <>
      <Card flush>
        <Switch
          label={t('volunteering.canBeCalled')}
          note={t('volunteering.canBeCalledNote')}
          on={canBeCalled}
          onChange={setCanBeCalled}
        />
      </Card>
      <Words text={t('volunteering.mySkills')} />
      <MultiChoice
        label={t('volunteering.mySkills')}
        options={skillOptions(profile.skills)}
        values={[...skills]}
        max={LIMITS.skills}
        onChange={setSkills}
      />
      <TextField
        label={t('volunteering.birthMonth')}
        placeholder='1960-05'
        hint={t('volunteering.birthMonthNote')}
        error={isWrong ? t('volunteering.birthMonthWrong') : null}
        value={birthMonth}
        maxLength={7}
        onChange={setBirthMonth}
      />
      <Button
        block
        text={t('volunteering.saveProfile')}
        loading={store.isBusy}
        disabled={isWrong}
        onPress={() => void handleSave()}
      />
    </>
  )
}

const ObservedForm = observer(Form)

/** What a volunteer says of themselves, and takes back as easily. */
const ProfileScreen = observer(function ProfileScreen() {
  const { session, ui } = useStores()
  const store = useStore(serviceRecordStore)
  const { isSignedIn } = session
  const { profile } = store
  useEffect(() => void (isSignedIn && store.profile.load()), [store, isSignedIn])
  return (
    <Screen key={ui.language} title={t('volunteering.profile')}>
      {!isSignedIn ? <NotYet /> : null}
      {isSignedIn && profile.value ? <ObservedForm profile={profile.value} /> : null}
      {isSignedIn && profile.isFirstLoad ? <Skeleton kind='card' label={t('common.loading')} /> : null}
      {profile.isBroken ? <TroubleState trouble={profile.trouble} onRetry={() => void profile.load()} /> : null}
    </Screen>
  )
})

export default ProfileScreen
