export type Tone = 'brand' | 'wait' | 'alert' | 'neutral'

export interface TagProps {
  text: string
  tone?: Tone
}
