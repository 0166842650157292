extension StringProtocol {
  /// The text as it may be written to a terminal or into a line of a log, whoever it came from.
  ///
  /// Every control character (line breaks, tabs and the escape that begins a terminal's commands), every line separator and
  /// every invisible character that orders text (bidirectional overrides, zero-width marks) is written as a Swift literal
  /// would write it: `\n`, `\t`, `\u{1b}`. The result is one line. A text that is printable stays as it is.
  public var printable: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      guard !scalar.isPrintable else { return text.unicodeScalars.append(scalar) }
      switch scalar {
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      default: text += "\\u{\(String(scalar.value, radix: 16))}"
      }
    }
  }

  /// This text, which is JSON, with the same characters as JSON's own escapes: the value stays what it is.
  public var printableJSON: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      guard !scalar.isPrintable, scalar != "\n" else { return text.unicodeScalars.append(scalar) }
      for unit in UTF16.encode(scalar)! {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  /// The lines of the text, each `printable`, for texts of ours that have several.
  public var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map(\.printable).joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows the character, and does nothing else with it.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}
