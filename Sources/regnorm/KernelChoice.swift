import ArgumentParser
import CKernels

/// Makes this thread run the kernels' body called `name`; nil means the widest body of this processor.
///
/// Throws `ValidationError` if no body has the name or this processor cannot run it.
func useKernels(named name: String?) throws {
  guard let name else { return }
  let bodies: [KernelBody] = [.portable, .avx2, .avx512]
  guard let body = bodies.first(where: { String(cString: regnorm_body_name($0)) == name }) else {
    throw ValidationError("no kernels are called \(name); the kernels are portable, avx2, avx512")
  }
  guard regnorm_use_body(body) else { throw ValidationError("this processor cannot run the \(name) kernels") }
}
