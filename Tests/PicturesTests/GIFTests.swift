import Pictures
import Testing

@Suite struct GIFTests {
  /// A picture of noise in `colors` colours.
  private func noise(_ width: Int, _ height: Int, colors: Int, seed: UInt64) -> Picture {
    var state = seed
    let pixels = (0..<width * height).flatMap { _ -> [UInt8] in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let color = UInt8(Int(state >> 33) % colors)
      return [color, 255 - color, color &* 31]
    }
    return Picture(width: width, height: height, channels: .rgb, pixels: pixels)
  }

  private func written(_ pictures: [Picture], centiseconds: Int = 4) throws -> DecodedGIF {
    var gif = GIF(width: pictures[0].width, height: pictures[0].height)
    for picture in pictures { try gif.append(picture, centiseconds: centiseconds) }
    return try DecodedGIF(gif.bytes)
  }

  @Test(
    arguments: [(1, 1), (1, 7), (5, 3), (16, 16), (255, 2), (300, 1), (37, 41)], [1, 2, 3, 4, 5, 16, 17, 200, 256])
  func everyPixelOfEveryFrameIsReadBack(size: (width: Int, height: Int), colors: Int) throws {
    let pictures = (1...3).map { noise(size.width, size.height, colors: colors, seed: $0) }
    let gif = try written(pictures)
    #expect(gif.pictures == pictures)
    #expect(gif.centiseconds == [4, 4, 4])
    #expect(gif.loops == 0)
  }

  /// In noise nearly every symbol adds a run, so that these pictures use all 4,096 codes several times.
  @Test(arguments: [2, 4, 16, 256]) func codesGrowToTwelveBitsAndStartAnew(colors: Int) throws {
    let picture = noise(160, 150, colors: colors, seed: 5)
    #expect(try written([picture]).pictures == [picture])
  }

  /// If the width grows with the last code, the end code has the new width.
  @Test func everyLengthEndsWell() throws {
    for width in 1...600 {
      let picture = noise(width, 1, colors: 4, seed: 9)
      #expect(try written([picture]).pictures == [picture], "\(width) pixels")
    }
  }

  @Test func oneColourTakesLongRuns() throws {
    let picture = Picture(width: 400, height: 300, background: .white)
    var gif = GIF(width: 400, height: 300)
    try gif.append(picture, centiseconds: 0)
    #expect(try DecodedGIF(gif.bytes).pictures == [picture])
    #expect(gif.bytes.count < 1000)
  }

  @Test func aFrameHoldsWhatHasChanged() throws {
    var pictures = [Picture(width: 50, height: 40, background: .black)]
    for step in 0..<3 {
      var next = pictures[step]
      next.fill(.box(from: (Double(10 * step), 5), to: (Double(10 * step) + 4, 8)), .white)
      pictures.append(next)
    }
    pictures.append(pictures[3])
    var last = pictures[3]
    last[49, 39] = Color(red: 1, green: 2, blue: 3)
    last[0, 0] = .white
    pictures.append(last)
    let gif = try written(pictures, centiseconds: 300)
    #expect(gif.pictures == pictures)
    #expect(gif.frameSizes == [2000, 12, 12, 12, 1, 2000])
    #expect(gif.centiseconds == [300, 300, 300, 300, 300, 300])
  }

  @Test func greysAreColours() throws {
    let ramp = Picture(width: 16, height: 16, channels: .grey, pixels: (0...255).map { UInt8($0) })
    #expect(try written([ramp]).pictures[0].pixels == (0...255).flatMap { [UInt8](repeating: UInt8($0), count: 3) })
  }

  @Test func moreColoursThanAFileHoldsAreRefusedAndLeaveTheRest() throws {
    let (first, second) = (noise(40, 40, colors: 200, seed: 1), noise(40, 40, colors: 256, seed: 2))
    var third = second
    third[3, 3] = Color(red: 7, green: 7, blue: 7)
    var gif = GIF(width: 40, height: 40)
    try gif.append(first, centiseconds: 2)
    try gif.append(second, centiseconds: 2)
    let error = #expect(throws: GIFError.self) { try gif.append(third, centiseconds: 2) }
    #expect(error?.description.contains("256 colours") == true && error?.description.contains("--png") == true)
    try gif.append(first, centiseconds: 2)
    #expect(try DecodedGIF(gif.bytes).pictures == [first, second, first])
  }
}
