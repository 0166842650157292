/// Lempel, Ziv and Welch's compression as GIF has it: codes for ever longer runs of symbols, of ever more bits up to 12,
/// least bit first, and a new start when all 4,096 codes are given away.
struct LZWEncoder {
  private static let largestWidth = 12

  /// The two codes after those of the symbols: start anew, and the end.
  private let clear: Int
  private let end: Int
  private let bits: Int
  /// The code of a run and the symbol after it, at `run << bits | symbol`; 0 where there is none.
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
    precondition((2...8).contains(bits), "symbols of \(bits) bits")
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

  /// Gives the next code to the run and symbol at `place`; starts anew where all codes are given away.
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

  /// A reader, who learns every run one code later, has now given away all codes before `next`.
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
