import Foundation

/// A target of `Package.swift`, with the folder of its sources.
struct Target: Decodable {
  enum Kind: String, Decodable {
    case regular, executable, test, system
  }

  /// A dependency of a target: a target of this package, or a product of another package with the name of its module.
  enum Dependency: Decodable {
    case target(String)
    case product(String)

    private enum Key: CodingKey {
      case byName, product
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      if let product = try container.decodeIfPresent([Name].self, forKey: .product) {
        self = .product(product[0].text)
      } else {
        self = .target(try container.decode([Name].self, forKey: .byName)[0].text)
      }
    }

    var module: String {
      switch self {
      case .target(let name), .product(let name): name
      }
    }

    /// One item of the manifest's list for a dependency. The first item is the name.
    private struct Name: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        text = (try? decoder.singleValueContainer().decode(String.self)) ?? ""
      }
    }
  }

  let name: String
  let type: Kind
  let path: String?
  let dependencies: [Dependency]

  /// The modules that the target declares.
  var declared: Set<String> { Set(dependencies.map(\.module)) }

  /// The folder of the target's sources, relative to the package.
  var folder: String { path ?? (type == .test ? "Tests/" : "Sources/") + name }
}
