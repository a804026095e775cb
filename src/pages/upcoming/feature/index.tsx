import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { replace, routeParams } from '@/platform/navigate'
import { useStores } from '@/stores'
import { Button, Card, Icon, type IconName, Tag } from '@/ui'
import { NotYet } from '../../frame/NotYet'
import { Screen } from '../../frame/Screen'
import { Words } from '../../frame/Words'
import './index.scss'

const icons = {
  need: 'handshake',
  deliberate: 'chat',
} as const satisfies Record<string, IconName>

type Feature = keyof typeof icons

const isFeature = (name: string | undefined): name is Feature => name !== undefined && name in icons

/** What an entry will be once it is there, said plainly, and what can be done until then. Opened with `name`. */
function UpcomingFeature() {
  const { session } = useStores()
  const [name] = useState<Feature>(() => {
    const { name: given } = routeParams()
    return isFeature(given) ? given : 'need'
  })
  const title = t(`doing.features.${name}`)
  const handleTell = () => void replace('feed/compose', { kind: 'talk', text: t('doing.starter', { name: title }) })
  return (
    <Screen
      title={title}
      footer={
        session.place.value?.can.post ? <Button block text={t('doing.upcomingTell')} onPress={handleTell} /> : undefined
      }
    >
      <Card>
        <View className='linli-upcoming'>
          <Icon name={icons[name]} size='entry' />
          <Tag tone='wait' text={t('doing.coming')} />
        </View>
        <Words tone='lead' text={t('doing.upcomingLead')} />
        <Words below text={t(`doing.will.${name}`)} />
      </Card>
      <NotYet />
    </Screen>
  )
}

export default observer(UpcomingFeature)
