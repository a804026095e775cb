export interface AvatarProps {
  /** Whose face it is: its first character stands in for a missing picture. */
  name: string
  src?: string | null
  size?: 'usual' | 'large'
}
