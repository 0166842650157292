#pragma once

// Activations by code, and their gradients from the activated value.

/// The activation codes of `KernelList.h`.
enum { ACTIVATION_NONE, ACTIVATION_RELU, ACTIVATION_TANH, ACTIVATION_SIGMOID };

/// max(x, 0); NaN stays NaN, so that a diverged network shows.
INLINE f32x16 relu16(f32x16 x) { return choose(x < 0.0f, broadcast(0), x); }

INLINE f32x16 relu_gradient16(f32x16 dy, f32x16 y) { return choose(y > 0.0f, dy, broadcast(0)); }

INLINE f32x16 tanh_gradient16(f32x16 dy, f32x16 y) { return dy * fma16(-y, y, broadcast(1)); }

INLINE f32x16 sigmoid_gradient16(f32x16 dy, f32x16 y) { return dy * (y * (1.0f - y)); }

INLINE f32x16 activate16(f32x16 x, intptr_t activation) {
  switch (activation) {
    case ACTIVATION_RELU: return relu16(x);
    case ACTIVATION_TANH: return tanh16(x);
    case ACTIVATION_SIGMOID: return sigmoid16(x);
    default: return x;
  }
}

/// dx from dy and the activated value y.
INLINE f32x16 activation_gradient16(f32x16 dy, f32x16 y, intptr_t activation) {
  switch (activation) {
    case ACTIVATION_RELU: return relu_gradient16(dy, y);
    case ACTIVATION_TANH: return tanh_gradient16(dy, y);
    case ACTIVATION_SIGMOID: return sigmoid_gradient16(dy, y);
    default: return dy;
  }
}

/// Calls `step` with a constant `activation` equal to `code`, so that the choice is made once and not at every vector.
#define FOR_ACTIVATION(code, step)                                                        \
  do {                                                                                    \
    switch (code) {                                                                       \
      case ACTIVATION_RELU: { const intptr_t activation = ACTIVATION_RELU; step; } break; \
      case ACTIVATION_TANH: { const intptr_t activation = ACTIVATION_TANH; step; } break; \
      case ACTIVATION_SIGMOID: {                                                          \
        const intptr_t activation = ACTIVATION_SIGMOID;                                   \
        step;                                                                             \
      } break;                                                                            \
      default: { const intptr_t activation = ACTIVATION_NONE; step; } break;              \
    }                                                                                     \
  } while (0)

KERNEL(relu) {
  WITHOUT_CONSTANTS;
  map1(operands[0], operands[1], dimensions->n, relu16);
}

KERNEL(tanh) {
  WITHOUT_CONSTANTS;
  map1(operands[0], operands[1], dimensions->n, tanh16);
}

KERNEL(sigmoid) {
  WITHOUT_CONSTANTS;
  map1(operands[0], operands[1], dimensions->n, sigmoid16);
}

KERNEL(reluBackward) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, relu_gradient16);
}

KERNEL(tanhBackward) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, tanh_gradient16);
}

KERNEL(sigmoidBackward) {
  WITHOUT_CONSTANTS;
  map2(operands[0], operands[1], operands[2], dimensions->n, sigmoid_gradient16);
}
