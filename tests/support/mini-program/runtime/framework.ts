import * as glassEasel from 'glass-easel'
import { MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import { createBackend } from './backend'
import { BUILTINS } from './builtins'
import { defineBuiltin } from './builtins/define'
import { takePlainEvents } from './events'
import type { Phone } from './phone'
import type { Shell } from './shell'
import type { LoadedProgram, PageInstance, Plain } from './types'

const PLAIN_TAGS =
  'view text button swiper-item label form navigator radio-group checkbox-group picker-view-column video audio canvas map ' +
  'cover-view movable-area movable-view web-view page-container root-portal match-media page-meta share-element camera ' +
  'live-player live-pusher editor ad official-account open-data keyboard-accessory sticky-header sticky-section'

interface Definition extends Plain {
  behaviors?: unknown[]
  methods?: Plain
  options?: { styleIsolation?: string }
}

type Register = (definition: Definition) => unknown

interface Registers {
  Page: Register
  Component: Register
  Behavior: Register
}

/** A page or a custom tab bar that has been made but not yet put on the screen. */
export interface RootView {
  instance: PageInstance
  attach(parent: HTMLElement): void
  pageLifetime(name: 'show' | 'hide'): void
  query(selector: string, all: boolean): Element[]
  release(): void
}

/** WeChat's component framework with one program loaded into it. */
export class Framework {
  app: Plain | undefined
  private readonly space
  private readonly backend
  private readonly loaded = new Set<string>()
  private readonly modules = new Map<string, { exports: unknown }>()
  /** WeChat registers a page or component under the file being loaded, whichever chunk of code calls `Page()`. */
  private current: Registers | null = null
  private anywhere: Registers | null = null
  private readonly standardBehaviors = new Map<string, unknown>()
  private readonly shared: Plain = {}

  constructor(
    private readonly program: LoadedProgram,
    private readonly api: Plain,
    private readonly pages: () => PageInstance[],
    phone: Phone,
    shell: Shell,
    afterTap: (node: Element | null) => void,
  ) {
    reportErrors()
    leaveUnboundUnset()
    const env = new MiniProgramEnv()
    const common = env.getGlobalCodeSpace().getComponentSpace()
    const builtins = Object.entries(BUILTINS).map(([tag, definition]) => {
      return [tag, defineBuiltin(common, tag, definition, program.builtins, phone, shell)] as const
    })
    this.space = env.createCodeSpace('', true)
    const components = this.space.getComponentSpace()
    for (const tag of PLAIN_TAGS.split(' ')) components.setGlobalUsingComponent(tag, `wx-${tag}`)
    for (const [tag, definition] of builtins) components.setGlobalUsingComponent(`wx-${tag}`, definition)
    this.backend = env.associateBackend(createBackend(program, afterTap))
    for (const [name, sheet] of Object.entries(program.sheets)) {
      this.backend.registerStyleSheetContent(name, sheet.css)
      this.space.addStyleSheet(name, name, sheet.scope)
    }
    this.space.componentEnv('__anywhere__', (registers) => {
      this.anywhere = registers as unknown as Registers
    })
  }

  /** Runs app.js, which hands over the app's definition. */
  loadApp(): void {
    this.require('app')
  }

  createRoot(tag: string, path: string): RootView {
    this.load(path)
    const root = this.backend.createRoot(tag, this.space, path)
    const component = root.getComponent()
    return {
      instance: root.get() as unknown as PageInstance,
      attach(parent) {
        const placeholder = document.createElement('span')
        parent.append(placeholder)
        root.attach(
          parent as unknown as glassEasel.GeneralBackendElement,
          placeholder as unknown as glassEasel.GeneralBackendElement,
        )
      },
      pageLifetime: (name) => component.triggerPageLifetime(name, []),
      query(selector, all) {
        const shadow = component.getShadowRoot()
        const found = all ? shadow?.querySelectorAll(selector) : [shadow?.querySelector(selector)]
        return (found ?? []).flatMap((node) => (node ? [node.getBackendElement() as unknown as Element] : []))
      },
      release: () => root.release(),
    }
  }

  private load(path: string): void {
    if (this.loaded.has(path)) return
    this.loaded.add(path)
    const app = this.program.json.app
    const json = {
      ...this.program.json[path],
      usingComponents: { ...app?.usingComponents, ...this.program.json[path]?.usingComponents },
    }
    this.describe(path, json)
    for (const reference of Object.values(json.usingComponents)) this.load(joinPath(path, reference))
    this.space.componentEnv(path, (registers) => {
      const before = this.current
      this.current = this.watchOptions(path, json, registers as unknown as Registers)
      try {
        this.require(path)
      } finally {
        this.current = before
      }
    })
  }

  private describe(path: string, json: Plain): void {
    this.space.addComponentStaticConfig(path, json as never)
    const content = this.program.templates[path]
    // Type: the framework declares a template's compiled form as unknown data of its own compiler.
    this.space.addCompiledTemplate(path, {
      groupList: this.program.templates,
      content,
      fallbackListenerOnNativeNode: true,
    } as never)
  }

  /** `options.styleIsolation` may be said in code instead of json; the adapter reads the json only. */
  private watchOptions(path: string, json: Plain, registers: Registers): Registers {
    return {
      ...registers,
      Component: (definition) => {
        const isolation = definition?.options?.styleIsolation
        if (isolation && !json.styleIsolation) {
          this.space.addComponentStaticConfig(path, { ...json, styleIsolation: isolation } as never)
          const sheet = this.program.sheets[path]
          if (sheet && isolation === 'shared') sheet.css = sheet.css.replaceAll(`.${sheet.scope}--`, '.')
        }
        return registers.Component(definition)
      },
    }
  }

  private registers(): Record<'Page' | 'Component' | 'Behavior', Register> {
    const prepare = (definition: Definition, methods: Plain | undefined): Definition => {
      takePlainEvents(methods)
      // Taro writes an empty object where a list is left out, and a phone takes it.
      if (definition && !Array.isArray(definition.behaviors)) delete definition.behaviors
      if (definition && !Array.isArray(definition.externalClasses)) delete definition.externalClasses
      if (definition?.behaviors) {
        definition.behaviors = definition.behaviors.map((behavior) => this.behavior(behavior)).filter(Boolean)
      }
      return definition
    }
    return {
      Page: (definition) => this.current?.Page(prepare(definition, definition)),
      Component: (definition) => this.current?.Component(prepare(definition, definition?.methods)),
      Behavior: (definition) => (this.current ?? this.anywhere)?.Behavior(prepare(definition, definition?.methods)),
    }
  }

  private behavior(behavior: unknown): unknown {
    if (typeof behavior !== 'string') return behavior
    if (!this.standardBehaviors.has(behavior)) {
      const properties = behavior.startsWith('wx://form-field') ? { name: String, value: null } : {}
      this.standardBehaviors.set(behavior, this.anywhere?.Behavior({ properties }))
    }
    return this.standardBehaviors.get(behavior)
  }

  private require(file: string): unknown {
    const name = file.endsWith('.js') ? file : `${file}.js`
    const before = this.modules.get(name)
    if (before) return before.exports
    const text = this.program.js[name]
    if (text === undefined) throw new Error(`module ${name} is not in the build`)
    const module = { exports: {} as unknown }
    this.modules.set(name, module)
    const { Page, Component, Behavior } = this.registers()
    const given: Record<string, unknown> = {
      require: (reference: string) => this.require(joinPath(name, reference)),
      module,
      exports: module.exports,
      [this.program.alipay ? 'my' : 'wx']: this.api,
      App: (app: Plain) => {
        this.app = app
      },
      Page,
      Component,
      Behavior,
      getApp: () => this.app,
      getCurrentPages: () => this.pages(),
      global: this.shared,
      // A mini program's logic has no document; code that finds one takes the wrong way.
      window: undefined,
      document: undefined,
      self: undefined,
      location: undefined,
      localStorage: undefined,
      fetch: undefined,
      XMLHttpRequest: undefined,
      navigator: this.program.alipay ? { userAgent: 'AlipayClient', swuserAgent: 'AlipayClient' } : undefined,
    }
    const body = new Function(...Object.keys(given), `${text}\n//# sourceURL=program://${name}`)
    body(...Object.values(given))
    return module.exports
  }
}

/** A binding without a value leaves an attribute unset on a phone; the framework would write it empty, which reads as true. */
function leaveUnboundUnset(): void {
  const prototype = glassEasel.NativeNode.prototype as unknown as {
    updateAttribute(name: string, value: unknown): void
    removeAttribute(name: string): void
  }
  const updateAttribute = prototype.updateAttribute
  prototype.updateAttribute = function (name, value) {
    if (value === undefined || value === null) this.removeAttribute(name)
    else updateAttribute.call(this, name, value)
  }
}

function reportErrors(): void {
  glassEasel.globalOptions.throwGlobalError = false
  glassEasel.addGlobalErrorListener((error: unknown) => {
    console.error('[framework]', error instanceof Error ? (error.stack ?? error.message) : error)
    return true
  })
  // Warnings name every attribute a built-in does not list; they say nothing about the program.
  glassEasel.addGlobalWarningListener(() => false)
}

export function joinPath(from: string, reference: string): string {
  const start = reference.startsWith('/') ? [] : from.split('/').slice(0, -1)
  const parts: string[] = []
  for (const part of [...start, ...reference.split('/')]) {
    if (part === '..') parts.pop()
    else if (part && part !== '.') parts.push(part)
  }
  return parts.join('/')
}
