export interface SwitchProps {
  label: string
  note?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}
