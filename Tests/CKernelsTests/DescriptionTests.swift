import CKernels
import Testing

/// The descriptions of operands in `KernelList.h`, compared with the kernels' behaviour.
@Suite struct DescriptionTests {
  /// Less than a vector, more than one, more than two.
  private static let sizes = [1, 17, 33]

  @Test(arguments: KernelCall.catalogue) func onlyOptionalOperandsAreAbsent(_ call: KernelCall) {
    let (arguments, uses) = arguments(of: call, size: 3)
    #expect(arguments.operands.count == uses.count)
    for (operand, use) in zip(arguments.operands, uses) where operand == nil { #expect(use.contains(.optional)) }
  }

  @Test(arguments: KernelCall.catalogue) func operandsThatAreNotWrittenDoNotChange(_ call: KernelCall) throws {
    for size in Self.sizes {
      let (arguments, uses) = arguments(of: call, size: size)
      let before = arguments.operands.map { $0.map { Array($0.bytes) } }
      try run(call, arguments)
      for (place, use) in uses.enumerated() where !use.contains(.write) {
        #expect(arguments.operands[place].map { Array($0.bytes) } == before[place], "operand \(place), size \(size)")
      }
    }
  }

  /// Bytes that a kernel does not touch, such as the unused part of a scratch, keep their filling.
  @Test(arguments: KernelCall.catalogue) func writtenOperandsDoNotDependOnTheirOldContents(
    _ call: KernelCall
  ) throws {
    for size in Self.sizes {
      let fillings: [UInt8] = [0x00, 0x5A]
      let results = try fillings.map { filling in
        let (arguments, uses) = arguments(of: call, size: size)
        for (operand, use) in zip(arguments.operands, uses) where use.isDisjoint(with: .read) && use.contains(.write) {
          operand?.bytes.initializeMemory(as: UInt8.self, repeating: filling)
        }
        try run(call, arguments)
        return arguments.operands.map { $0.map { Array($0.bytes) } ?? [] }
      }
      for (place, (first, second)) in zip(results[0], results[1]).enumerated() {
        let differs = zip(first, second).contains { $0 != $1 && !($0 == fillings[0] && $1 == fillings[1]) }
        #expect(!differs, "operand \(place), size \(size)")
      }
    }
  }

  @Test(arguments: KernelCall.catalogue) func theFirstOperandMayLieOverTheInputsThatSaySo(_ call: KernelCall) throws {
    for size in Self.sizes {
      let (apart, uses) = arguments(of: call, size: size)
      try run(call, apart)
      for (place, use) in uses.enumerated() where use.contains(.over) {
        var shared = arguments(of: call, size: size).arguments
        guard shared.operands[place]?.bytes.count == shared.operands[0]?.bytes.count else { continue }
        shared.operands[0] = shared.operands[place]
        try run(call, shared)
        #expect(
          shared.operands[0].map { Array($0.bytes) } == apart.operands[0].map { Array($0.bytes) },
          "over operand \(place), size \(size)")
      }
    }
  }

  private func arguments(of call: KernelCall, size: Int) -> (arguments: KernelCall.Arguments, uses: [OperandUse]) {
    var generator = TestGenerator(UInt64(size))
    let arguments = call.make(size, &generator)
    let description = regnorm_describe(call.opcode, arguments.dimensions)
    let uses = withUnsafeBytes(of: description.operands) {
      $0.bindMemory(to: regnorm_operand.self).prefix(description.operand_count).map(\.use)
    }
    return (arguments, uses)
  }

  private func run(_ call: KernelCall, _ arguments: KernelCall.Arguments) throws {
    try Body.all[0].run(call.opcode, arguments.operands, arguments.dimensions, arguments.constants)
  }
}
