import CKernels

/// A named stream of random numbers: Philox4x32-10 with a counter that starts at 0 and a key made of seed and name.
///
/// Drawing from one stream never moves another, so that an arm that draws more leaves the common random numbers of the
/// other arms alone. The whole state of a stream is two words in a block: kernels draw from the same block, and
/// checkpoints save it. (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011.)
public final class RandomStream: RandomNumberGenerator {
  /// The key and the next counter, two uint64.
  public let block: Block

  /// The stream called `name` of `seed`, at its beginning.
  public convenience init(seed: Int, name: String) {
    self.init(block: Block(.uint64, count: 2), seed: seed, name: name)
  }

  /// The stream called `name` of `seed`. Its block is a state of `variables`, so that the stream is saved with them.
  public convenience init(seed: Int, name: String, in variables: Variables) {
    self.init(block: variables.state("random/" + name, .uint64, count: 2).block, seed: seed, name: name)
  }

  private init(block: Block, seed: Int, name: String) {
    self.block = block
    restart(seed: seed, name: name)
  }

  /// The next 64 bits: half of the Philox block at the next counter.
  public func next() -> UInt64 {
    let words = block.words
    let bits = regnorm_philox(words[0], words[1]).words
    words[1] += 1
    return UInt64(bits.0) | UInt64(bits.1) << 32
  }

  /// Turns this object into the stream called `name` of `seed`, at its beginning, in the same block.
  public func restart(seed: Int, name: String) {
    block.words[0] = RandomStream.key(seed: seed, name: name)
    block.words[1] = 0
  }

  /// Goes back to the stream's beginning.
  public func rewind() { block.words[1] = 0 }

  package func fillUniform(_ target: Block, from low: Float, to high: Float) {
    run(.randomUniform, target, Double(low), Double(high))
  }

  func fillNormal(_ target: Block, mean: Float, standardDeviation: Float) {
    run(.randomNormal, target, Double(mean), Double(standardDeviation))
  }

  private func run(_ opcode: Opcode, _ target: Block, _ first: Double, _ second: Double) {
    let operands: [UnsafeMutableRawPointer?] = [target.address, block.address]
    regnorm_kernel_for(opcode)(operands, [target.count], [first, second])
  }

  /// FNV-1a over the name's bytes, then the seed mixed in by SplitMix64's finalizer.
  private static func key(seed: Int, name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    var mixed = hash &+ UInt64(bitPattern: Int64(seed)) &* 0x9e37_79b9_7f4a_7c15
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
