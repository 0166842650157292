import Foundation
import Testing

/// An SVG picture as a viewer reads it, and what sticks out of it.
struct DrawnPicture {
  let elements: Elements
  private let width, height: Double

  init(_ svg: String) throws {
    elements = try Elements(svg)
    let box = try #require(elements.attributes["svg"]?.first?["viewBox"]).split(separator: " ").compactMap {
      Double($0)
    }
    (width, height) = (box[2], box[3])
  }

  /// The shapes that are not wholly within the picture, or have a coordinate that is no number.
  ///
  /// A letter is taken to be narrower than `Drawing.letterWidth`, which is an upper bound for most texts.
  var outside: [String] {
    texts + circles + paths
  }

  private func holds(_ x: Double, _ y: Double) -> Bool { (-1...width + 1).contains(x) && (-1...height + 1).contains(y) }

  private var texts: [String] {
    zip(elements.attributes["text"] ?? [], elements.texts).compactMap { attributes, text in
      guard let x = Double(attributes["x"]!), let y = Double(attributes["y"]!) else { return "\(text): \(attributes)" }
      let length = Double(text.count) * 5.5
      let left =
        attributes["text-anchor"] == "end" ? x - length : attributes["text-anchor"] == "middle" ? x - length / 2 : x
      return holds(left, y - 8) && holds(left + length, y)
        ? nil : "the text \(text) at \(left)...\(left + length), \(y) of \(width) × \(height)"
    }
  }

  private var circles: [String] {
    (elements.attributes["circle"] ?? []).compactMap { attributes in
      guard let x = Double(attributes["cx"]!), let y = Double(attributes["cy"]!), holds(x, y) else {
        return "a circle: \(attributes)"
      }
      return nil
    }
  }

  private var paths: [String] {
    (elements.attributes["path"] ?? []).compactMap { attributes in
      let path = attributes["d"] ?? ""
      let pairs = path.split { "MZ ".contains($0) }.map { $0.split(separator: ",").map { Double($0) } }
      let isInside = pairs.allSatisfy { pair in
        guard pair.count == 2, let x = pair[0], let y = pair[1] else { return false }
        return holds(x, y)
      }
      return isInside && !pairs.isEmpty ? nil : "a path: \(path.prefix(200))"
    }
  }
}
