#pragma once

// Convolution's patches and pooling. Images are [batch, height, width, channels].

/// The extents of a convolution without padding, for imageToColumns and columnsToImage.
typedef struct {
  intptr_t batch, height, width, channels, kernel_height, kernel_width, stride;
  intptr_t out_height, out_width;
} convolution;

INLINE convolution convolution_from(const PatchDimensions *d) {
  return (convolution){
      d->batch, d->height, d->width, d->channels, d->kernelHeight, d->kernelWidth, d->stride,
      (d->height - d->kernelHeight) / d->stride + 1, (d->width - d->kernelWidth) / d->stride + 1};
}

/// The index of the first of the kernel_width · channels contiguous elements of the patch's row `y`, for the output at
/// (out_y, out_x).
INLINE intptr_t patch_row(const convolution *c, intptr_t image, intptr_t out_y, intptr_t out_x, intptr_t y) {
  return ((image * c->height + out_y * c->stride + y) * c->width + out_x * c->stride) * c->channels;
}

KERNEL(imageToColumns) {
  WITHOUT_CONSTANTS;
  float *columns = operands[0];
  const float *x = operands[1];
  const convolution c = convolution_from(dimensions);
  const intptr_t run = c.kernel_width * c.channels;
  for (intptr_t image = 0; image < c.batch; image++) {
    for (intptr_t out_y = 0; out_y < c.out_height; out_y++) {
      for (intptr_t out_x = 0; out_x < c.out_width; out_x++) {
        for (intptr_t y = 0; y < c.kernel_height; y++, columns += run) {
          copy_few(columns, x + patch_row(&c, image, out_y, out_x, y), run);
        }
      }
    }
  }
}

KERNEL(columnsToImage) {
  WITHOUT_CONSTANTS;
  float *dx = operands[0];
  const float *dcolumns = operands[1];
  const convolution c = convolution_from(dimensions);
  const intptr_t run = c.kernel_width * c.channels;
  memset(dx, 0, (size_t)(c.batch * c.height * c.width * c.channels) * sizeof(float));
  for (intptr_t image = 0; image < c.batch; image++) {
    for (intptr_t out_y = 0; out_y < c.out_height; out_y++) {
      for (intptr_t out_x = 0; out_x < c.out_width; out_x++) {
        for (intptr_t y = 0; y < c.kernel_height; y++, dcolumns += run) {
          float *patch = dx + patch_row(&c, image, out_y, out_x, y);
          map2(patch, patch, dcolumns, run, add16);
        }
      }
    }
  }
}

/// The largest elements of 16 channels of one window, and their indices in x.
INLINE void pool_window(
    float *y, int32_t *winner, const float *x, intptr_t first, intptr_t row, intptr_t channels, intptr_t size,
    intptr_t count) {
  const i32x16 lane = lane_numbers();
  f32x16 best = load_up_to(x + first, count);
  i32x16 place = lane + (int32_t)first;
  for (intptr_t i = 0; i < size; i++) {
    for (intptr_t j = 0; j < size; j++) {
      const intptr_t at = first + i * row + j * channels;
      const f32x16 candidate = load_up_to(x + at, count);
      const i32x16 wins = (candidate > best) | (candidate != candidate);
      best = choose(wins, candidate, best);
      place = (wins & (lane + (int32_t)at)) | (~wins & place);
    }
  }
  store_up_to(y, best, count);
  store_up_to((float *)winner, (f32x16)place, count);
}

KERNEL(maxPool) {
  WITHOUT_CONSTANTS;
  float *y = operands[0];
  int32_t *winner = operands[1];
  const float *x = operands[2];
  const intptr_t batch = dimensions->batch, height = dimensions->height, width = dimensions->width;
  const intptr_t channels = dimensions->channels;
  const intptr_t size = dimensions->size, row = width * channels;
  for (intptr_t image = 0; image < batch; image++) {
    for (intptr_t out_y = 0; out_y < height / size; out_y++) {
      for (intptr_t out_x = 0; out_x < width / size; out_x++, y += channels, winner += channels) {
        const intptr_t first = (image * height + out_y * size) * row + out_x * size * channels;
        for (intptr_t channel = 0; channel < channels; channel += LANES) {
          const intptr_t count = channels - channel < LANES ? channels - channel : LANES;
          pool_window(y + channel, winner + channel, x, first + channel, row, channels, size, count);
        }
      }
    }
  }
}

KERNEL(maxPoolBackward) {
  WITHOUT_CONSTANTS;
  float *dx = operands[0];
  const float *dy = operands[1];
  const int32_t *winner = operands[2];
  const intptr_t batch = dimensions->batch, height = dimensions->height, width = dimensions->width;
  const intptr_t channels = dimensions->channels;
  const intptr_t size = dimensions->size, outputs = batch * (height / size) * (width / size) * channels;
  memset(dx, 0, (size_t)(batch * height * width * channels) * sizeof(float));
  for (intptr_t i = 0; i < outputs; i++) dx[winner[i]] = dy[i];
}
