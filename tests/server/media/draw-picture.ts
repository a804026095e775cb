import sharp from 'sharp'

/** A photograph as a phone makes it: lying on its side with a note how to turn it, and where and by what it was taken. */
export function photoOfPhone(width = 1_200, height = 900): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#7a9e7e' } })
    .withMetadata({ orientation: 6 })
    .withExif({
      IFD0: { Make: 'SecretPhone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 45/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 45/1 0/1' },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>SecretXmp</secret></x:xmpmeta>')
    .withIccProfile('p3')
    .jpeg()
    .toBuffer()
}

export type Format = 'jpeg' | 'png' | 'webp'

export function plainPicture(format: Format, width = 64, height = 48, background = '#335577'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer()
}

/** Colours at random, so that the file is as long as a photograph's. */
export function noisyPicture(format: Format, width: number, height: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: '#000', noise } })
    .toFormat(format)
    .toBuffer()
}

/** More pixels than anybody may send, in a file of a megabyte. */
export function hugePng(edge: number, progressive = false): Promise<Buffer> {
  return sharp({ create: { width: edge, height: edge, channels: 3, background: '#123456' }, limitInputPixels: false })
    .png({ progressive })
    .toBuffer()
}

export async function animatedWebp(): Promise<Buffer> {
  const frames = await Promise.all(['#ff0000', '#00ff00'].map((colour) => plainPicture('png', 20, 20, colour)))
  return sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
}

/** A PNG that says it moves: the chunk acTL after the header. */
export function animatedPng(png: Buffer): Buffer {
  const headerEnd = 33
  const control = Buffer.from([0, 0, 0, 8, ...Buffer.from('acTL', 'latin1'), 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0])
  return Buffer.concat([png.subarray(0, headerEnd), control, png.subarray(headerEnd)])
}

/** A JPEG with one more segment behind its first bytes. */
export function withSegment(jpeg: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(content.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, content, jpeg.subarray(2)])
}

/** As a phone writes it that keeps a second picture behind the first (Multi-Picture Format). */
export async function multiPicture(): Promise<Buffer> {
  const index = Buffer.from('MPF\0MM\0*\0\0\0\b', 'latin1')
  return Buffer.concat([withSegment(await plainPicture('jpeg'), 0xe2, index), await plainPicture('jpeg', 20, 10)])
}

/** As a phone writes it that keeps a short film behind the picture (Motion Photo). */
export async function motionPhoto(): Promise<Buffer> {
  const xmp = Buffer.from(
    'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description GCamera:MotionPhoto="1"/></x:xmpmeta>',
    'latin1',
  )
  const film = Buffer.from('\0\0\0\u0018ftypmp42 and so on', 'latin1')
  return Buffer.concat([withSegment(await plainPicture('jpeg'), 0xe1, xmp), film])
}

/** As a Galaxy writes it: a directory "SEFH" behind the picture, its length, "SEFT". */
export async function galaxyPhoto(): Promise<Buffer> {
  const directory = Buffer.from('SEFH\u006b\0\0\0\0\0\0\0', 'latin1')
  const length = Buffer.alloc(4)
  length.writeUInt32LE(directory.length)
  const tail = [Buffer.from('Image_UTC_Data1732000000000', 'latin1'), directory, length, Buffer.from('SEFT', 'latin1')]
  return Buffer.concat([await plainPicture('jpeg'), ...tail])
}
