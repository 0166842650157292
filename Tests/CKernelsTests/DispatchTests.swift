import CKernels
import Testing

@Suite struct DispatchTests {
  @Test func everyMachineRunsThePortableBodyAndUsesItsWidest() {
    #expect(Body.all.first?.name == "portable")
    #expect(Body.all.last?.name == String(cString: regnorm_body_name(regnorm_body())))
  }

  @Test func opcodesNameTheirKernels() {
    #expect("\(Opcode.gemm)" == "gemm")
    #expect("\(Opcode.logClassShare)" == "logClassShare")
  }

  @Test func aProgramRunsItsInstructionsInOrder() throws {
    let y = Block(floats: 3)
    let pointers = [y.bytes.baseAddress, y.bytes.baseAddress]
    pointers.withUnsafeBufferPointer { operands in
      [3].withUnsafeBufferPointer { dimensions in
        [2.0, 5.0].withUnsafeBufferPointer { constants in
          let program = [Opcode.fill, .scaleShift].map {
            regnorm_instruction(
              kernel: regnorm_kernel_for($0), operands: operands.baseAddress, dimensions: dimensions.baseAddress,
              constants: constants.baseAddress)
          }
          regnorm_run(program, program.count)
        }
      }
    }
    #expect(y.elements() == [9, 9, 9] as [Float])
  }
}
