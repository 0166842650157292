import CKernels

/// The build, as workers and coordinators report it. Both must have the same version.
public enum Build {
  /// The version of regnorm.
  public static let version = "0.1.0"

  /// The name of the kernels' instruction set that runs on this host.
  public static var kernels: String { String(cString: regnorm_body_name(regnorm_body())) }
}
