public import CKernels
import Testing

/// One body's kernels, resolved once, so that tests run side by side on every body that this machine can run.
struct Body: Sendable, CustomTestStringConvertible {
  let name: String
  private let kernels: [regnorm_kernel?]

  /// Every body that this machine can run.
  static let all: [Body] = {
    let widest = regnorm_body()
    defer { _ = regnorm_use_body(widest) }
    return [KernelBody.portable, .avx2, .avx512].filter { regnorm_use_body($0) }.map { body in
      _ = regnorm_use_body(body)
      return Body(
        name: String(cString: regnorm_body_name(body)),
        kernels: (0..<Int32(REGNORM_KERNEL_COUNT)).map { Opcode(rawValue: $0).flatMap { regnorm_kernel_for($0) } })
    }
  }()

  /// The body's name.
  var testDescription: String { name }

  /// Runs a kernel and checks that it wrote nothing outside its operands.
  func run(
    _ opcode: Opcode, _ operands: [Block?], _ dimensions: [Int] = [], _ constants: [Double] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let kernel = try #require(kernels[Int(opcode.rawValue)], sourceLocation: sourceLocation)
    let pointers = operands.map { $0?.bytes.baseAddress }
    kernel(pointers, dimensions, constants)
    for (index, operand) in operands.enumerated() {
      #expect(
        operand?.marginsAreIntact != false, "\(opcode) wrote outside operand \(index)", sourceLocation: sourceLocation)
    }
  }
}

extension Opcode: @retroactive CustomStringConvertible {
  /// The kernel's name.
  public var description: String { String(cString: regnorm_opcode_name(self)) }
}
