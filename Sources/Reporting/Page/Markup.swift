/// Escapes `text` for an element or a quoted attribute of HTML or SVG. Control characters, which XML forbids, become
/// spaces.
func escaped(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { result, scalar in
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\u{0}"..<"\u{20}", "\u{7F}": result += scalar == "\n" ? "\n" : " "
    default: result.unicodeScalars.append(scalar)
    }
  }
}
