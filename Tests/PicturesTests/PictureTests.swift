import CZlib
import Pictures
import Testing

@Suite struct PictureTests {

  @Test func magnifyingRepeatsEveryPixelInBothDirections() {
    let picture = Picture(width: 2, height: 1, channels: .rgb, pixels: [1, 2, 3, 4, 5, 6]).magnified(2)
    #expect(picture.width == 4)
    #expect(picture.pixels == [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
  }

  @Test func aReducedPictureIsTheMeanOfItsParts() {
    let picture = Picture(width: 4, height: 3, channels: .grey, pixels: [0, 10, 20, 30, 2, 12, 22, 32, 100, 0, 0, 7])
    #expect(picture.reduced(width: 2, height: 1).pixels == [20, 18])
    #expect(picture.reduced(width: 4, height: 3) == picture)
    let colored = Picture(width: 2, height: 1, channels: .rgb, pixels: [1, 2, 3, 5, 6, 7])
    #expect(colored.reduced(width: 1, height: 1).pixels == [3, 4, 5])
  }

  @Test func aGridFramesItsTilesAndLeavesMissingOnesBlank() {
    let tiles = [1, 2, 3].map { Picture(width: 1, height: 1, channels: .grey, pixels: [$0]) }
    let grid = Picture.grid(tiles, columns: 2, gap: 1, background: 9)
    #expect(grid.width == 5 && grid.height == 5)
    #expect(
      grid.pixels == [
        9, 9, 9, 9, 9,
        9, 1, 9, 2, 9,
        9, 9, 9, 9, 9,
        9, 3, 9, 9, 9,
        9, 9, 9, 9, 9,
      ])
  }

  @Test(arguments: [Picture.Channels.grey, .rgb]) func aPNGHoldsHeaderRowsAndChecksums(channels: Picture.Channels)
    throws
  {
    let (width, height, size) = (3, 2, channels.rawValue)
    let pixels = (0..<UInt8(width * height * size)).map { $0 &* 37 }
    let file = try Picture(width: width, height: height, channels: channels, pixels: pixels).png()
    #expect(Array(file.prefix(8)) == [137, 80, 78, 71, 13, 10, 26, 10])

    let chunks = try readChunks(Array(file.dropFirst(8)))
    #expect(chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
    #expect(chunks[0].contents == [0, 0, 0, 3, 0, 0, 0, 2, 8, channels == .grey ? 0 : 2, 0, 0, 0])

    var rows = [UInt8](repeating: 0, count: height * (1 + width * size))
    var length = uLong(rows.count)
    #expect(uncompress(&rows, &length, chunks[1].contents, uLong(chunks[1].contents.count)) == Z_OK)
    let rowBytes = width * size
    #expect(rows == [0] + pixels.prefix(rowBytes) + [0] + pixels.suffix(rowBytes))
  }

  /// The chunks of a file; a wrong checksum is an error.
  private func readChunks(_ bytes: [UInt8]) throws -> [(name: String, contents: [UInt8])] {
    var chunks: [(name: String, contents: [UInt8])] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = Int(word(rest))
      let checked = Array(rest.dropFirst(4).prefix(4 + length))
      #expect(UInt32(CZlib.crc32(0, checked, uInt(checked.count))) == word(rest.dropFirst(8 + length)))
      chunks.append((String(decoding: checked.prefix(4), as: UTF8.self), Array(checked.dropFirst(4))))
      rest = rest.dropFirst(12 + length)
    }
    return chunks
  }

  private func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
