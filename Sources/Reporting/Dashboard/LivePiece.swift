/// A part of a page that may change while somebody looks at it, or what stands between such parts.
public enum LivePiece: Sendable, Equatable {
  /// Markup that stays as it is; where it changes, the page has another structure.
  case fixed(String)
  /// One element whose attribute `id` is the identifier, replaced as a whole where it changes.
  case live(id: String, html: String)

  /// The markup.
  public var html: String {
    switch self {
    case .fixed(let html), .live(_, let html): html
    }
  }
}

extension [LivePiece] {
  /// The markup of all pieces.
  public var html: String { map(\.html).joined(separator: "\n") }
}
