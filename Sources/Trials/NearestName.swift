/// The candidate that a misspelt `name` most probably meant: the smallest edit distance, at most a third of the
/// longer name's length (at least 2), letter case ignored; nil where none is that near.
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let near = candidates.map { candidate in
    (candidate, distance: editDistance(Array(name.lowercased().utf8), Array(candidate.lowercased().utf8)))
  }
  guard let best = near.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, max(name.utf8.count, best.0.utf8.count) / 3) ? best.0 : nil
}

/// Levenshtein distance with unit costs.
private func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let substituted = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}
