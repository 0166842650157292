import ArgumentParser
import CKernels

/// Makes this thread run the kernels' body called `name`; nil leaves the widest one of this processor.
///
/// Throws `ValidationError` where there is none of that name or this processor cannot run it.
func useKernels(named name: String?) throws {
  guard let name else { return }
  let bodies: [KernelBody] = [.portable, .avx2, .avx512]
  guard let body = bodies.first(where: { String(cString: regnorm_body_name($0)) == name }) else {
    throw ValidationError("there are no kernels called \(name); there are portable, avx2, avx512")
  }
  guard regnorm_use_body(body) else { throw ValidationError("this processor cannot run the \(name) kernels") }
}
