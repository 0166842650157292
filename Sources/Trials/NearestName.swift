/// The candidate that a misspelt or shortened `name` most probably means; letter case is ignored. Nil if no candidate
/// is near.
///
/// The candidate is the only one that begins with `name` (of three letters or more), or the only one whose words begin
/// with the letters of `name` (`lr` for `learningRate`), or else the one at the smallest edit distance. The distance
/// may be a third of the longer name's length, or 2.
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
