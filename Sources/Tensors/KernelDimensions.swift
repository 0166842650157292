public import CKernels

/// The numbers of an instruction under their names: one of the structures that `KernelList.h` states.
package protocol KernelDimensions {
  /// The family of kernels that take the structure.
  static var family: DimensionFamily { get }
}

extension KernelDimensions {
  /// The numbers in the structure's order, as kernels get them.
  var numbers: [Int] { withUnsafeBytes(of: self) { Array($0.bindMemory(to: Int.self)) } }
}

extension ElementDimensions: KernelDimensions { package static var family: DimensionFamily { .element } }
extension SumDimensions: KernelDimensions { package static var family: DimensionFamily { .sum } }
extension RowDimensions: KernelDimensions { package static var family: DimensionFamily { .row } }
extension ClassShareDimensions: KernelDimensions { package static var family: DimensionFamily { .classShare } }
extension ProductDimensions: KernelDimensions { package static var family: DimensionFamily { .product } }
extension BatchedProductDimensions: KernelDimensions { package static var family: DimensionFamily { .batchedProduct } }
extension BroadcastDimensions: KernelDimensions { package static var family: DimensionFamily { .broadcast } }
extension ReductionDimensions: KernelDimensions { package static var family: DimensionFamily { .reduction } }
extension StridedCopyDimensions: KernelDimensions { package static var family: DimensionFamily { .stridedCopy } }
extension PatchDimensions: KernelDimensions { package static var family: DimensionFamily { .patch } }
extension PoolDimensions: KernelDimensions { package static var family: DimensionFamily { .pool } }
extension CellDimensions: KernelDimensions { package static var family: DimensionFamily { .cell } }
extension LayerDimensions: KernelDimensions { package static var family: DimensionFamily { .layer } }
extension LayerGradientDimensions: KernelDimensions { package static var family: DimensionFamily { .layerGradient } }
extension WeightNormDimensions: KernelDimensions { package static var family: DimensionFamily { .weightNorm } }
extension WeightNormGradientDimensions: KernelDimensions {
  package static var family: DimensionFamily { .weightNormGradient }
}
extension CodeLengthDimensions: KernelDimensions { package static var family: DimensionFamily { .codeLength } }
extension ScalingDimensions: KernelDimensions { package static var family: DimensionFamily { .scaling } }
extension GainDimensions: KernelDimensions { package static var family: DimensionFamily { .gain } }

/// Extents or strides of four axes, outermost first.
typealias FourAxes = (Int, Int, Int, Int)

/// Up to four numbers as four axes, with `filler` for the missing outer axes.
func fourAxes(_ numbers: [Int], before filler: Int) -> FourAxes {
  let all = [Int](repeating: filler, count: 4 - numbers.count) + numbers
  return (all[0], all[1], all[2], all[3])
}
