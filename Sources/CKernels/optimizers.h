#pragma once

// Optimizers' steps over flat blocks of n parameters. `rate` and `gradientScale` are float32[1].

/// The factor of the gradient; 1 if none is given.
INLINE float factor_or_one(const float *factor) { return factor ? *factor : 1; }

KERNEL(stochasticGradientDescent) {
  float *p = operands[0], *velocity = operands[2];
  const float *g = operands[1], *rate = operands[3];
  const intptr_t n = dimensions->n;
  const f32x16 minus_rate = broadcast(-*rate), momentum = broadcast((float)constants[0]);
  const float scale = factor_or_one(operands[4]);
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    f32x16 step = load_up_to(g + i, count) * scale;
    if (velocity) {
      step = fma16(momentum, load_up_to(velocity + i, count), step);
      store_up_to(velocity + i, step, count);
    }
    store_up_to(p + i, fma16(minus_rate, step, load_up_to(p + i, count)), count);
  }
}

/// x, or zero where |x| is below the least normal number. The moments of a silent unit decay into the subnormals and
/// stay subnormal; every operation on a subnormal takes a processor ten times as long.
INLINE f32x16 flushed16(f32x16 x) { return choose(absolute(x) < 0x1p-126f, broadcast(0), x); }

KERNEL(adam) {
  float *p = operands[0], *m = operands[2], *v = operands[3];
  const float *g = operands[1], *rate = operands[5];
  double *powers = operands[4];
  const intptr_t n = dimensions->n;
  const double beta1 = constants[0], beta2 = constants[1];
  powers[0] *= beta1;
  powers[1] *= beta2;
  // The corrections of both biases, in double: 1 - beta^t would lose most of its digits in float.
  const f32x16 minus_step = broadcast((float)(-(double)*rate / (1 - powers[0])));
  const f32x16 root_correction = broadcast((float)(1 / __builtin_elementwise_sqrt(1 - powers[1])));
  const f32x16 epsilon = broadcast((float)constants[2]);
  const f32x16 keep1 = broadcast((float)beta1), take1 = broadcast((float)(1 - beta1));
  const f32x16 keep2 = broadcast((float)beta2), take2 = broadcast((float)(1 - beta2));
  const float scale = factor_or_one(operands[6]);
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    const f32x16 gradient = load_up_to(g + i, count) * scale;
    const f32x16 mean = flushed16(fma16(keep1, load_up_to(m + i, count), take1 * gradient));
    const f32x16 square = flushed16(fma16(keep2, load_up_to(v + i, count), take2 * gradient * gradient));
    const f32x16 divisor = fma16(sqrt16(square), root_correction, epsilon);
    store_up_to(m + i, mean, count);
    store_up_to(v + i, square, count);
    store_up_to(p + i, fma16(minus_step, mean / divisor, load_up_to(p + i, count)), count);
  }
}

KERNEL(rmsprop) {
  float *p = operands[0], *square = operands[2];
  const float *g = operands[1], *rate = operands[3];
  const intptr_t n = dimensions->n;
  const f32x16 keep = broadcast((float)constants[0]), take = broadcast((float)(1 - constants[0]));
  const f32x16 minus_rate = broadcast(-*rate);
  const float epsilon = (float)constants[1], scale = factor_or_one(operands[4]);
  for (intptr_t i = 0; i < n; i += LANES) {
    const intptr_t count = n - i < LANES ? n - i : LANES;
    const f32x16 gradient = load_up_to(g + i, count) * scale;
    const f32x16 mean = fma16(keep, load_up_to(square + i, count), take * gradient * gradient);
    store_up_to(square + i, mean, count);
    store_up_to(p + i, fma16(minus_rate, gradient / (sqrt16(mean) + epsilon), load_up_to(p + i, count)), count);
  }
}

KERNEL(clipFactor) {
  WITHOUT_DIMENSIONS;
  float *factor = operands[0];
  const double *sum_of_squares = operands[1];
  const double wanted = constants[0] / (__builtin_elementwise_sqrt(*sum_of_squares) + 1e-6);
  *factor = wanted > 1 ? 1 : (float)wanted;
}
