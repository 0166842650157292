#pragma once

// Recurrent cells after their matrix products; H = hidden. One row of the batch at a time, 16 hidden units a step.

/// The 16 lanes of gate `gate` in a row of gates of `hidden` units each.
INLINE f32x16 load_gate(const float *row, intptr_t gate, intptr_t hidden, intptr_t unit, intptr_t count) {
  return load_up_to(row + gate * hidden + unit, count);
}

INLINE void store_gate(float *row, intptr_t gate, intptr_t hidden, intptr_t unit, f32x16 value, intptr_t count) {
  store_up_to(row + gate * hidden + unit, value, count);
}

KERNEL(lstmCell) {
  WITHOUT_CONSTANTS;
  float *new_h = operands[0], *new_c = operands[1], *gates = operands[2];
  const float *pre = operands[3], *c = operands[4];
  const intptr_t batch = dimensions->batch, hidden = dimensions->hidden;
  for (intptr_t row = 0; row < batch; row++) {
    for (intptr_t unit = 0; unit < hidden; unit += LANES) {
      const intptr_t count = hidden - unit < LANES ? hidden - unit : LANES;
      const f32x16 i = sigmoid16(load_gate(pre, 0, hidden, unit, count));
      const f32x16 f = sigmoid16(load_gate(pre, 1, hidden, unit, count));
      const f32x16 g = tanh16(load_gate(pre, 2, hidden, unit, count));
      const f32x16 o = sigmoid16(load_gate(pre, 3, hidden, unit, count));
      const f32x16 memory = fma16(f, load_up_to(c + unit, count), i * g);
      store_gate(gates, 0, hidden, unit, i, count);
      store_gate(gates, 1, hidden, unit, f, count);
      store_gate(gates, 2, hidden, unit, g, count);
      store_gate(gates, 3, hidden, unit, o, count);
      store_up_to(new_c + unit, memory, count);
      store_up_to(new_h + unit, o * tanh16(memory), count);
    }
    new_h += hidden, new_c += hidden, c += hidden, gates += 4 * hidden, pre += 4 * hidden;
  }
}

KERNEL(lstmCellBackward) {
  WITHOUT_CONSTANTS;
  float *dpre = operands[0], *dc = operands[1];
  const float *dnew_h = operands[2], *dnew_c = operands[3];
  const float *gates = operands[4], *new_c = operands[5], *c = operands[6];
  const intptr_t batch = dimensions->batch, hidden = dimensions->hidden;
  for (intptr_t row = 0; row < batch; row++) {
    for (intptr_t unit = 0; unit < hidden; unit += LANES) {
      const intptr_t count = hidden - unit < LANES ? hidden - unit : LANES;
      const f32x16 i = load_gate(gates, 0, hidden, unit, count), f = load_gate(gates, 1, hidden, unit, count);
      const f32x16 g = load_gate(gates, 2, hidden, unit, count), o = load_gate(gates, 3, hidden, unit, count);
      const f32x16 dh = load_up_to(dnew_h + unit, count), squashed = tanh16(load_up_to(new_c + unit, count));
      f32x16 dmemory = tanh_gradient16(dh * o, squashed);
      if (dnew_c) dmemory += load_up_to(dnew_c + row * hidden + unit, count);
      store_gate(dpre, 0, hidden, unit, sigmoid_gradient16(dmemory * g, i), count);
      store_gate(dpre, 1, hidden, unit, sigmoid_gradient16(dmemory * load_up_to(c + unit, count), f), count);
      store_gate(dpre, 2, hidden, unit, tanh_gradient16(dmemory * i, g), count);
      store_gate(dpre, 3, hidden, unit, sigmoid_gradient16(dh * squashed, o), count);
      store_up_to(dc + unit, dmemory * f, count);
    }
    dpre += 4 * hidden, gates += 4 * hidden, dc += hidden, dnew_h += hidden, new_c += hidden, c += hidden;
  }
}

KERNEL(gruCell) {
  WITHOUT_CONSTANTS;
  float *new_h = operands[0], *saved = operands[1];
  const float *from_input = operands[2], *from_hidden = operands[3], *h = operands[4];
  const intptr_t batch = dimensions->batch, hidden = dimensions->hidden;
  for (intptr_t row = 0; row < batch; row++) {
    for (intptr_t unit = 0; unit < hidden; unit += LANES) {
      const intptr_t count = hidden - unit < LANES ? hidden - unit : LANES;
      const f32x16 r = sigmoid16(
          load_gate(from_input, 0, hidden, unit, count) + load_gate(from_hidden, 0, hidden, unit, count));
      const f32x16 z = sigmoid16(
          load_gate(from_input, 1, hidden, unit, count) + load_gate(from_hidden, 1, hidden, unit, count));
      const f32x16 hidden_part = load_gate(from_hidden, 2, hidden, unit, count);
      const f32x16 n = tanh16(fma16(r, hidden_part, load_gate(from_input, 2, hidden, unit, count)));
      store_gate(saved, 0, hidden, unit, r, count);
      store_gate(saved, 1, hidden, unit, z, count);
      store_gate(saved, 2, hidden, unit, n, count);
      store_gate(saved, 3, hidden, unit, hidden_part, count);
      store_up_to(new_h + unit, fma16(z, load_up_to(h + unit, count) - n, n), count);
    }
    new_h += hidden, h += hidden, saved += 4 * hidden, from_input += 3 * hidden, from_hidden += 3 * hidden;
  }
}

KERNEL(gruCellBackward) {
  WITHOUT_CONSTANTS;
  float *dfrom_input = operands[0], *dfrom_hidden = operands[1], *dh = operands[2];
  const float *dnew_h = operands[3], *saved = operands[4], *h = operands[5];
  const intptr_t batch = dimensions->batch, hidden = dimensions->hidden;
  for (intptr_t row = 0; row < batch; row++) {
    for (intptr_t unit = 0; unit < hidden; unit += LANES) {
      const intptr_t count = hidden - unit < LANES ? hidden - unit : LANES;
      const f32x16 r = load_gate(saved, 0, hidden, unit, count), z = load_gate(saved, 1, hidden, unit, count);
      const f32x16 n = load_gate(saved, 2, hidden, unit, count);
      const f32x16 dy = load_up_to(dnew_h + unit, count);
      const f32x16 dn = tanh_gradient16(dy * (1.0f - z), n);
      const f32x16 dz = sigmoid_gradient16(dy * (load_up_to(h + unit, count) - n), z);
      const f32x16 dr = sigmoid_gradient16(dn * load_gate(saved, 3, hidden, unit, count), r);
      store_gate(dfrom_input, 0, hidden, unit, dr, count);
      store_gate(dfrom_input, 1, hidden, unit, dz, count);
      store_gate(dfrom_input, 2, hidden, unit, dn, count);
      store_gate(dfrom_hidden, 0, hidden, unit, dr, count);
      store_gate(dfrom_hidden, 1, hidden, unit, dz, count);
      store_gate(dfrom_hidden, 2, hidden, unit, dn * r, count);
      store_up_to(dh + unit, dy * z, count);
    }
    dh += hidden, dnew_h += hidden, h += hidden, saved += 4 * hidden;
    dfrom_input += 3 * hidden, dfrom_hidden += 3 * hidden;
  }
}
