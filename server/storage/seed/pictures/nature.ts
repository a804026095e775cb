import { backdrop, cloud, flats, ground, type Motif, type Scene, tree } from './scene'
import { at, box, disc, leaf, oval, repeat, ring, shape, stroke, tone } from './shapes'

/** A twig from (0, 0) to the right, with what grows on it by the way. */
function twig({ palette }: Scene, length: number, grow: (x: number, y: number, index: number) => string): string {
  const bark = '#7b5744'
  const wood =
    stroke(`M0 0 C${length * 0.3} -50 ${length * 0.7} -40 ${length} 20`, bark, 18) +
    stroke(`M${length * 0.5} -34 l150 -90`, bark, 9)
  const leaves = repeat(9, (index) => {
    const [x, y] = [length * (0.1 + index * 0.1), -30 + Math.abs(index - 4) * 7]
    const green = tone(palette.leaf, index % 3 === 0 ? -0.2 : index % 3 === 1 ? 0 : 0.14)
    const pair =
      at(x, y, leaf(150, 44, green), { turn: 34 + (index % 2) * 16 }) +
      at(x, y, leaf(138, 40, tone(green, -0.12)), { turn: 148 + (index % 3) * 12 })
    return pair + grow(x, y, index)
  })
  return wood + leaves
}

const blossom = (x: number, y: number, size: number, colour: string) =>
  at(
    x,
    y,
    repeat(4, (petal) => at(0, 0, oval(0, -size * 0.62, size * 0.44, size * 0.6, colour), { turn: petal * 90 })) +
      disc(0, 0, size * 0.24, '#fff3cf'),
    {
      turn: 45 * size,
    },
  )

export const osmanthus: Motif = (scene) => {
  const { random, palette } = scene
  const sun = disc(random.between(560, 800), random.between(180, 330), random.between(150, 210), palette.light, {
    opacity: 0.8,
  })
  const gold = random.pick(['#f0a428', '#f3b73b', '#ea8f2c'])
  const clusters = (x: number, y: number) =>
    repeat(8, (index) => {
      const [dx, dy] = [random.between(-56, 56), random.between(-50, 60)]
      return blossom(x + dx, y + dy, 17 + ((index * 5) % 9), index % 4 === 0 ? tone(gold, 0.3) : gold)
    })
  const branch = (x: number, y: number, turn: number, scale: number) =>
    at(x, y, twig(scene, 900, clusters), { turn, scale })
  const fallen = repeat(9, () => blossom(random.between(-100, 1100), random.between(640, 1100), 12, gold))
  return (
    backdrop(palette.wall) +
    sun +
    branch(-260, 220, random.between(-4, 8), 1.08) +
    branch(-330, 760, random.between(-24, -14), 1.05) +
    fallen
  )
}

export const persimmons: Motif = (scene) => {
  const { random, palette } = scene
  const fruit = (x: number, y: number, index: number) => {
    if (index % 2 === 1) return ''
    const [orange, drop] = [random.pick(['#e3682b', '#e87b30', '#d9572a']), random.between(90, 150)]
    const body =
      oval(x, y + drop + 60, 82, 72, orange) + oval(x - 24, y + drop + 36, 26, 17, tone(orange, 0.32), { opacity: 0.7 })
    const crown = repeat(4, (part) =>
      at(x, y + drop - 4, leaf(46, 20, tone(palette.leaf, -0.15)), { turn: part * 90 + 45 }),
    )
    return stroke(`M${x} ${y} L${x} ${y + drop}`, '#7b5744', 7) + body + crown
  }
  const sky = backdrop(tone(palette.wall, 0.1)) + disc(180, 800, 260, palette.third, { opacity: 0.5 })
  return (
    sky +
    at(-90, 190, twig(scene, 1050, fruit), { turn: random.between(-2, 7) }) +
    at(420, 620, twig(scene, 700, fruit), { turn: random.between(-8, 3) })
  )
}

