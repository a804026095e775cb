import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useEffect, useState } from 'react'
import { t } from '@/i18n'
import { openTab, replace, routeParams } from '@/platform/navigate'
import { requestSignInCode } from '@/platform/sign-in'
import { type RootStore, useStores } from '@/stores'
import { Avatar, Button, Card, Cell } from '@/ui'
import { Screen } from '../../frame/Screen'
import { sayTrouble } from '../../frame/trouble'
import { Words } from '../../frame/Words'
import { PhoneForm } from './PhoneForm'
import './index.scss'

const platformText = { weapp: 'session.wechat', alipay: 'session.alipay', h5: null } as const

/** Back to what brought one here: a poster's code first, then one's grid. */
async function goOn({ session, join, ui }: RootStore): Promise<void> {
  const name = session.person?.displayName ?? ''
  ui.say(t(session.isNew ? 'session.welcomeNew' : 'session.welcomeBack', { name }))
  if (join.rememberedCode !== null) await replace('membership/join')
  else if (session.standing === 'waiting' || session.standing === 'refused') await replace('membership/waiting')
  else if (session.standing === 'stranger' && !session.isStaff) await replace('membership/join')
  else await openTab('home/home')
}

const Personas = observer(function Personas({ onChoose }: { onChoose: (code: string) => void }) {
  const { session } = useStores()
  const personas = session.demo.value?.personas ?? []
  if (personas.length === 0) return null
  return (
    <Card title={t('session.demoTitle')} flush>
      <Words tone='second' text={t('session.demoNote')} />
      {personas.map(({ code, displayName, about }) => (
        <Cell
          key={code}
          leading={<Avatar name={displayName} />}
          title={displayName}
          note={about}
          onPress={() => onChoose(code)}
        />
      ))}
    </Card>
  )
})

function SignIn() {
  const stores = useStores()
  const { session, ui } = stores
  const oneTap = platformText[process.env.TARO_ENV]
  const [withPhone, setWithPhone] = useState(oneTap === null)

  const [persona] = useState(() => routeParams().as)

  useEffect(() => {
    void session.demo.load()
    // A demo server's one-tap link: whoever is signed in steps aside.
    if (persona) void handleSignIn('demo', persona)
  }, [session])

  const handleSignIn = async (provider: 'wechat' | 'alipay' | 'phone' | 'demo', code: string) => {
    const trouble = await session.signIn(provider, code)
    if (trouble === null) await goOn(stores)
  }

  const handleOneTap = async () => {
    try {
      const asked = await requestSignInCode()
      if (asked) await handleSignIn(asked.provider, asked.code)
    } catch {
      ui.say(t('session.platformFailed'))
    }
  }

  return (
    <Screen title={t('session.title')}>
      <View className='linli-sign-in__language'>
        <Button
          size='small'
          kind='text'
          icon='translate'
          text={t('session.language')}
          onPress={() => ui.setLanguage(ui.language === 'en' ? 'zh-CN' : 'en')}
        />
        <Button
          size='small'
          kind='text'
          text={t(ui.elder ? 'account.usual' : 'account.elder')}
          onPress={() => ui.setElder(!ui.elder)}
        />
      </View>
      <View className='linli-sign-in__welcome'>
        <View className='linli-sign-in__name'>{t('session.welcome')}</View>
        <View className='linli-sign-in__slogan'>{t('session.slogan')}</View>
        <Words below tone='second' text={t('session.intro')} />
      </View>
      {session.trouble ? <Words tone='alert' text={sayTrouble(session.trouble)} /> : null}
      <View className='linli-sign-in__stack'>
        {oneTap ? (
          <Button
            block
            text={t(oneTap)}
            loading={session.isSigningIn && !withPhone}
            onPress={() => void handleOneTap()}
          />
        ) : null}
        {withPhone ? (
          <PhoneForm onSignIn={(code) => void handleSignIn('phone', code)} />
        ) : (
          <Button block kind='text' text={t('session.otherWay')} onPress={() => setWithPhone(true)} />
        )}
      </View>
      <Words tone='second' text={t('session.promise')} />
      <Personas onChoose={(code) => void handleSignIn('demo', code)} />
    </Screen>
  )
}

export default observer(SignIn)
