// The process in which pictures are made anew, apart from the server: what a decoder takes is given back when it ends, one that hangs is killed,
// one that a crafted file breaks takes nobody with it, and it knows no secret. Plain JavaScript, because it is started as it lies here.
import sharp from 'sharp'

const QUALITY = 80
/** How hard the encoder looks for a smaller file, 0..6: above 3 it takes twice the time for a few per cent. */
const EFFORT = 3
const WEBP = { quality: QUALITY, effort: EFFORT }
const FIT = { fit: 'inside', withoutEnlargement: true }

// One thread for each picture and nothing kept between them, so that the memory of a picture ends with it.
sharp.cache(false)
sharp.concurrency(1)

/** By Exif's orientation (TIFF 6.0, tag 274): whether a picture is mirrored, and how far it is turned after that. */
const TURNS = {
  1: { degrees: 0, isMirrored: false },
  2: { degrees: 0, isMirrored: true },
  3: { degrees: 180, isMirrored: false },
  4: { degrees: 180, isMirrored: true },
  5: { degrees: 270, isMirrored: true },
  6: { degrees: 90, isMirrored: false },
  7: { degrees: 90, isMirrored: true },
  8: { degrees: 270, isMirrored: false },
}

/** Small first and turned then: to turn a picture is to have all of it in memory. */
async function encode({ bytes, pixelsMax, fullEdge, thumbEdge }) {
  const options = { limitInputPixels: pixelsMax, sequentialRead: true, failOn: 'truncated' }
  const { orientation = 1 } = await sharp(bytes, options).metadata()
  const { degrees, isMirrored } = TURNS[orientation] ?? TURNS[1]
  const { data: full, info } = await sharp(bytes, options)
    .resize({ width: fullEdge, height: fullEdge, ...FIT })
    .rotate(degrees)
    .flop(isMirrored)
    .toColourspace('srgb')
    .webp(WEBP)
    .toBuffer({ resolveWithObject: true })
  const thumb = await sharp(full)
    .resize({ width: thumbEdge, height: thumbEdge, ...FIT })
    .webp(WEBP)
    .toBuffer()
  return { width: info.width, height: info.height, full, thumb }
}

process.on('message', (request) => {
  encode(request).then(
    (picture) => process.send({ picture }),
    (error) => process.send({ fault: String(error?.message ?? error) }),
  )
})
process.on('disconnect', () => process.exit(0))
