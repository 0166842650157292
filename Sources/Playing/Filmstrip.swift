import Experiments
public import Pictures

/// A selection from a sequence of pictures of unknown length: the first, the last, and others evenly between them.
///
/// Every `distance`-th picture is kept. When twice as many as needed are kept, every other one is dropped and the
/// distance is doubled.
public struct Filmstrip: Sendable {
  private let limit: Int
  private var kept: [Picture] = []
  private var distance = 1
  private var count = 0
  private var last: Picture?

  /// A strip of at most `limit` pictures, at least 2.
  public init(limit: Int) {
    precondition(limit >= 2, "a filmstrip has at least 2 pictures, not \(limit)")
    self.limit = limit
  }

  /// Adds the next picture of the sequence.
  public mutating func append(_ picture: Picture) {
    if count % distance == 0 {
      kept.append(picture)
      if kept.count == 2 * limit {
        kept = stride(from: 0, to: kept.count, by: 2).map { kept[$0] }
        distance *= 2
      }
    }
    count += 1
    last = picture
  }

  /// The selected pictures in their order; all pictures if the sequence is not longer than the limit.
  public var pictures: [Picture] {
    guard let last else { return [] }
    let all = (count - 1) % distance == 0 ? kept : kept + [last]
    return [all[0]] + Array(all.dropFirst()).evenlySpaced(limit - 1)
  }
}
