extension Array {
  /// `limit` of the elements, evenly spaced and including the last one; all elements if there are no more.
  package func evenlySpaced(_ limit: Int) -> [Element] {
    guard count > limit else { return self }
    return (1...limit).map { self[$0 * count / limit - 1] }
  }
}
