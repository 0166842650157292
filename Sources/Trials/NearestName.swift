/// The candidate that a misspelt or shortened `name` most probably meant, letter case ignored; nil where none is near.
///
/// The only one that begins with `name` (three letters at least), or whose words begin with its letters (`lr` for
/// `learningRate`); else the one at the smallest edit distance, at most a third of the longer name's length (at least 2).
public func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let candidates = Array(candidates)
  let lowercased = name.lowercased()
  let shortened = candidates.filter { candidate in
    (name.count > 2 && candidate.lowercased().hasPrefix(lowercased))
      || (name.count > 1 && initials(of: candidate) == lowercased)
  }
  if shortened.count == 1 { return shortened[0] }
  let near = candidates.map { candidate in
    (candidate, distance: editDistance(Array(lowercased.utf8), Array(candidate.lowercased().utf8)))
  }
  guard let best = near.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(2, max(name.utf8.count, best.0.utf8.count) / 3) ? best.0 : nil
}

/// The first letters of a camel-case name's words: `lr` for `learningRate`.
private func initials(of name: String) -> String {
  (name.prefix(1) + name.dropFirst().filter(\.isUppercase)).lowercased()
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
