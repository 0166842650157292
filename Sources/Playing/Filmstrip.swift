import Experiments
public import Pictures

/// Some pictures out of a sequence of unknown length: the first, the last, and others evenly between them.
///
/// While pictures come, every `distance`-th is kept; when twice as many as needed are, every other is given up and the
/// distance doubled.
public struct Filmstrip: Sendable {
  private let limit: Int
  private var kept: [Picture] = []
  private var distance = 1
  private var count = 0
  private var last: Picture?

  /// A strip of at most `limit` pictures, at least 2.
  public init(limit: Int) {
    precondition(limit >= 2, "a filmstrip of \(limit) pictures")
    self.limit = limit
  }

  /// The next picture of the sequence.
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

  /// The pictures that were chosen, in their order: all of them where there are no more than the limit.
  public var pictures: [Picture] {
    guard let last else { return [] }
    let all = (count - 1) % distance == 0 ? kept : kept + [last]
    return [all[0]] + Array(all.dropFirst()).evenlySpaced(limit - 1)
  }
}
