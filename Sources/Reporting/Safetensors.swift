import FoundationEssentials
public import Trials

/// Arrays in the safetensors format: the header's length (8 bytes, little-endian), a JSON header with each array's
/// type, shape and offsets, padded with spaces to 8 bytes, then the elements in the order of the arrays.
public struct Safetensors {
  public let bytes: [UInt8]

  /// Lays out `arrays` in their order, as F32. `metadata` holds texts for people.
  public init(_ arrays: [NamedArray], metadata: [String: String] = [:]) throws {
    try self.init(arrays.map(SafetensorsArray.init), metadata: metadata)
  }

  /// Lays out an order of examples, as I64: `examples` `[examples]`, `order` `[epochs, taken]` and `batchSize` `[1]`.
  public init(_ order: ExampleOrder, metadata: [String: String] = [:]) throws {
    let count = order.examples.count
    try self.init(
      [
        SafetensorsArray(name: "examples", shape: [count], elements: order.examples),
        SafetensorsArray(
          name: "order", shape: [order.epochs.count, order.epochs.first?.count ?? 0],
          elements: Array(order.epochs.joined())),
        SafetensorsArray(name: "batchSize", shape: [1], elements: [Int64(order.batchSize)]),
      ], metadata: metadata)
  }

  private init(_ arrays: [SafetensorsArray], metadata: [String: String]) throws {
    var header: [String: Entry] = [:]
    var offset = 0
    for array in arrays {
      let end = offset + array.bytes.count
      header[array.name] = .array(array, offsets: [offset, end])
      offset = end
    }
    if !metadata.isEmpty { header["__metadata__"] = .metadata(metadata) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var json = Array(try encoder.encode(header))
    json += [UInt8](repeating: UInt8(ascii: " "), count: -json.count & 7)
    var bytes = withUnsafeBytes(of: UInt64(json.count).littleEndian) { Array($0) }
    bytes.reserveCapacity(8 + json.count + offset)
    bytes += json
    for array in arrays { bytes += array.bytes }
    self.bytes = bytes
  }

  private enum Entry: Encodable {
    case array(SafetensorsArray, offsets: [Int])
    case metadata([String: String])

    enum Key: String, CodingKey {
      case type = "dtype"
      case shape
      case offsets = "data_offsets"
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .metadata(let texts): try texts.encode(to: encoder)
      case .array(let array, let offsets):
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(array.type, forKey: .type)
        try container.encode(array.shape, forKey: .shape)
        try container.encode(offsets, forKey: .offsets)
      }
    }
  }
}
