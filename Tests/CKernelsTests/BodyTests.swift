import CKernels
import Testing

/// The promise of the same bits on every host, as far as one machine can test it: all bodies agree byte by byte.
@Suite struct BodyTests {
  @Test(arguments: KernelCall.catalogue)
  func allBodiesGiveTheSameBytes(_ call: KernelCall) throws {
    for size in sizes {
      let results = try Body.all.map { body in
        var generator = TestGenerator(UInt64(size))
        let (operands, dimensions, constants) = call.make(size, &generator)
        try body.run(call.opcode, operands, dimensions, constants)
        return operands.map { $0.map { Array($0.bytes) } }
      }
      #expect(results.dropFirst().allSatisfy { $0 == results[0] }, "size \(size)")
    }
  }

  @Test func theCatalogueLeavesNoKernelOut() {
    let called = Set(KernelCall.catalogue.map(\.opcode.rawValue))
    let missing = (0..<Int32(REGNORM_KERNEL_COUNT)).filter { !called.contains($0) }
    #expect(missing.map { "\(Opcode(rawValue: $0)!)" } == [])
  }
}
