import Tensors
import Trials

/// Grey images of one size, from which the pictures of a result are assembled.
struct GreyImages {
  let width: Int
  let height: Int
  /// The pixels of each image, row by row from the top: 0 is black, 255 is white.
  var images: [[UInt8]]

  /// The rows of `[images, height · width]`, intensities from 0 for black to 1 for white. Values outside this range are
  /// clamped, and NaN is black.
  init(_ intensities: Tensor, width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    let bytes = intensities.elements.map { $0 > 0 ? UInt8((min($0, 1) * 255).rounded()) : 0 }
    images = stride(from: 0, to: bytes.count, by: width * height).map { Array(bytes[$0..<$0 + width * height]) }
  }

  /// Images of the same size as those of `other`.
  init(_ images: [[UInt8]], like other: GreyImages) {
    (width, height, self.images) = (other.width, other.height, images)
  }

  /// The first `count` images.
  func prefix(_ count: Int) -> GreyImages { GreyImages(Array(images.prefix(count)), like: self) }

  /// The images in rows of `columns`, with `gap` dark grey pixels between and around them.
  func grid(named name: String, columns: Int, gap: Int = 1) -> TrialPicture {
    let rows = (images.count + columns - 1) / columns
    let (fullWidth, fullHeight) = (columns * (width + gap) + gap, rows * (height + gap) + gap)
    var pixels = [UInt8](repeating: 96, count: fullWidth * fullHeight)
    for (index, image) in images.enumerated() {
      let (left, top) = (gap + index % columns * (width + gap), gap + index / columns * (height + gap))
      for row in 0..<height {
        let target = (top + row) * fullWidth + left
        pixels.replaceSubrange(target..<target + width, with: image[row * width..<(row + 1) * width])
      }
    }
    return TrialPicture(name: name, width: fullWidth, height: fullHeight, channels: 1, pixels: pixels)
  }
}
