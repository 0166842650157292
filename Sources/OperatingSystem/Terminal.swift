import Glibc

/// A terminal whose cursor can be moved.
public struct Terminal {
  private let descriptor: CInt

  /// The terminal behind `descriptor`; nil if `descriptor` is not a terminal, or TERM is `dumb`.
  public init?(_ descriptor: CInt) {
    guard isatty(descriptor) == 1, getenv("TERM").map({ String(cString: $0) }) != "dumb" else { return nil }
    self.descriptor = descriptor
  }

  /// The present number of columns and rows; 80 and 24 if the terminal does not report them.
  public var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
