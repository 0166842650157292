import Tensors
import Testing

@Suite struct ShapeTests {
  @Test func aShapeIsSeenAsAMatrixOfItsInnermostAxis() {
    let shape: Shape = [2, 3, 4]
    #expect(shape.count == 24)
    #expect(shape.rows == 6)
    #expect(shape.columns == 4)
    #expect(shape.strides == [12, 4, 1])
    #expect(shape.description == "[2, 3, 4]")
  }

  @Test func aScalarHasOneElement() {
    let scalar: Shape = []
    #expect(scalar.count == 1)
    #expect(scalar.rows == 1)
    #expect(scalar.columns == 1)
    #expect(scalar.strides == [])
  }
}
