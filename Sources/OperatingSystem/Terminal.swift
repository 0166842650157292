import Glibc

/// A terminal whose cursor can be moved.
public struct Terminal {
  private let descriptor: CInt

  /// The terminal that `descriptor` leads to; nil where it leads to none, or to one that calls itself dumb.
  public init?(_ descriptor: CInt) {
    guard isatty(descriptor) == 1, getenv("TERM").map({ String(cString: $0) }) != "dumb" else { return nil }
    self.descriptor = descriptor
  }

  /// How many columns and rows the terminal has now; 80 and 24 where the terminal does not say.
  public var size: (columns: Int, rows: Int) {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
    return (Int(size.ws_col), Int(size.ws_row))
  }
}
