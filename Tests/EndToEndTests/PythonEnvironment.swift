import Foundation

/// A Python with packages of other people, from PyPI: made once in the folder for temporary files, and used by later runs too.
enum PythonEnvironment {
  private static let packages = ["pandas", "duckdb", "safetensors", "tensorboard", "vl-convert-python"]
  private static let modules = ["pandas", "duckdb", "safetensors", "tensorboard", "vl_convert"]

  /// What a test says that is skipped without the packages.
  static let absence = "python3, or a package of \(packages) from PyPI, cannot be had on this host"

  /// The interpreter; nil where it, or one of the packages, cannot be had.
  static let interpreter: URL? = {
    let folder = FileManager.default.temporaryDirectory.appending(path: "regnorm-python")
    let python = folder.appending(path: "bin/python")
    let imports = ["-c", "import \(modules.joined(separator: ", "))"]
    if succeeds(python, imports) { return python }
    let isMade =
      succeeds(URL(filePath: "/usr/bin/env"), ["python3", "-m", "venv", folder.path])
      && succeeds(python, ["-m", "pip", "-q", "install"] + packages) && succeeds(python, imports)
    return isMade ? python : nil
  }()

  private static func succeeds(_ program: URL, _ arguments: [String]) -> Bool {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
