import Layers
import Tensors

/// Encodes a mission word by word: an embedding of 32 numbers for each word, then a GRU of 128 units, whose last state
/// is the result.
struct MissionEncoder {
  /// The number of elements of an encoded mission.
  static let width = 128

  private let embedding: Embedding
  private let cell: GRUCell
  private let words: Int

  /// An encoder of missions of `words` words.
  init(words: Int, in variables: Variables) {
    self.words = words
    embedding = Embedding(MissionVocabulary.words.count, 32, in: variables, name: "mission.words")
    cell = GRUCell(32, Self.width, in: variables, name: "mission.memory")
  }

  /// int32 `[batch · words]` to `[batch, 128]`.
  func callAsFunction(_ mission: Tensor, batch: Int) -> Tensor {
    let read = embedding(mission).reshaped([batch, words, 32])
    var state = cell.start(mission.tape, batch: batch)
    for word in 0..<words {
      state = cell(read.slice(axis: 1, word..<word + 1).reshaped([batch, 32]), state)
    }
    return state
  }
}

/// The words of the grids' missions, by number.
enum MissionVocabulary {
  /// Number 0 pads missions at the front to the length of the longest of their level.
  static let words = [
    "", "and", "blue", "door", "get", "go", "goal", "green", "grey", "key", "open", "purple", "reach", "red", "square",
    "the", "then", "to", "use", "yellow",
  ]

  /// The number of words of a mission.
  static func count(_ mission: String) -> Int { mission.split(separator: " ").count }

  /// Writes the words' numbers to the end of `target`, and 0 before them.
  static func write(_ mission: String, to target: UnsafeMutableBufferPointer<Int32>) {
    let spelled = mission.split(separator: " ")
    precondition(
      spelled.count <= target.count, "the mission \(mission) is longer than the \(target.count) words of its level")
    target.update(repeating: 0)
    for (place, word) in zip(target.indices.suffix(spelled.count), spelled) {
      guard let number = words.firstIndex(of: String(word)) else {
        preconditionFailure("\(word), of the mission \(mission), is not in the vocabulary of missions")
      }
      target[place] = Int32(number)
    }
  }
}
