import { t } from '@/i18n'
import { open } from '@/platform/navigate'
import { Card, Cell, EntryGrid, Icon, type IconName, Section } from '@/ui'
import { Words } from './Words'

export interface Doing {
  key: string
  icon: IconName
  title: string
  note: string
  onPress: () => void
}

/** What can be done now: each line leads somewhere. */
export function Doings({ items }: { items: readonly Doing[] }) {
  return (
    <Card flush>
      {items.map(({ key, icon, title, note, onPress }) => (
        <Cell key={key} leading={<Icon name={icon} />} title={title} note={note} onPress={onPress} />
      ))}
    </Card>
  )
}

type Feature = 'need' | 'deliberate'

const icons: Record<Feature, IconName> = {
  need: 'handshake',
  deliberate: 'chat',
}

/** What is still to come, and says so before anybody taps it. */
export function Coming({ features }: { features: readonly Feature[] }) {
  return (
    <Section title={t('doing.coming')}>
      <Words tone='second' text={t('doing.comingNote')} />
      <Card>
        <EntryGrid
          items={features.map((key) => ({ key, icon: icons[key], text: t(`doing.features.${key}`) }))}
          onSelect={(name) => void open('upcoming/feature', { name })}
        />
      </Card>
    </Section>
  )
}
