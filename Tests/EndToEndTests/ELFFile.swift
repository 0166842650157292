import Foundation

/// The shared libraries that a 64-bit ELF executable needs, and its symbols.
struct ELFFile {
  private let bytes: Data
  private let sections: [(type: UInt32, offset: Int, size: Int, link: Int)]

  /// Reads the section headers of the executable at `url`.
  init(_ url: URL) throws {
    let bytes = try Data(contentsOf: url, options: .alwaysMapped)
    guard bytes.prefix(5) == Data([0x7F] + "ELF".utf8 + [2]) else {
      throw Unexpected(description: "\(url) is no ELF file")
    }
    func integer<Value: FixedWidthInteger>(_ offset: Int) -> Value {
      bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Value.self)) }
    }
    let start = Int(integer(40) as UInt64)
    let size = Int(integer(58) as UInt16)
    sections = (0..<Int(integer(60) as UInt16)).map { number in
      let header = start + number * size
      return (
        integer(header + 4), Int(integer(header + 24) as UInt64), Int(integer(header + 32) as UInt64),
        Int(integer(header + 40) as UInt32)
      )
    }
    self.bytes = bytes
  }

  /// The names of the shared libraries that the program needs: `libzmq.so.5`.
  var neededLibraries: [String] {
    names(inSectionsOf: 6, entrySize: 16) { entry in
      entry.loadUnaligned(fromByteOffset: 0, as: Int64.self) == 1
        ? entry.loadUnaligned(fromByteOffset: 8, as: Int.self) : nil
    }
  }

  /// The names of all symbols, defined or not.
  var symbols: Set<String> {
    Set(
      [UInt32(2), 11].flatMap {
        names(inSectionsOf: $0, entrySize: 24) { Int($0.loadUnaligned(fromByteOffset: 0, as: UInt32.self)) }
      })
  }

  /// The texts that `place` finds for the entries of sections, in the table of texts that each section links to.
  private func names(
    inSectionsOf type: UInt32, entrySize: Int, place: (UnsafeRawBufferPointer) -> Int?
  ) -> [String] {
    bytes.withUnsafeBytes { bytes in
      sections.filter { $0.type == type }.flatMap { section in
        stride(from: section.offset, to: section.offset + section.size, by: entrySize).compactMap { start in
          place(UnsafeRawBufferPointer(rebasing: bytes[start..<start + entrySize])).map { place in
            String(decoding: bytes[(sections[section.link].offset + place)...].prefix { $0 != 0 }, as: UTF8.self)
          }
        }
      }
    }
  }
}
