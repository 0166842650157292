/// Writes stories of tasks 18 and 19 that follow the published ones: as many facts and questions, the same reasoning,
/// the same things drawn at random.
///
/// No two stories of one call tell the same facts in any order, so that training and test are disjoint. All random
/// numbers come from the given generator: a generator in the same state gives the same stories.
public struct BabiGenerator<Generator: RandomNumberGenerator> {
  private var generator: Generator
  private static var nodeCount: Int { 6 }

  /// A generator of stories that draws from `generator`.
  public init(_ generator: Generator) {
    self.generator = generator
  }

  /// Whether this generator writes stories of `task`.
  public static func writes(_ task: BabiTask) -> Bool { task == .size || task == .pathFinding }

  /// `storyCount` stories to train on and as many to test on. `writes(task)` must be true.
  public mutating func dataset(_ task: BabiTask, storyCount: Int = 1000) -> BabiDataset {
    precondition(Self.writes(task), "no generator writes task \(task.rawValue)")
    var told: Set<Set<BabiStory.Edge>> = []
    var stories: [BabiStory] = []
    while stories.count < 2 * storyCount {
      guard let story = task == .size ? sizeStory() : pathStory() else { continue }
      if told.insert(Set(story.edges)).inserted { stories.append(story) }
    }
    let isSize = task == .size
    return BabiDataset(
      task: task,
      vocabulary: BabiVocabulary(
        nodes: Self.nodeCount, edgeKinds: isSize ? 1 : Direction.allCases.count, questionKinds: 1,
        labels: isSize ? 2 : Direction.allCases.count),
      train: Array(stories.prefix(storyCount)), test: Array(stories.dropFirst(storyCount)))
  }

  private mutating func number(below bound: Int) -> Int { Int(generator.uniform(below: UInt64(bound))) }
}

// MARK: Task 18: which of two things is bigger

extension BabiGenerator {
  /// 4 to 9 facts "a is bigger than b" about six things. The questions are "is a smaller than b?" for every pair that
  /// two facts in a row compare and no single fact does. A random half of the questions swaps a and b. Label 0 is yes.
  /// Nil if no such pair exists.
  private mutating func sizeStory() -> BabiStory? {
    var bySize = Array(0..<Self.nodeCount)
    generator.permute(&bySize)
    var pairs = bySize.indices.flatMap { bigger in
      (bigger + 1..<bySize.count).map { BabiStory.Edge(source: bySize[bigger], kind: 0, target: bySize[$0]) }
    }
    generator.permute(&pairs)
    let edges = Array(pairs.prefix(4 + number(below: 6)))
    let known = Set(edges)
    var questions: [BabiStory.Question] = []
    for pair in pairs where !known.contains(pair) {
      let isImplied = bySize.contains { middle in
        known.contains(BabiStory.Edge(source: pair.source, kind: 0, target: middle))
          && known.contains(BabiStory.Edge(source: middle, kind: 0, target: pair.target))
      }
      guard isImplied else { continue }
      let isTrue = number(below: 2) == 0
      questions.append(
        BabiStory.Question(
          kind: 0, nodes: isTrue ? [pair.target, pair.source] : [pair.source, pair.target], answers: [isTrue ? 0 : 1]))
    }
    return questions.isEmpty ? nil : BabiStory(edges: edges, questions: questions)
  }
}

// MARK: Task 19: the way from one place to another

private enum Direction: Int, CaseIterable {
  case north, west, east, south

  func from(_ place: [Int]) -> [Int] {
    switch self {
    case .north: [place[0], place[1] + 1]
    case .south: [place[0], place[1] - 1]
    case .east: [place[0] + 1, place[1]]
    case .west: [place[0] - 1, place[1]]
    }
  }
}

extension BabiGenerator {
  /// Four facts "from a one goes in this direction to b" that lead from one place to four others on a grid. The
  /// question asks for the two directions from the first place to a place that is two steps away. Nil if no place is
  /// two steps away.
  private mutating func pathStory() -> BabiStory? {
    var names = Array(0..<Self.nodeCount)
    generator.permute(&names)
    var places = [[0, 0]]
    /// The directions that lead from the first place to each place, by index of the place.
    var ways: [[Direction]] = [[]]
    var edges: [BabiStory.Edge] = []
    while edges.count < 4 {
      let start = number(below: places.count)
      let direction = Direction.allCases[number(below: Direction.allCases.count)]
      let place = direction.from(places[start])
      guard !places.contains(place) else { continue }
      edges.append(BabiStory.Edge(source: names[start], kind: direction.rawValue, target: names[places.count]))
      places.append(place)
      ways.append(ways[start] + [direction])
    }
    let ends = ways.indices.filter { ways[$0].count == 2 }
    guard !ends.isEmpty else { return nil }
    let end = ends[number(below: ends.count)]
    generator.permute(&edges)
    return BabiStory(
      edges: edges,
      questions: [
        BabiStory.Question(kind: 0, nodes: [names[0], names[end]], answers: ways[end].map(\.rawValue))
      ])
  }
}
