import FoundationEssentials
import Trials

/// Arrays in the safetensors format: the header's length (8 bytes, little-endian), a JSON header with each array's
/// type, shape and place, padded with spaces to 8 bytes, then the elements in the order of the header.
public struct Safetensors {
  /// The file's bytes.
  public let bytes: [UInt8]

  /// Lays out `arrays` in their order; `metadata` holds texts for people.
  public init(_ arrays: [NamedArray], metadata: [String: String] = [:]) throws {
    var header: [String: Entry] = [:]
    var offset = 0
    for array in arrays {
      let end = offset + 4 * array.elements.count
      header[array.name] = .array(shape: array.shape, offsets: [offset, end])
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
    for array in arrays {
      for element in array.elements {
        withUnsafeBytes(of: element.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    self.bytes = bytes
  }

  private enum Entry: Encodable {
    case array(shape: [Int], offsets: [Int])
    case metadata([String: String])

    enum Key: String, CodingKey {
      case type = "dtype"
      case shape
      case offsets = "data_offsets"
    }

    func encode(to encoder: any Encoder) throws {
      switch self {
      case .metadata(let texts): try texts.encode(to: encoder)
      case .array(let shape, let offsets):
        var container = encoder.container(keyedBy: Key.self)
        try container.encode("F32", forKey: .type)
        try container.encode(shape, forKey: .shape)
        try container.encode(offsets, forKey: .offsets)
      }
    }
  }
}
