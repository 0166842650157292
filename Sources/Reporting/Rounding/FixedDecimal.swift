import Glibc

/// `value` with this many decimals, correctly rounded; zero without a sign.
func fixed(_ value: Double, decimals: Int) -> String {
  let text = formatted(value, "%.*f", decimals: decimals)
  return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
}

/// The power of ten of the first digit of `value` after rounding to this many digits: 2 for 123, and 0 for 0.996 with
/// two.
func decimalExponent(of value: Double, digits: Int) -> Int {
  let text = formatted(value, "%.*e", decimals: digits - 1)
  guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]) else {
    preconditionFailure("\(value) has no decimal exponent: only finite numbers have one")
  }
  return exponent
}

/// The number of decimals with which the finite number `value` shows this many significant digits.
func decimals(showing digits: Int, of value: Double) -> Int {
  max(0, digits - 1 - decimalExponent(of: value, digits: digits))
}

/// `value` / 10^`exponent`, also if that power of ten overflows or underflows.
func scaledDown(_ value: Double, by exponent: Int) -> Double {
  let half = exponent / 2
  return value / pow(10, Double(half)) / pow(10, Double(exponent - half))
}

/// C's formatting is exact in the C locale, which this program never leaves. The buffer holds the longest text of a
/// finite number (309 digits, sign, point and decimals), and `vsnprintf` never writes past it.
private func formatted(_ value: Double, _ format: String, decimals: Int) -> String {
  var buffer = [CChar](repeating: 0, count: 330 + decimals)
  let count = withVaList([Int32(decimals), value]) { vsnprintf(&buffer, buffer.count, format, $0) }
  return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
}
