import { everyText } from '../../../src/i18n'

// A page is looked at when its words are there, as a reader sees it a moment after the start.
await everyText
