import Trials

/// An array of a safetensors file.
struct SafetensorsArray {
  let name: String
  /// The format's name of the elements' type.
  let type: String
  /// Row-major.
  let shape: [Int]
  /// The elements, little-endian.
  let bytes: [UInt8]

  init(_ array: NamedArray) {
    (name, type, shape) = (array.name, "F32", array.shape)
    bytes = Self.bytes(array.elements.lazy.map(\.bitPattern))
  }

  init(name: String, shape: [Int], elements: [Int64]) {
    (self.name, type, self.shape) = (name, "I64", shape)
    bytes = Self.bytes(elements)
  }

  private static func bytes(_ elements: some Collection<some FixedWidthInteger>) -> [UInt8] {
    var bytes: [UInt8] = []
    for element in elements { withUnsafeBytes(of: element.littleEndian) { bytes.append(contentsOf: $0) } }
    return bytes
  }
}
