/// The ranks of values. Equal values share the mean of their ranks.
struct Ranks {
  /// Twice the rank of each value, in the order of the values, so that mid-ranks are integers.
  let doubled: [Int]
  /// Σ(t³ - t) over the groups of t equal values.
  let tieTerm: Double

  init(_ values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var doubled = Array(repeating: 0, count: values.count)
    var tieTerm = 0.0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
      for place in order[start..<end] { doubled[place] = start + 1 + end }
      let ties = Double(end - start)
      tieTerm += ties * ties * ties - ties
      start = end
    }
    self.doubled = doubled
    self.tieTerm = tieTerm
  }
}
