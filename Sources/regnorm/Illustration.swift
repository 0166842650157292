import ArgumentParser
import Foundation
import Trials

/// The pictures of a trial's model, as files of a folder.
struct Illustration {
  private let trial: any IllustratedTrial
  private let folder: URL

  /// Makes the folder, so that one that cannot be made is known before training.
  ///
  /// Throws where trials of `task` show no pictures.
  init(of trial: any Trial, task: String, folder: String) throws {
    guard let illustrated = trial as? any IllustratedTrial else {
      throw ValidationError("\(task) has no pictures to show; leave --pictures out")
    }
    self.trial = illustrated
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
  }

  func write() throws {
    for picture in try trial.pictures() {
      try Data(picture.bytes).write(to: folder.appending(path: picture.name), options: .atomic)
    }
  }
}
