/** File endings of an Alipay build and the WeChat endings they are read as. */
const ENDINGS: Record<string, string> = { axml: 'wxml', acss: 'wxss', sjs: 'wxs' }

export function isAlipayBuild(files: string[]): boolean {
  return files.some((file) => file.endsWith('.axml'))
}

export function weappName(file: string): string {
  return file.replace(/\.(axml|acss|sjs)$/, (_all, end: string) => `.${ENDINGS[end]}`)
}

/** An Alipay file's text in WeChat's words; `name` is the name it has after `weappName`. */
export function translateAlipay(name: string, text: string): string {
  if (name.endsWith('.wxml')) return translateTemplate(text)
  if (name.endsWith('.wxs')) return translateScript(text)
  if (name.endsWith('.wxss')) return text.replace(/\.acss/g, '.wxss')
  return text
}

function translateTemplate(text: string): string {
  return text
    .replace(/<import-sjs\s+name="([^"]+)"\s+from="([^"]+)\.sjs"\s*\/>/g, '<wxs module="$1" src="$2.wxs"/>')
    .replace(/\.axml"/g, '.wxml"')
    .replace(/\ba:(if|elif|else|for|for-items|for-item|for-index|key)\b/g, 'wx:$1')
    .replace(/\s(on|catch)([A-Z]\w*)="/g, (_all, kind: string, event: string) => {
      return ` ${kind === 'on' ? 'bind' : 'catch'}:${event.toLowerCase()}="`
    })
}

function translateScript(text: string): string {
  return text
    .replace(/export\s+default\s+/, 'module.exports = ')
    .replace(/import\s+(\w+)\s+from\s+['"](.*?)\.sjs['"];?/g, 'var $1 = require("$2.wxs");')
}
