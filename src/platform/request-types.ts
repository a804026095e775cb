export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface WireRequest {
  method: Method
  url: string
  headers: Record<string, string>
  /** Already serialised; absent for GET and most DELETE. */
  body?: string
}

/** Any HTTP status arrives here; what it means is not the transport's to say. */
export interface WireResponse {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  body: string
}

export const lowerCaseNames = (headers: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]))

/**
 * Neither mini program can send PATCH, so it travels as POST with the true method in a header, as the server knows to
 * read it.
 */
export const withoutPatch = ({
  method,
  headers,
}: WireRequest): { method: Exclude<Method, 'PATCH'>; headers: Record<string, string> } =>
  method === 'PATCH'
    ? { method: 'POST', headers: { ...headers, 'X-HTTP-Method-Override': 'PATCH' } }
    : { method, headers }
