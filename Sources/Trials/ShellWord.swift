extension String {
  /// The text as one word of a POSIX shell's command line, in quotes unless the shell would leave the text unchanged.
  public var shellWord: String {
    guard !utf8.allSatisfy(Self.isPlainInShell) || isEmpty else { return self }
    guard unicodeScalars.allSatisfy(\.isPrintable) else { return ansiQuoted }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The path as one word of a shell's command line that no program can take for an option: `./-x` for `-x`.
  public var shellPath: String { (hasPrefix("-") ? "./" + self : self).shellWord }

  /// The text in the quotes `$'…'`, with escapes for characters that cannot be shown.
  private var ansiQuoted: String {
    let inner = unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\n": text += "\\n"
      case "'", "\\": text += "\\\(scalar)"
      case let scalar where scalar.isPrintable: text.unicodeScalars.append(scalar)
      default: text += UTF8.encode(scalar)!.map { "\\x" + String($0, radix: 16) }.joined()
      }
    }
    return "$'\(inner)'"
  }

  private static func isPlainInShell(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "%+,-./:=@_".utf8.contains(byte)
    }
  }
}
