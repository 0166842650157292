import Foundation
import Testing
import Trials

@Suite struct ShellWordTests {
  @Test(arguments: [
    ("results/quickstart", "results/quickstart"), ("tcp://10.0.0.1:5555", "tcp://10.0.0.1:5555"), ("", "''"),
    ("tcp://127.0.0.1:*", "'tcp://127.0.0.1:*'"), ("my results", "'my results'"), ("it's", "'it'\\''s'"),
    ("$HOME;rm -r", "'$HOME;rm -r'"), ("~/x", "'~/x'"), ("a\u{1B}b", "$'a\\x1bb'"),
  ])
  func onlyWordsThatNeedQuotesHaveThem(text: String, word: String) {
    #expect(text.shellWord == word)
  }

  @Test func aPathIsNeverTakenForAnOption() {
    #expect("-rf".shellPath == "./-rf")
    #expect("-a b".shellPath == "'./-a b'")
    #expect("results/-x".shellPath == "results/-x")
  }

  @Test func theShellReadsBackEveryWord() throws {
    let texts = [
      "", " ", "it's", "\"q\"", "a\\b", "$(id)`id`", "*?[a]", "#x", "a\nb", "\u{1B}[2J'\\", "x\u{202E}y ü", "{a,b}",
      "!1",
      "a&b|c<d>e(f)", "=x", "\t",
    ]
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "printf '%s\\0' " + texts.map(\.shellWord).joined(separator: " ")]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(output == Data(texts.flatMap { Array($0.utf8) + [0] }))
  }
}
