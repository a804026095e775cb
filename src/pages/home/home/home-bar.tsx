import { View } from '@tarojs/components'
import { observer } from 'mobx-react-lite'
import { useState } from 'react'
import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { useStores } from '@/stores'
import { ActionSheet, Icon, IconButton, Pressable, spoken } from '@/ui'

/** "大字版" in sight on the home page, as the rules for elders ask. */
const ElderSwitch = observer(function ElderSwitch() {
  const { ui } = useStores()
  const handleSwitch = () => {
    const elder = !ui.elder
    ui.setElder(elder)
    ui.say(t(elder ? 'home.elderOn' : 'home.elderOff'))
  }
  return (
    <Pressable
      className='home-bar__elder'
      label={t(ui.elder ? 'home.toStandardLabel' : 'home.toElderLabel')}
      onPress={handleSwitch}
    >
      <View className='home-bar__pill'>{t(ui.elder ? 'home.toStandard' : 'home.toElder')}</View>
    </Pressable>
  )
})

/** The grid one is in, with a way to another where there is one. */
const GridName = observer(function GridName() {
  const { session } = useStores()
  const [isOpen, setOpen] = useState(false)
  const { grids, grid } = session
  const name = grid?.name ?? t('common.appName')
  const handleSelect = (id: string) => {
    setOpen(false)
    session.chooseGrid(id)
  }
  if (grids.length < 2)
    return (
      <View className='home-bar__name' {...spoken({ role: 'heading' })}>
        {name}
      </View>
    )
  return (
    <>
      <Pressable className='home-bar__name' label={`${name}，${t('home.switchGrid')}`} onPress={() => setOpen(true)}>
        {name}
        <Icon name='down' size='small' className='home-bar__down' />
      </Pressable>
      <ActionSheet
        open={isOpen}
        title={t('home.switchTitle')}
        cancelText={t('common.cancel')}
        items={grids.map(({ id, name: text, community }) => ({
          key: id,
          text,
          note: community.name,
          selected: id === grid?.id,
        }))}
        onSelect={handleSelect}
        onCancel={() => setOpen(false)}
      />
    </>
  )
})

export const HomeBar = observer(function HomeBar() {
  const { session, inbox } = useStores()
  const { unread } = inbox
  return (
    <View className='home-bar'>
      <GridName />
      {session.standing === 'member' ? (
        <IconButton icon='search' tone='text' label={t('home.search')} onPress={() => void open('search/search')} />
      ) : null}
      <ElderSwitch />
      {session.isSignedIn ? (
        <View className='home-bar__inbox'>
          <IconButton
            icon='bell'
            tone='text'
            badge={unread}
            label={unread > 0 ? t('home.inboxCount', { count: unread }) : t('home.inbox')}
            onPress={() => void open('inbox/list')}
          />
        </View>
      ) : null}
    </View>
  )
})
