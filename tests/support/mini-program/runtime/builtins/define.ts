import * as glassEasel from 'glass-easel'
import type { Phone } from '../phone'
import type { Shell } from '../shell'
import type { Plain } from '../types'

export type PropertyKind = 'text' | 'flag' | 'number' | 'any'

/** What a built-in component gets when an instance of it is made. */
export interface BuiltinContext {
  host: HTMLElement
  phone: Phone
  shell: Shell
  /** The value of a property now. */
  get(name: string): unknown
  /** Changes a property from within, as a person's hand does; the program sees it only through an event. */
  set(name: string, value: unknown): void
  emit(event: string, detail: Plain): void
}

export interface Builtin {
  update?(name: string, value: unknown): void
  attached?(): void
  detached?(): void
  /** A tap on the component or on its label. */
  activate?(): void
  /** What the component adds to its form, if it has a name. */
  formValue?(): unknown
  formReset?(): void
}

export interface BuiltinDefinition {
  template: 'leaf' | 'slot' | 'track'
  properties: Record<string, PropertyKind>
  defaults?: Plain
  mount(context: BuiltinContext): Builtin
}

/** Every component takes these; most of them only have to reach the DOM as attributes. */
const COMMON_PROPERTIES: Record<string, PropertyKind> = {
  hidden: 'flag',
  role: 'text',
  ariaRole: 'text',
  ariaLabel: 'text',
  ariaHidden: 'any',
  ariaChecked: 'any',
  ariaDisabled: 'any',
  ariaDescribedby: 'text',
  nativeProps: 'any',
}

const KINDS: Record<PropertyKind, unknown> = { text: String, flag: Boolean, number: Number, any: null }

/** Which built-in lives in a host element; forms, labels and taps look here. */
export const mounted = new WeakMap<Element, Builtin>()

/** The framework's node behind an element, under the name its browser backend uses. */
export function frameworkNode(node: Element): glassEasel.Element | undefined {
  return (node as Element & { __wxElement?: glassEasel.Element }).__wxElement
}

export function triggerOn(node: Element | null, event: string, detail: Plain, bubbles = false): void {
  const target = node && frameworkNode(node)
  if (target) glassEasel.triggerEvent(target, event, detail, { bubbles, composed: bubbles })
}

interface RawComponent {
  data: Plain
  getBackendElement(): unknown
  setData(data: Plain): void
}

/** The few builder methods used here; the framework's own type of it grows with every property. */
interface Builder {
  options(options: Plain): Builder
  template(template: unknown): Builder
  property(name: string, definition: unknown): Builder
  lifetime(name: string, act: (this: RawComponent) => void): Builder
  registerComponent(): glassEasel.GeneralComponentDefinition
}

/** Registers a built-in component with the framework. */
export function defineBuiltin(
  space: glassEasel.ComponentSpace,
  name: string,
  definition: BuiltinDefinition,
  templates: Record<string, unknown>,
  phone: Phone,
  shell: Shell,
): glassEasel.GeneralComponentDefinition {
  let builder = space.define(name) as unknown as Builder
  builder = builder
    .options({ reflectToAttributes: true })
    .template({ groupList: templates, content: templates[definition.template] })
  for (const [property, kind] of Object.entries({ ...COMMON_PROPERTIES, ...definition.properties })) {
    builder = builder.property(property, {
      type: KINDS[kind],
      ...(definition.defaults && property in definition.defaults ? { value: definition.defaults[property] } : {}),
      observer(this: RawComponent, value: unknown) {
        builtinOf(this)?.update?.(property, value)
      },
    })
  }
  return builder
    .lifetime('created', function () {
      const host = hostOf(this)
      // The framework also makes a trial of a component that never comes into the document: there is nothing to mount.
      if (host === null) return
      const context: BuiltinContext = {
        host,
        phone,
        shell,
        get: (property) => this.data[property],
        set: (property, value) => this.setData({ [property]: value }),
        emit: (event, detail) => triggerOn(host, event, detail),
      }
      const builtin = definition.mount(context)
      mounted.set(host, builtin)
      for (const property of Object.keys(definition.properties)) builtin.update?.(property, this.data[property])
    })
    .lifetime('attached', function () {
      builtinOf(this)?.attached?.()
    })
    .lifetime('detached', function () {
      builtinOf(this)?.detached?.()
    })
    .registerComponent()
}

function hostOf(component: RawComponent): HTMLElement | null {
  return component.getBackendElement() as HTMLElement | null
}

function builtinOf(component: RawComponent): Builtin | undefined {
  const host = hostOf(component)
  return host === null ? undefined : mounted.get(host)
}
