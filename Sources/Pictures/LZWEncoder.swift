/// Lempel, Ziv and Welch's compression as in GIF: codes for longer and longer runs of symbols, of up to 12 bits, least
/// bit first. The encoder starts anew when all 4,096 codes are in use.
struct LZWEncoder {
  private static let largestWidth = 12

  /// The two codes after those of the symbols: `clear` starts anew, `end` ends.
  private let clear: Int
  private let end: Int
  private let bits: Int
  /// The code of a run extended by a symbol, at `run << bits | symbol`; 0 for none.
  private var longer: [UInt16]
  private var next = 0
  private var width = 0
  private var output: [UInt8] = []
  private var pending = (bits: UInt32(0), count: 0)

  private init(bits: Int) {
    self.bits = bits
    clear = 1 << bits
    end = clear + 1
    longer = [UInt16](repeating: 0, count: (1 << Self.largestWidth) << bits)
  }

  /// The codes of `symbols`, each below 2 to the power of `bits`, 2 to 8.
  static func encode(_ symbols: [UInt8], bits: Int) -> [UInt8] {
    precondition((2...8).contains(bits), "a symbol has 2 to 8 bits, not \(bits)")
    var encoder = LZWEncoder(bits: bits)
    encoder.encode(symbols)
    return encoder.output
  }

  private mutating func encode(_ symbols: [UInt8]) {
    forget()
    write(clear)
    var run = Int(symbols[0])
    for symbol in symbols.dropFirst() {
      let place = run << bits | Int(symbol)
      if longer[place] != 0 {
        run = Int(longer[place])
      } else {
        write(run)
        learn(place)
        run = Int(symbol)
      }
    }
    write(run)
    growIfNeeded()
    write(end)
    if pending.count > 0 { output.append(UInt8(truncatingIfNeeded: pending.bits)) }
  }

  private mutating func forget() {
    next = end + 1
    width = bits + 1
  }

  /// Gives the next code to the run and symbol at `place`; starts anew if all codes are in use.
  private mutating func learn(_ place: Int) {
    guard next < 1 << Self.largestWidth else {
      write(clear)
      longer = [UInt16](repeating: 0, count: longer.count)
      forget()
      return
    }
    longer[place] = UInt16(next)
    growIfNeeded()
    next += 1
  }

  /// A reader learns every run one code later and now has used all codes before `next`.
  private mutating func growIfNeeded() {
    if next == 1 << width && width < Self.largestWidth { width += 1 }
  }

  private mutating func write(_ code: Int) {
    pending.bits |= UInt32(code) << UInt32(pending.count)
    pending.count += width
    while pending.count >= 8 {
      output.append(UInt8(truncatingIfNeeded: pending.bits))
      pending.bits >>= 8
      pending.count -= 8
    }
  }
}
