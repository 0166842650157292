import Glibc

/// Expands a path as a shell does: `~` and `~NAME` at its beginning are home directories.
///
/// Shells do not expand `--out=~/results`, because the tilde does not begin a word.
public func userPath(_ text: String) -> String {
  guard text.hasPrefix("~") else { return text }
  let name = text.dropFirst().prefix { $0 != "/" }
  let home: String? =
    if name.isEmpty, let home = getenv("HOME") {
      String(cString: home)
    } else {
      (name.isEmpty ? getpwuid(getuid()) : getpwnam(String(name))).map { String(cString: $0.pointee.pw_dir) }
    }
  return home.map { $0 + text.dropFirst(1 + name.count) } ?? text
}
