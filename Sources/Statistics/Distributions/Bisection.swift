/// The x where `falling`, a function that falls strictly, passes `target`; x lies above `low`.
///
/// The bracket (low, high) moves up by doubling, then halves until no number or less than `tolerance`·|x| is left in it.
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
