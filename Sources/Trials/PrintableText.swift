extension StringProtocol {
  /// The text in a form that is safe on a terminal or in a line of a log, whatever the text's source.
  ///
  /// Every control character (line breaks, tabs and the escape that begins a terminal's commands), every line separator
  /// and every invisible character that orders text (bidirectional overrides, zero-width marks) is written as in a
  /// Swift literal: `\n`, `\t`, `\u{1b}`. The result is one line. Printable text does not change.
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

  /// This text, which must be JSON, with the same characters as JSON escapes. The JSON value does not change.
  public var printableJSON: String {
    unicodeScalars.reduce(into: "") { text, scalar in
      guard !scalar.isPrintable, scalar != "\n" else { return text.unicodeScalars.append(scalar) }
      for unit in UTF16.encode(scalar)! {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  /// The lines of the text, each `printable`, for our own texts of several lines.
  public var printableLines: String {
    split(separator: "\n", omittingEmptySubsequences: false).map(\.printable).joined(separator: "\n")
  }
}

extension Unicode.Scalar {
  /// Whether a terminal only shows the character.
  var isPrintable: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: false
    default: true
    }
  }
}
