import Testing

@testable import Datasets

@Suite struct BabiGeneratorTests {
  private func dataset(_ task: BabiTask, seed: UInt64 = 1) -> BabiDataset {
    var generator = BabiGenerator(CountingGenerator(state: seed))
    return generator.dataset(task, storyCount: 300)
  }

  @Test(arguments: [BabiTask.size, .pathFinding]) func trainingAndTestAreDisjointWhateverTheOrderOfFacts(
    task: BabiTask
  ) {
    let dataset = dataset(task)
    let facts = (dataset.train + dataset.test).map { Set($0.edges) }
    #expect((dataset.train.count, dataset.test.count) == (300, 300))
    #expect(Set(facts).count == facts.count)
  }

  @Test(arguments: [BabiTask.size, .pathFinding]) func theSameGeneratorGivesTheSameStories(task: BabiTask) {
    #expect(dataset(task).train == dataset(task).train)
    #expect(dataset(task).train != dataset(task, seed: 2).train)
  }

  @Test func sizesAreAskedWhereTwoFactsInARowDecide() {
    let stories = dataset(.size).train
    for story in stories {
      #expect((4...9).contains(story.edges.count))
      let bigger = Set(story.edges.map { [$0.source, $0.target] })
      for question in story.questions {
        let (smaller, larger) =
          question.answers == [0]
          ? (question.nodes[0], question.nodes[1]) : (question.nodes[1], question.nodes[0])
        #expect(!bigger.contains([larger, smaller]) && !bigger.contains([smaller, larger]))
        #expect((0..<6).contains { bigger.contains([larger, $0]) && bigger.contains([$0, smaller]) })
      }
    }
    // A story has as many questions as in the published files, 2.5 to 2.6, and the answers are balanced.
    let questions = stories.flatMap(\.questions)
    let perStory = Double(questions.count) / Double(stories.count)
    #expect((2.2...2.9).contains(perStory), "\(perStory)")
    let yes = Double(questions.count { $0.answers == [0] }) / Double(questions.count)
    #expect((0.43...0.57).contains(yes), "\(yes)")
  }

  @Test func aPathsAnswersLeadFromTheFirstPlaceToTheSecond() throws {
    var answers: Set<[Int]> = []
    for story in dataset(.pathFinding).train {
      #expect(story.edges.count == 4)
      let question = try #require(story.questions.first)
      var place = question.nodes[0]
      for answer in question.answers {
        let way = try #require(story.edges.first { $0.source == place && $0.kind == answer })
        place = way.target
      }
      #expect(place == question.nodes[1])
      answers.insert(question.answers)
    }
    // Every pair of directions occurs, except there and back.
    #expect(answers.count == 12)
  }
}
