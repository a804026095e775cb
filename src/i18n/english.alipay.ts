import { en } from './en'
import type * as Common from './english'

export const loadEnglish: typeof Common.loadEnglish = () => en
