/// Random numbers as a function of a key and a counter (SplitMix64; Steele, Lea & Flood, OOPSLA 2014).
///
/// The key is computed from the data, so every machine draws the same numbers for the same data.
struct CounterRandom: RandomNumberGenerator {
  private let key: UInt64
  private var counter: UInt64 = 0

  /// The numbers keyed by `data`. The key depends on the order, so pass sorted values.
  init(of data: [[Double]]) {
    key = data.reduce(0x7265_676e_6f72_6d00) { key, values in
      values.reduce(Self.mixed(key ^ UInt64(values.count))) { Self.mixed($0 ^ $1.bitPattern) }
    }
  }

  mutating func next() -> UInt64 {
    counter += 1
    return Self.mixed(key &+ counter &* 0x9e37_79b9_7f4a_7c15)
  }

  /// A number below `bound`, uniform except for a bias below bound / 2⁶⁴.
  mutating func index(below bound: Int) -> Int { Int(next().multipliedFullWidth(by: UInt64(bound)).high) }

  private static func mixed(_ input: UInt64) -> UInt64 {
    var bits = input &+ 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return bits ^ (bits >> 31)
  }
}
