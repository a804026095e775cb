import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../server/project-root'

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const files = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' }).split('\n').filter(Boolean)
const code = files.filter((file) => /^(src|server)\/.*\.tsx?$/.test(file))

describe('the house', () => {
  test('no file bears a name that says nothing', () => {
    const vague = /(^|[/-])(utils?|helpers?|common|managers?|misc|stuff)(\.|-|\/)/
    // The words that every screen uses are common to them by nature.
    expect(code.filter((file) => vague.test(file) && !/i18n\/(zh-CN|en)\/common\.ts$/.test(file))).toEqual([])
  })

  test('component folders are PascalCase, every other file is kebab-case', () => {
    const names = code.filter((file) => !/^src\/(ui|pages)\//.test(file)).map((file) => file.split('/').at(-1) ?? '')
    expect(names.filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*\.tsx?$/.test(name))).toEqual([])
  })

  test('every variable that the server reads stands in the tables of both READMEs', () => {
    const reading = files.filter((file) => /^server\/config(\/.*)?\.ts$/.test(file)).map(read)
    const inConfig = [
      ...reading.join('\n').matchAll(/\b((?:LINLI|WECHAT|ALIPAY|METRICS|DATABASE|REDIS)_[A-Z_]+)\b/g),
    ].map(([, name]) => name)
    for (const readme of ['README.md', 'README.zh-CN.md']) {
      const text = read(readme)
      expect(
        [...new Set(inConfig)].filter((name) => name && !text.includes(name)),
        readme,
      ).toEqual([])
    }
  })

  test('the lock file names no address, and nothing is fetched from elsewhere by the mini program', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"')
    const outside = code.filter(
      (file) => file.startsWith('src/') && /https?:\/\/(?!127\.0\.0\.1|www\.w3\.org)/.test(read(file)),
    )
    expect(outside).toEqual([])
  })

  test('visible Chinese stands in src/i18n alone', () => {
    const texts = code.filter((file) => /^src\/(pages|stores|api|platform)\//.test(file))
    const chinese = (file: string) =>
      read(file)
        .replace(/\/\*[\s\S]*?\*\//g, '')
        .replace(/\/\/.*$/gm, '')
    expect(texts.filter((file) => /[\u4e00-\u9fff]/.test(chinese(file)))).toEqual([])
  })
})
