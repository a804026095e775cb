import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { LIMITS } from '@/contract/limits'
import { t } from '@/i18n'
import { back } from '@/platform/navigate'
import { pickImages } from '@/platform/pick-images'
import { profileSupport } from '@/platform/profile'
import { useStores } from '@/stores'
import { Avatar, Button, Card, Cell, TextField } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'

const Picture = observer(function Picture() {
  const { session, ui } = useStores()
  const [isUploading, setUploading] = useState(false)
  const { person } = session
  if (!person) return null

  const handlePicture = async (path: string) => {
    setUploading(true)
    const trouble = await session.setAvatar(path)
    setUploading(false)
    ui.say(trouble ? sayTrouble(trouble) : t('account.avatarSaved'))
  }
  const handlePick = async () => {
    const [picked] = await pickImages(1)
    if (picked) await handlePicture(picked.path)
  }

  return (
    <Card flush>
      <Cell
        leading={<Avatar size='large' name={person.displayName} src={person.avatarUrl} />}
        title={t('account.avatar')}
        trailing={
          <Button
            size='small'
            kind='secondary'
            text={isUploading ? t('account.uploading') : t('account.chooseAvatar')}
            loading={isUploading}
            openType={profileSupport.chooseAvatar ? 'chooseAvatar' : undefined}
            onOpenResult={(detail) => void handlePicture(String(detail.avatarUrl))}
            onPress={profileSupport.chooseAvatar ? undefined : () => void handlePick()}
          />
        }
      />
    </Card>
  )
})

/** Name and face. WeChat offers its own of both, for the person to take or leave. */
function Profile() {
  const { session, ui } = useStores()
  const person = session.person
  const [typed, setName] = useState<string | null>(null)
  const name = typed ?? person?.displayName ?? ''
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<string | null>(null)

  if (!person)
    return (
      <Screen title={t('account.profileTitle')}>
        <NotYet />
      </Screen>
    )

  const handleSave = async () => {
    setSaving(true)
    const trouble = await session.updateMe({ displayName: name.trim() })
    setSaving(false)
    if (trouble) return setError(sayTrouble(trouble))
    ui.say(t('account.saved'))
    await back()
  }

  const isChanged = name.trim() !== '' && name.trim() !== person.displayName
  return (
    <Screen
      title={t('account.profileTitle')}
      footer={
        <Button
          block
          text={t('account.save')}
          disabled={!isChanged}
          loading={isSaving}
          onPress={() => void handleSave()}
        />
      }
    >
      <Picture />
      <TextField
        label={t('account.name')}
        kind={profileSupport.nicknameField ? 'nickname' : 'text'}
        value={name}
        maxLength={LIMITS.displayName}
        placeholder={t('account.namePlaceholder')}
        hint={t('account.nameHint')}
        error={error}
        onChange={setName}
        onLeave={setName}
      />
    </Screen>
  )
}

export default observer(Profile)
