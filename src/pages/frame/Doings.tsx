import { Card, Cell, Icon, type IconName } from '@/ui'

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
