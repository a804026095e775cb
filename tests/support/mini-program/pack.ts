import path from 'node:path'
import { TmplGroup } from 'glass-easel-template-compiler'
import { isAlipayBuild, translateAlipay, weappName } from './alipay-translate'
import { type BuildJson, listFiles, pagesOf, readText } from './build-files'
import { type CompiledSheet, compileSheets } from './stylesheets'

/** Built-in components with behaviour of their own; the runtime defines each under this host tag. */
const COMPONENT_TAGS =
  'input|textarea|image|cover-image|swiper|scroll-view|switch|slider|checkbox|radio|picker|picker-view|progress|icon|rich-text'

/** The inner templates of those components: nothing, the children, or the children on a track that moves. */
const BUILTIN_TEMPLATES: Record<string, string> = {
  leaf: '',
  slot: '<slot/>',
  track: '<div class="mp-track"><slot/></div>',
}

/** WXS is older than JavaScript's fifth edition: these three are its own words. */
const WXS_PRELUDE =
  'var __constructorOf=function(x){return x===null||x===undefined?undefined:Object.prototype.toString.call(x).slice(8,-1)};' +
  'var getRegExp=function(p,f){return new RegExp(p,f)};' +
  'var getDate=function(){return arguments.length?new (Function.prototype.bind.apply(Date,[null].concat([].slice.call(arguments)))):new Date()};'

export interface PackedProgram {
  alipay: boolean
  pages: string[]
  js: Record<string, string>
  json: Record<string, BuildJson>
  sheets: Record<string, CompiledSheet>
  /** JavaScript text of the compiled templates, and of the built-in components' templates. */
  templates: string
  builtins: string
}

/** Reads a WeChat or an Alipay build into what the runtime loads. Throws where a template does not compile. */
export function pack(distFolder: string): PackedProgram {
  const root = path.resolve(distFolder)
  const onDisk = listFiles(root).filter((file) => !/(^|\/)project\.(private\.)?config\.json$|\.map$/.test(file))
  const alipay = isAlipayBuild(onDisk)
  const origin = new Map(onDisk.map((file) => [weappName(file), file]))
  const read = (file: string): string => {
    const text = readText(root, origin.get(file) ?? file)
    return alipay ? translateAlipay(file, text) : text
  }
  const js: Record<string, string> = {}
  const json: Record<string, BuildJson> = {}
  for (const file of origin.keys()) {
    if (file.endsWith('.js')) js[file] = read(file)
    if (file.endsWith('.json')) json[file.slice(0, -5)] = JSON.parse(read(file)) as BuildJson
  }
  const app = json.app
  if (!app) throw new Error(`${root} holds no app.json`)
  const sheets = compileSheets({ files: new Set(origin.keys()), json, read })
  return {
    alipay,
    pages: pagesOf(app),
    js,
    json,
    sheets,
    templates: compileTemplates([...origin.keys()], read),
    builtins: compileBuiltins(),
  }
}

/** The text of a script that puts the program where the runtime looks for it. */
export function packScript(distFolder: string): string {
  const program = pack(distFolder)
  const { templates, builtins, ...plain } = program
  return `window.__MINI_PROGRAM__=Object.assign(${JSON.stringify(plain)},{templates:${templates},builtins:${builtins}})`
}

function compileTemplates(files: string[], read: (file: string) => string): string {
  const group = new TmplGroup()
  for (const file of files) {
    if (file.endsWith('.wxml')) {
      const remarks = (group.addTmpl(file.slice(0, -5), nameBuiltins(read(file))) ?? []) as {
        isError?: boolean
        startLine: number
        message: string
      }[]
      const error = remarks.find((remark) => remark.isError)
      if (error) throw new Error(`${file}:${error.startLine} ${error.message}`)
    }
    if (file.endsWith('.wxs')) group.addScript(file.slice(0, -4), translateWxs(read(file)))
  }
  group.setExtraRuntimeScript(WXS_PRELUDE)
  const text = group.getTmplGenObjectGroups()
  group.free()
  return text
}

function compileBuiltins(): string {
  const group = new TmplGroup()
  for (const [name, text] of Object.entries(BUILTIN_TEMPLATES)) group.addTmpl(name, text)
  const text = group.getTmplGenObjectGroups()
  group.free()
  return text
}

/** A built-in with behaviour gets its `wx-` name in the template, so that a native node of the same tag can live inside it. */
function nameBuiltins(text: string): string {
  return text
    .replace(new RegExp(`<(/?)(${COMPONENT_TAGS})(?=[\\s>/])`, 'g'), '<$1wx-$2')
    .replace(
      /(<wxs\b[^>]*>)([\s\S]*?)(<\/wxs>)/g,
      (_all, open: string, body: string, close: string) => open + translateWxs(body) + close,
    )
}

/** In WXS `x.constructor` is a string, and modules are required by their full file name. */
function translateWxs(text: string): string {
  return text
    .replace(/require\((['"])(.*?)\.wxs\1\)/g, 'require($1$2$1)')
    .replace(/([A-Za-z_$][\w$]*(?:\.[\w$]+|\[[^\]]*\])*)\.constructor\b/g, '__constructorOf($1)')
}
