import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { t } from '@/i18n'
import { posterCode } from '@/platform/deep-link'
import { open } from '@/platform/navigate'
import { canScan, scanCode } from '@/platform/scan'
import { useStores } from '@/stores'
import { Button, Card, Icon, type IconName, spoken, Timeline } from '@/ui'

/** Scans the poster where that can be done; else leads to where its short code can be typed. */
async function handlePoster(): Promise<void> {
  const text = canScan ? await scanCode() : null
  const code = text === null ? null : posterCode(text)
  // Called off: the reader stays where they are.
  if (canScan && text === null) return
  await open('membership/join', { code: code ?? undefined })
}

interface LeadProps {
  icon: IconName
  title: string
  text: string
}

function Lead({ icon, title, text }: LeadProps) {
  return (
    <View className='home-lead'>
      <View className='home-lead__icon'>
        <Icon name={icon} size='entry' />
      </View>
      <View className='home-lead__title' {...spoken({ role: 'heading' })}>
        {title}
      </View>
      <View className='home-lead__text'>{text}</View>
    </View>
  )
}

const Poster = () => (
  <>
    <Button
      block
      kind='secondary'
      icon={canScan ? 'scan' : 'qrcode'}
      text={t(canScan ? 'home.welcome.scan' : 'home.welcome.code')}
      onPress={() => void handlePoster()}
    />
    <View className='home-lead__note'>{t('home.welcome.note')}</View>
  </>
)

const reasons = [
  { key: 'see', icon: 'bell' },
  { key: 'ask', icon: 'chat' },
  { key: 'decide', icon: 'group' },
] as const

function SignedOut() {
  return (
    <>
      <Lead icon='home' title={t('home.welcome.title')} text={t('home.welcome.text')} />
      <Card>
        {reasons.map(({ key, icon }) => (
          <View key={key} className='home-lead__reason'>
            <Icon name={icon} className='home-lead__mark' />
            <View>{t(`home.welcome.${key}`)}</View>
          </View>
        ))}
      </Card>
      <Poster />
    </>
  )
}

const Stranger = observer(function Stranger() {
  const { session } = useStores()
  const { standing, person, memberships } = session
  const reason = memberships.find(({ state }) => state === 'refused')?.refusedReason ?? null
  const isRefused = standing === 'refused'
  const why = reason === null ? t('home.refused.noReason') : t('home.refused.text', { reason })
  return (
    <>
      <Lead
        icon={isRefused ? 'info' : 'location'}
        title={t(isRefused ? 'home.refused.title' : 'home.join.title')}
        text={isRefused ? why : t('home.join.text', { name: person?.displayName ?? '' })}
      />
      <Poster />
      <View className='home-lead__note'>{t('home.join.note')}</View>
    </>
  )
})

const Waiting = observer(function Waiting() {
  const { session } = useStores()
  const membership = session.memberships.find(({ state }) => state === 'pending')
  if (!membership) return null
  const { grid, building, household } = membership
  const place = t('home.pending.place', { grid: grid.name, building: building.name, number: household.number })
  return (
    <>
      <Lead icon='time' title={t('home.pending.title')} text={t('home.pending.text')} />
      <Card>
        <Timeline
          items={[
            { key: 'sent', when: t('home.pending.done'), title: t('home.pending.sent'), note: place },
            {
              key: 'checking',
              when: t('home.pending.current'),
              tone: 'wait',
              title: t('home.pending.checking'),
              note: t('home.pending.checkingNote'),
            },
            {
              key: 'next',
              when: t('home.pending.after'),
              tone: 'neutral',
              title: t('home.pending.next'),
              note: t('home.pending.nextNote'),
            },
          ]}
        />
      </Card>
    </>
  )
})

/** What stands on the home page for somebody who is in no grid yet. */
export const Welcome = observer(function Welcome() {
  const { session } = useStores()
  if (session.standing === 'signed_out') return <SignedOut />
  return session.standing === 'waiting' ? <Waiting /> : <Stranger />
})

/** The one next step of somebody who is in no grid yet. */
export const WelcomeAction = observer(function WelcomeAction() {
  const { session } = useStores()
  switch (session.standing) {
    case 'signed_out':
      return <Button block text={t('home.welcome.signIn')} onPress={() => void open('session/sign-in')} />
    case 'waiting':
      return <Button block text={t('home.pending.action')} onPress={() => void open('membership/waiting')} />
    case 'refused':
      return <Button block text={t('home.refused.action')} onPress={() => void open('membership/waiting')} />
    default:
      return <Button block text={t('home.join.action')} onPress={() => void open('membership/join')} />
  }
})
