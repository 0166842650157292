import ArgumentParser
import OperatingSystem
import Reporting
import Trials

/// The pictures of a trial's model, as files of a folder.
struct Illustration {
  private let trial: any IllustratedTrial
  private let folder: String

  /// Makes the folder, so that an impossible path is reported before training.
  ///
  /// Throws `ValidationError` if trials of `task` have no pictures, and `PictureFolderError` if the folder cannot be
  /// made.
  init(of trial: any Trial, task: String, folder: String) throws {
    guard let illustrated = trial as? any IllustratedTrial else {
      throw ValidationError("\(task) has no pictures to show; leave --pictures out")
    }
    self.trial = illustrated
    self.folder = folder
    do { try makeFolders(folder) } catch { throw PictureFolderError(path: folder, reason: error.reason) }
  }

  func write() throws {
    for picture in trial.pictures() {
      let bytes = try picture.png(magnification: picture.usefulMagnification)
      try OutputFile.write(bytes, to: "\(folder)/\(picture.name).png")
    }
  }
}

/// A folder for pictures that cannot be made.
struct PictureFolderError: Error, CustomStringConvertible {
  let path: String
  let reason: String

  /// The path and the system's reason.
  var description: String { "--pictures: \(path) cannot be made: \(reason)." }
}
