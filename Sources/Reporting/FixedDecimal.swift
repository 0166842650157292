import Glibc

/// `value` with this many decimals, correctly rounded; zero without a sign.
///
/// C's formatting is exact in the C locale, which no code of ours leaves. The buffer holds the longest text of a finite
/// number (309 digits, sign, point and decimals), and `vsnprintf` never writes past it.
func fixed(_ value: Double, decimals: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 330 + decimals)
  let count = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, buffer.count, "%.*f", $0) }
  let text = String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
}

extension Table {
  /// The decimals of printed means: two, as the paper prints them; where all means are below 1, as many as show three
  /// digits of the largest.
  var decimals: Int {
    let largest = cells.compactMap { $0.finite.map { abs($0.mean) } }.max() ?? 1
    guard largest > 0, largest < 1 else { return 2 }
    return min(2 - Int(log10(largest).rounded(.down)), 15)
  }
}