export const courtyard: Motif = (scene) => {
  const { random, palette } = scene
  const walls = [
    tone(palette.main, 0.55),
    tone(palette.table, 0.3),
    tone(palette.third, 0.4),
    tone(palette.second, 0.7),
  ]
  const sky =
    backdrop(tone(palette.wall, 0.2)) +
    disc(random.between(100, 900), 170, 80, palette.third) +
    cloud(random.between(60, 300), 200, 1, '#ffffff') +
    cloud(random.between(640, 960), 290, 0.8, '#ffffff')
  const blocks = repeat(4, (index) =>
    flats(scene, {
      x: -330 + index * 420,
      base: 720,
      w: random.between(300, 390),
      floors: random.between(4, 7),
      wall: walls[(index + random.between(0, 2)) % 4] ?? palette.wall,
    }),
  )
  const lawn =
    ground(700, tone(palette.leaf, 0.3)) +
    shape('M360 1500 C420 1000 520 820 600 700 L690 700 C690 820 760 1000 980 1500Z', palette.light)
  const bench = at(
    random.between(120, 250),
    880,
    box(0, 0, 210, 22, '#a5684a', 6) +
      box(0, -52, 210, 20, '#a5684a', 6) +
      box(18, -52, 14, 120, '#5d4638') +
      box(178, -52, 14, 120, '#5d4638'),
  )
  const trees =
    tree(60, 850, random.between(330, 420), palette.leaf) +
    tree(880, 900, random.between(380, 480), tone(palette.leaf, -0.14)) +
    tree(1120, 840, 340, tone(palette.leaf, 0.1))
  const bushes =
    repeat(7, (index) => oval(-300 + index * 130, 726, 80, 40, tone(palette.leaf, -0.08 * (index % 3)))) +
    repeat(5, (index) => oval(760 + index * 130, 726, 80, 40, tone(palette.leaf, -0.08 * (index % 3))))
  return sky + blocks + lawn + bushes + trees + bench
}

export const sunset: Motif = ({ random, palette }) => {
  const sky = random.pick([
    ['#f7c59f', '#f4a97d', '#8e5b6a', '#65435c', '#43304a'],
    ['#f9d9a8', '#f0a35e', '#a1605a', '#74484f', '#4a3340'],
    ['#e8c7cf', '#e59a86', '#7a6288', '#574a70', '#393452'],
  ] as const)
  const sun = [random.between(260, 740), random.between(400, 500)] as const
  const house = (x: number, y: number, w: number, colour: string) => {
    const rise = w * 0.24
    const eaves = `C${x + w * 0.2} ${y - rise * 0.2} ${x + w * 0.26} ${y - rise} ${x + w * 0.3} ${y - rise}`
    const back = `C${x + w * 0.74} ${y - rise} ${x + w * 0.8} ${y - rise * 0.2} ${x + w + 34} ${y - 16}`
    const roof = shape(
      `M${x - 34} ${y - 16} ${eaves} L${x + w * 0.7} ${y - rise} ${back} L${x + w} ${y + 14} L${x} ${y + 14}Z`,
      colour,
    )
    const ridge = box(x + w * 0.28, y - rise - 12, w * 0.44, 18, tone(colour, 0.12), 6)
    const pane = (column: number) =>
      box(x + w * (0.2 + column * 0.26), y + 40, w * 0.1, 44, '#fbd98a', 4, { opacity: 0.85 })
    return (
      box(x + 14, y, w - 28, 900, colour) +
      roof +
      ridge +
      repeat(3, (column) => (random.next() < 0.5 ? pane(column) : ''))
    )
  }
  const block = (x: number, y: number, w: number, colour: string) =>
    box(x, y, w, 900, colour, 6) +
    repeat(6, (index) =>
      random.next() < 0.4
        ? box(x + w * (index % 2 ? 0.58 : 0.2), y + 30 + Math.floor(index / 2) * 56, w * 0.2, 30, '#fbd98a', 3, {
            opacity: 0.8,
          })
        : '',
    )
  const roofs = (y: number, colour: string, step: number) =>
    ground(y + 60, colour) +
    repeat(8, (index) => {
      const x = -480 + index * step
      const high =
        random.next() < 0.34 ? block(x + step * 0.2, y - random.between(150, 240), step * 0.36, tone(colour, 0.07)) : ''
      return high + house(x, y + random.between(-26, 26), step * 0.94, colour)
    })
  const birds = repeat(4, (index) =>
    at(random.between(100, 900), 150 + index * 60, stroke('M-26 -10 Q-12 -14 0 0 Q12 -14 26 -10', sky[4], 6)),
  )
  const bands = backdrop(sky[0]) + oval(sun[0], 620, 900, 260, sky[1], { opacity: 0.6 })
  const glow = disc(sun[0], sun[1], 190, palette.light, { opacity: 0.28 }) + disc(sun[0], sun[1], 128, '#fbe3b3')
  return bands + glow + roofs(660, sky[2], 260) + roofs(790, sky[3], 320) + roofs(930, sky[4], 420) + birds
}

