import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { open, openTab } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Card, Cell, Choice, Confirm, Section, Switch } from '@/ui'
import { Screen } from '../../frame/Screen'
import { TellMe } from '../../frame/TellMe'
import { Erase, TakeCopy } from './my-data'

function Settings() {
  const { ui, session, pending } = useStores()
  const [isAsking, setAsking] = useState(false)

  const handleSignOut = async () => {
    setAsking(false)
    const telling = session.signOut()
    ui.say(t('account.signedOut'))
    await openTab('home/home')
    await telling
  }

  return (
    <Screen title={t('account.settingsTitle')}>
      <Section title={t('account.look')}>
        <Card flush>
          <Switch label={t('account.elder')} note={t('account.elderNote')} on={ui.elder} onChange={ui.setElder} />
        </Card>
      </Section>
      <Section title={t('account.theme')}>
        <Card>
          <Choice
            label={t('account.theme')}
            value={ui.theme}
            onChange={ui.setTheme}
            options={[
              { key: 'auto', text: t('account.themeAuto') },
              { key: 'light', text: t('account.themeLight') },
              { key: 'dark', text: t('account.themeDark') },
            ]}
          />
        </Card>
      </Section>
      <Section title={t('account.language')}>
        <Card>
          <Choice
            label={t('account.language')}
            value={ui.language}
            onChange={ui.setLanguage}
            options={[
              { key: 'zh-CN', text: t('account.chinese') },
              { key: 'en', text: t('account.english') },
            ]}
          />
        </Card>
      </Section>
      {session.isSignedIn ? (
        <TellMe
          templates={['notice', 'reply', 'appeal']}
          wechatText={t('account.tellMe')}
          alipayText={t('account.tellMeAlipay')}
          doneText={t('account.willTell')}
        />
      ) : null}
      <Section title={t('account.mine')}>
        <Card flush>
          <Cell title={t('account.kept')} note={t('account.keptNote')} onPress={() => void open('account/kept')} />
          {session.isSignedIn ? <TakeCopy /> : null}
        </Card>
      </Section>
      {session.isSignedIn ? (
        <Section title={t('account.ending')}>
          <Card flush>
            <Cell title={t('account.signOut')} note={t('account.signOutNote')} onPress={() => setAsking(true)} />
            <Erase />
          </Card>
        </Section>
      ) : null}
      <Confirm
        open={isAsking}
        danger
        title={t('account.signOutTitle', { name: session.person?.displayName ?? '' })}
        text={
          pending.writes.length > 0
            ? t('account.signOutPending', { count: pending.writes.length })
            : t('account.signOutText')
        }
        confirmText={t('account.signOut')}
        cancelText={t('account.signOutCancel')}
        onConfirm={() => void handleSignOut()}
        onCancel={() => setAsking(false)}
      />
    </Screen>
  )
}

export default observer(Settings)
