import CZlib
import Pictures
import Testing

@Suite struct DrawingTests {
  private let red = Color(red: 255, green: 0, blue: 0)

  @Test func aShapeFillsThePixelsWhoseCentresAreWithinIt() {
    var picture = Picture(width: 8, height: 6, background: .black)
    picture.fill(.box(from: (1, 1), to: (4, 3)), red)
    picture.fill(.polygon([(6, 6), (6, 2), (20, 4)]), .white)
    let inside = (0..<6).flatMap { y in (0..<8).filter { picture[$0, y] == red }.map { [$0, y] } }
    #expect(inside == [[1, 1], [2, 1], [3, 1], [1, 2], [2, 2], [3, 2]])
    #expect(picture[7, 4] == .white, "what lies beyond the edge is left out")
  }

  @Test func aLineIsAsWideAsAsked() {
    var picture = Picture(width: 20, height: 20, background: .black)
    picture.fill(.line(from: (2, 10), to: (18, 10), width: 4), red)
    #expect((0..<20).filter { picture[9, $0] == red } == [8, 9, 10, 11])
    #expect((0..<20).filter { picture[$0, 9] == red } == Array(2..<18))
  }

  @Test func thePNGHoldsEveryPixel() throws {
    var picture = Picture(width: 600, height: 400, background: .white)
    picture.fill(.polygon([(10, 390), (300, 20), (590, 200)]), red)
    let png = try picture.png()
    #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
    var chunks: [(name: String, body: ArraySlice<UInt8>)] = []
    var rest = png.dropFirst(8)
    while !rest.isEmpty {
      func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
      let length = number(rest.prefix(4))
      let checked = rest.dropFirst(4).prefix(4 + length)
      #expect(number(rest.dropFirst(8 + length).prefix(4)) == Int(crc32(0, Array(checked), UInt32(checked.count))))
      chunks.append((String(decoding: checked.prefix(4), as: UTF8.self), checked.dropFirst(4)))
      rest = rest.dropFirst(12 + length)
    }
    #expect(chunks.map(\.name) == ["IHDR", "IDAT", "IEND"])
    #expect(Array(chunks[0].body) == [0, 0, 2, 88, 0, 0, 1, 144, 8, 2, 0, 0, 0])
    var rows = [UInt8](repeating: 1, count: 400 * (1 + 3 * 600))
    var count = UInt(rows.count)
    #expect(uncompress(&rows, &count, Array(chunks[1].body), UInt(chunks[1].body.count)) == Z_OK)
    #expect(Int(count) == rows.count)
    let stride = 1 + 3 * 600
    #expect((0..<400).allSatisfy { rows[$0 * stride] == 0 })
    #expect((0..<400).flatMap { rows[$0 * stride + 1..<($0 + 1) * stride] } == picture.pixels)
  }

  @Test func aTerminalShowsTwoPixelsACharacter() {
    var picture = Picture(width: 2, height: 2, background: .black)
    picture.fill(.box(from: (0, 0), to: (1, 1)), red)
    let black = "\u{1b}[38;2;0;0;0m\u{1b}[48;2;0;0;0m▀"
    #expect(picture.terminalText(columns: 80) == "\u{1b}[38;2;255;0;0m\u{1b}[48;2;0;0;0m▀" + black + "\u{1b}[0m\n")
    let grey = Picture(width: 1, height: 2, channels: .grey, pixels: [7, 200])
    #expect(grey.terminalText(columns: 80) == "\u{1b}[38;2;7;7;7m\u{1b}[48;2;200;200;200m▀\u{1b}[0m\n")
    let lines = Picture(width: 600, height: 400, background: .white).terminalText(columns: 60).split(separator: "\n")
    #expect(lines.count == 20)
    #expect(lines.allSatisfy { $0.count { $0 == "▀" } == 60 })
  }
}
