import Foundation
import Testing
import Trials

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("node1-42", "node1-42"), ("Zürich 日本 👩\u{200D}🔬", "Zürich 日本 👩\\u{200d}🔬"),
    ("a\nERROR forged", "a\\nERROR forged"), ("a\r\nb\tc", "a\\r\\nb\\tc"), ("\u{1B}[2J", "\\u{1b}[2J"),
    ("\u{9B}31m", "\\u{9b}31m"), ("\u{7F}\u{0}", "\\u{7f}\\u{0}"), ("x\u{202E}txt.exe", "x\\u{202e}txt.exe"),
    ("\u{2066}\u{200B}\u{FEFF}", "\\u{2066}\\u{200b}\\u{feff}"), ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
    ("", ""),
  ])
  func charactersThatMoveACursorOrBreakALineAreSpeltOut(foreign: String, shown: String) {
    #expect(foreign.printable == shown)
    #expect(shown.printable == shown)
  }

  @Test func noCharacterOfUnicodeEscapes() {
    let all = String(String.UnicodeScalarView((0...0x10FFFF).compactMap { Unicode.Scalar($0 as UInt32) }))
    let dangerous = all.printable.unicodeScalars.filter { scalar in
      [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }
    #expect(dangerous.isEmpty)
  }

  @Test func jsonKeepsItsValueAndIsPrintable() throws {
    let text = "a\u{1B}[2J\u{202E}b\u{E0001}\u{7F}\u{9B}"
    let json = "[\"\(text)\"]".printableJSON
    #expect(json == #"["a\u001b[2J\u202eb\udb40\udc01\u007f\u009b"]"#)
    #expect(try JSONDecoder().decode([String].self, from: Data(json.utf8)) == [text])
    #expect("[\n  1\n]".printableJSON == "[\n  1\n]")
  }

  @Test func theLinesOfATextStayLines() {
    #expect("2 errors\na: \u{1B}[1m\n\nb\r".printableLines == "2 errors\na: \\u{1b}[1m\n\nb\\r")
  }
}
