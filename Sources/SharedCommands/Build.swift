import CKernels

/// What workers and coordinators say of their build; both must be of one version.
public enum Build {
  /// The version of regnorm.
  public static let version = "0.1.0"

  /// The name of the kernels' instruction set that runs on this host.
  public static var kernels: String { String(cString: regnorm_body_name(regnorm_body())) }
}
