import ArgumentParser
import Foundation
import Reporting
import Trials

/// The pictures of a trial's model, as files of a folder.
struct Illustration {
  private let trial: any IllustratedTrial
  private let folder: URL

  /// Makes the folder, so that one that cannot be made is known before training.
  ///
  /// Throws `ValidationError` where trials of `task` show no pictures, `PictureFolderError` where there is no folder.
  init(of trial: any Trial, task: String, folder: String) throws {
    guard let illustrated = trial as? any IllustratedTrial else {
      throw ValidationError("\(task) has no pictures to show; leave --pictures out")
    }
    self.trial = illustrated
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
    do { try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true) } catch {
      throw PictureFolderError(path: folder, cause: error)
    }
  }

  func write() throws {
    for picture in trial.pictures() {
      let bytes = try picture.png(magnification: picture.usefulMagnification)
      let file = folder.appending(path: "\(picture.name).png")
      do { try Data(bytes).write(to: file, options: .atomic) } catch {
        throw PictureFolderError(path: file.path, cause: error)
      }
    }
  }
}

/// A folder for pictures, or a picture in it, that cannot be made.
struct PictureFolderError: Error, CustomStringConvertible {
  let path: String
  let cause: any Error

  /// The path and what the system says.
  var description: String {
    let system = ((cause as? CocoaError)?.underlying as? POSIXError).map { String(cString: strerror($0.code.rawValue)) }
    return "--pictures: \(path) cannot be made: \(system ?? "\(cause)")."
  }
}
