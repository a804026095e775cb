import * as choices from './choices'
import type { BuiltinDefinition } from './define'
import * as fields from './fields'
import * as media from './media'
import * as scrolling from './scrolling'

/** Built-in components with behaviour, by their tag; every other built-in tag is a plain element named `wx-…`. */
export const BUILTINS: Record<string, BuiltinDefinition> = {
  input: fields.input,
  textarea: fields.textarea,
  image: media.image,
  'cover-image': media.image,
  progress: media.progress,
  icon: media.icon,
  'rich-text': media.richText,
  switch: choices.switchControl,
  checkbox: choices.checkbox,
  radio: choices.radio,
  slider: choices.slider,
  picker: choices.picker,
  'picker-view': scrolling.pickerView,
  swiper: scrolling.swiper,
  'scroll-view': scrolling.scrollView,
}
