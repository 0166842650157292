import Glibc
import OperatingSystem

/// The text of a sweep file or of a pipe.
struct SweepFileText {
  /// The name of the file in errors.
  let file: String
  /// The sweep's name if the text states none; nil for a pipe, which has no name.
  let defaultName: String?
  /// The text, without a byte order mark.
  let yaml: String

  /// Reads the file at `path`, of any kind, to its end; `-` is standard input. Throws `UnreadableSweepFile`.
  init(path: String) throws(UnreadableSweepFile) {
    let isStandardInput = path == "-"
    file = isStandardInput ? "standard input" : path
    let bytes: [UInt8]
    var status = stat()
    do throws(SystemError) {
      let descriptor =
        isStandardInput ? FileDescriptor(borrowing: STDIN_FILENO, name: file) : try FileDescriptor(path)
      bytes = try descriptor.readToEnd()
      try SystemError.check(fstat(descriptor.number, &status), "examine \(path)")
    } catch {
      throw UnreadableSweepFile(file: file, reason: Self.reason(error))
    }
    let isRegular = status.st_mode & S_IFMT == S_IFREG
    let name = path.split(separator: "/").last.map(String.init) ?? path
    defaultName = isRegular && !isStandardInput ? Self.withoutExtension(name) : nil
    guard var yaml = String(validating: bytes, as: UTF8.self) else {
      throw UnreadableSweepFile(file: file, reason: "it is not UTF-8 text; save it as UTF-8")
    }
    // Some editors begin a file with a byte order mark, which Yams does not take.
    if yaml.unicodeScalars.first == "\u{FEFF}" { yaml.unicodeScalars.removeFirst() }
    self.yaml = yaml
  }

  /// `a` for `a.yaml`; a name that begins with its only dot has no extension.
  static func withoutExtension(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }

  private static func reason(_ error: SystemError) -> String {
    switch error.code {
    case ENOENT: "there is no such file"
    case EACCES: "you may not read it; change its permissions"
    case EISDIR: "it is a directory; name a file in it"
    default: error.reason
    }
  }
}
