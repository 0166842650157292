import Reporting

/// A page as it was rendered last, and when each of its parts changed.
struct RenderedPage: Sendable {
  let title: String
  let pieces: [LivePiece]
  /// The number of the moment that it shows.
  let number: Int
  /// The number from which on its structure has been what it is, and every change is known.
  let structuredAt: Int
  /// The numbers at which parts changed, for those that changed since.
  let changedAt: [String: Int]

  /// What a reader has to be told who saw the page at a number.
  enum News: Equatable {
    case nothing
    /// The parts that changed since, by their identifiers.
    case parts([[String: String]])
    /// More than parts changed, or nobody knows what: the reader has to fetch the page.
    case gap
  }

  /// What changed since `seen`; nil: nobody knows what the reader saw.
  func news(since seen: Int?) -> News {
    guard let seen, seen >= structuredAt, seen <= number else { return .gap }
    let parts = pieces.compactMap { piece -> [String: String]? in
      guard case .live(let id, let html) = piece, let change = changedAt[id], change > seen else { return nil }
      return ["id": id, "html": html]
    }
    return parts.isEmpty ? .nothing : .parts(parts)
  }

  /// The page that follows this one and consists of `pieces`.
  func followed(by pieces: [LivePiece], title: String, number: Int) -> RenderedPage {
    guard Self.structure(pieces) == Self.structure(self.pieces) else {
      return RenderedPage(title: title, pieces: pieces, number: number, structuredAt: number, changedAt: [:])
    }
    var changedAt = changedAt
    for (old, new) in zip(self.pieces, pieces) where old != new {
      if case .live(let id, _) = new { changedAt[id] = number }
    }
    return RenderedPage(
      title: title, pieces: pieces, number: number, structuredAt: structuredAt, changedAt: changedAt)
  }

  /// The pieces with nothing but their identifiers for the parts that may change.
  private static func structure(_ pieces: [LivePiece]) -> [LivePiece] {
    pieces.map { piece in
      if case .live(let id, _) = piece { .live(id: id, html: "") } else { piece }
    }
  }
}
