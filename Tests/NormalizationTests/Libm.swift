import Glibc

/// The system's mathematics, as a reference that none of our kernels uses.
enum Libm {
  static func log(_ x: Double) -> Double { Glibc.log(x) }
}
