/**
 * The nodes of a search by their distance, nearest first; of equals the one with the lowest number, so that a search always goes the same
 * way. A binary heap that knows where each node is: put and take O(log n), memory O(n), made once and used for every search.
 */
export class CostHeap {
  readonly #nodes: Int32Array
  readonly #distances: Float64Array
  /** Where each node is in the heap, or −1. */
  readonly #places: Int32Array
  #size = 0

  constructor(nodes: number) {
    this.#nodes = new Int32Array(nodes)
    this.#distances = new Float64Array(nodes)
    this.#places = new Int32Array(nodes).fill(-1)
  }

  get size(): number {
    return this.#size
  }

  /** The distance of the nearest; +∞ where there is none. */
  get nearest(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#distances[0] as number)
  }

  /** Puts a node, or brings it nearer. */
  put(node: number, distance: number): void {
    let place = this.#places[node] as number
    if (place < 0) {
      place = this.#size
      this.#size += 1
    }
    this.#rise(place, node, distance)
  }

  /** Takes the nearest out; only where there is one. */
  take(): number {
    const node = this.#nodes[0] as number
    this.#places[node] = -1
    this.#size -= 1
    if (this.#size > 0) this.#sink(this.#nodes[this.#size] as number, this.#distances[this.#size] as number)
    return node
  }

  clear(): void {
    for (let place = 0; place < this.#size; place += 1) this.#places[this.#nodes[place] as number] = -1
    this.#size = 0
  }

  #rise(from: number, node: number, distance: number): void {
    const [nodes, distances, places] = [this.#nodes, this.#distances, this.#places]
    let place = from
    while (place > 0) {
      const above = (place - 1) >> 1
      const other = distances[above] as number
      if (other < distance || (other === distance && (nodes[above] as number) < node)) break
      nodes[place] = nodes[above] as number
      distances[place] = other
      places[nodes[place] as number] = place
      place = above
    }
    nodes[place] = node
    distances[place] = distance
    places[node] = place
  }

  #sink(node: number, distance: number): void {
    const [nodes, distances, places, size] = [this.#nodes, this.#distances, this.#places, this.#size]
    let place = 0
    for (let below = 1; below < size; below = 2 * place + 1) {
      const right = below + 1
      if (right < size && this.#isNearer(right, below)) below = right
      const other = distances[below] as number
      if (distance < other || (distance === other && node < (nodes[below] as number))) break
      nodes[place] = nodes[below] as number
      distances[place] = other
      places[nodes[place] as number] = place
      place = below
    }
    nodes[place] = node
    distances[place] = distance
    places[node] = place
  }

  #isNearer(a: number, b: number): boolean {
    const [one, other] = [this.#distances[a] as number, this.#distances[b] as number]
    return one < other || (one === other && (this.#nodes[a] as number) < (this.#nodes[b] as number))
  }
}
