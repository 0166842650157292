/// The x > `low` at which `falling`, a strictly decreasing function, equals `target`.
///
/// The bracket (low, high) moves up by doubling, then halves until it has no further numbers or is shorter than
/// `tolerance`·|x|.
func whereFalling(
  passes target: Double, above low: Double = 0, startingAt high: Double = 1, tolerance: Double = 0,
  _ falling: (Double) -> Double
) -> Double {
  var low = low
  var high = high
  while falling(high) > target, high.isFinite { (low, high) = (high, high + 2 * (high - low)) }
  while true {
    let middle = low + (high - low) / 2
    guard middle > low, middle < high, high - low > tolerance * abs(middle) else { return middle }
    if falling(middle) > target { low = middle } else { high = middle }
  }
}