export const night: Motif = (scene) => {
  const { random } = scene
  const sky = random.pick(['#27344f', '#2c2f4a', '#1f3b4d'])
  const stars = repeat(40, () =>
    disc(random.between(-200, 1200), random.between(-200, 560), random.between(2, 5), '#f6eccb', { opacity: 0.8 }),
  )
  const [x, y] = [random.between(200, 800), random.between(120, 230)]
  const moon =
    random.next() < 0.5 ? disc(x, y, 84, '#f6e3ae') : disc(x, y, 84, '#f6e3ae') + disc(x + 36, y - 20, 76, sky)
  const walls = [tone(sky, 0.12), tone(sky, 0.2), tone(sky, 0.07)]
  const blocks = repeat(5, (index) =>
    flats(scene, {
      x: -360 + index * 350,
      base: 900,
      w: random.between(260, 320),
      floors: random.between(4, 7),
      wall: walls[index % 3] ?? sky,
      isNight: true,
    }),
  )
  const lamp = (lx: number) =>
    stroke(`M${lx} 980 L${lx} 690 Q${lx} 640 ${lx + 50} 640`, '#11192b', 12) +
    shape(`M${lx + 50} 650 l-110 330 l220 0Z`, '#f6e3ae', { opacity: 0.16 }) +
    oval(lx + 56, 650, 34, 16, '#f6e3ae')
  const hedge = repeat(16, (index) => disc(-300 + index * 110, 930 + (index % 2) * 14, 74, tone(sky, -0.35)))
  return (
    backdrop(sky) +
    stars +
    moon +
    blocks +
    ground(900, tone(sky, -0.3)) +
    hedge +
    lamp(random.between(160, 300)) +
    lamp(random.between(700, 820))
  )
}

export const rainyWindow: Motif = (scene) => {
  const { random, palette } = scene
  const outside = random.pick(['#8fa6b2', '#9aaeb0', '#8b98ac'])
  const tower = (index: number) => {
    const top = random.between(250, 430)
    return box(124 + index * 196, top, 164, 750 - top, tone(outside, -0.12 - (index % 2) * 0.07))
  }
  const blocks = repeat(4, tower)
  const blurred = repeat(16, () =>
    disc(random.between(150, 860), random.between(360, 700), random.between(8, 16), palette.third, { opacity: 0.55 }),
  )
  const drops = repeat(46, () => {
    const [x, y, size] = [random.between(140, 860), random.between(130, 730), random.between(5, 12)]
    const trace =
      random.next() < 0.35 ? stroke(`M${x} ${y - random.between(40, 120)} L${x} ${y}`, '#ffffff', 3, 0.35) : ''
    return trace + oval(x, y, size, size * 1.3, '#ffffff', { opacity: 0.6 })
  })
  const frame = palette.light
  const bars =
    box(488, 110, 24, 640, frame) +
    box(120, 400, 760, 20, frame) +
    box(96, 86, 808, 34, frame, 8) +
    box(96, 86, 34, 680, frame) +
    box(870, 86, 34, 680, frame)
  const sill = box(50, 744, 900, 48, tone(palette.table, 0.2), 8) + box(50, 780, 900, 16, palette.table)
  const curtain = (flip: boolean) =>
    at(
      flip ? 1060 : -60,
      30,
      shape('M0 0 L190 0 C180 260 210 420 130 560 C150 640 120 760 130 860 L0 860Z', palette.main) +
        stroke('M60 10 C66 300 50 500 60 850 M120 10 C116 260 120 400 92 560', tone(palette.main, -0.16), 7),
      { flip },
    )
  const cup = at(
    random.between(280, 420),
    744,
    shape('M-50 -90 L50 -90 L40 0 L-40 0Z', palette.second) +
      ring(62, -50, 24, palette.second, 12) +
      stroke('M-14 -112 q-14 -26 0 -48 M16 -112 q-14 -26 0 -48', '#ffffff', 6, 0.7),
  )
  return (
    backdrop(palette.wall) +
    box(120, 110, 760, 640, outside) +
    blocks +
    blurred +
    drops +
    bars +
    curtain(false) +
    curtain(true) +
    sill +
    cup
  )
}
