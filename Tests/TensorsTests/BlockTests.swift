import Testing

@testable import Tensors

@Suite struct BlockTests {
  @Test func blocksStartAlignedAndFullOfZeros() {
    for (element, width) in [(Block.Element.float32, 4), (.float64, 8), (.int32, 4), (.uint64, 8), (.uint8, 1)] {
      let block = Block(element, count: 21)
      #expect(Int(bitPattern: block.address) % 64 == 0)
      #expect(block.bytes.count == 21 * width)
      #expect(block.bytes.allSatisfy { $0 == 0 })
    }
  }

  @Test func aWindowSharesItsBlocksMemoryAndKeepsItAlive() {
    var whole: Block? = Block(.float32, count: 32)
    weak var watched: Block?
    watched = whole
    let window = Block(within: whole!, offset: 16, count: 8)
    whole!.floats[17] = 5
    #expect(window.floats[1] == 5)
    whole = nil
    #expect(watched != nil)
    #expect(window.floats[1] == 5)
  }

  @Test func aBlockOverOthersBytesReadsThemInPlace() {
    final class Owner {
      let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
      deinit { bytes.deallocate() }
    }
    var owner: Owner? = Owner()
    weak var watched: Owner?
    watched = owner
    owner!.bytes.copyBytes(from: [7, 8, 9])
    let block = Block(reading: UnsafeRawBufferPointer(owner!.bytes), keptAliveBy: owner!)
    owner = nil
    #expect(watched != nil)
    #expect(block.element == .uint8)
    #expect(Array(block.bytes) == [7, 8, 9])
  }

  @Test func aWindowOutsideItsBlockIsRefused() async {
    await #expect(processExitsWith: .failure) { _ = Block(within: Block(.float32, count: 4), offset: 2, count: 3) }
  }

  @Test func elementsOfAnotherTypeAreRefused() async {
    await #expect(processExitsWith: .failure) { _ = Block(.float32, count: 4).integers }
  }
}
