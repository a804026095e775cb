import type { PostKind } from '../../../src/contract'
import { MOTIF_NAMES, type MotifName } from './pictures'

/** Who speaks: somebody of a generation, anybody, or a persona. */
export type Voice = 'elder' | 'middle' | 'young' | 'any' | 'li' | 'zhou'

export interface ScriptedComment {
  text: string
  by: 'anybody' | 'post_author' | 'li' | 'zhou'
  /** The index of the comment that it answers. */
  answers: number | null
}

export interface ScriptedPost {
  kind: PostKind
  daysAgo: number
  /** Of the clock in Shanghai, "07:35". */
  time: string
  likes: number
  voice: Voice
  motifs: MotifName[]
  /** The post lies on the moderation desk. */
  isReported: boolean
  text: string
  comments: ScriptedComment[]
}

/**
 * Reads posts written down like a play, so that their words can be read and changed without code between them:
 *
 *     @ kind daysAgo time likes voice [pictures …] [!reported]
 *     the text, in one or more lines
 *     - a comment of somebody       (- {li} of a persona)
 *     = the post's author answers the comment above
 */
export function readScript(script: string): ScriptedPost[] {
  return script
    .split(/^@ /m)
    .slice(1)
    .map((block) => readPost(block.trim().split('\n')))
}

function readPost([head = '', ...lines]: string[]): ScriptedPost {
  const [kind, daysAgo, time, likes, voice, ...more] = head.split(' ')
  const firstComment = lines.findIndex((line) => /^[-=] /.test(line))
  const end = firstComment < 0 ? lines.length : firstComment
  return {
    kind: kind as PostKind,
    daysAgo: Number(daysAgo),
    time: time ?? '',
    likes: Number(likes),
    voice: voice as Voice,
    motifs: more.filter((word) => word !== '!reported').map(toMotif),
    isReported: more.includes('!reported'),
    text: lines.slice(0, end).join('\n'),
    comments: readComments(lines.slice(end)),
  }
}

function toMotif(word: string): MotifName {
  const motif = MOTIF_NAMES.find((name) => name === word)
  if (motif === undefined) throw new Error(`no picture is called ${word}`)
  return motif
}

function readComments(lines: readonly string[]): ScriptedComment[] {
  const comments: ScriptedComment[] = []
  let answered: number | null = null
  for (const line of lines) {
    const [, persona, text = ''] = line.slice(2).match(/^(?:\{(li|zhou)\} )?(.*)$/) ?? []
    if (line.startsWith('= ')) {
      comments.push({ text, by: 'post_author', answers: answered })
      continue
    }
    answered = comments.length
    comments.push({ text, by: persona === 'li' || persona === 'zhou' ? persona : 'anybody', answers: null })
  }
  return comments
}
