#pragma once

#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The lunar lander's world in Box2D: ground, hull, two legs on sprung joints, and their contacts. All lengths are in
/// world units. The caller has the rules of flight. No function fails; without memory the process ends.
typedef struct regnorm_lander_world regnorm_lander_world;

/// A body's motion.
typedef struct regnorm_lander_body {
  float x, y, velocity_x, velocity_y, angle, angular_velocity;
} regnorm_lander_body;

/// A leg's motion, the angle of its joint, and whether it touches the ground.
typedef struct regnorm_lander_leg {
  regnorm_lander_body body;
  float joint_angle;
  bool touches_ground;
} regnorm_lander_leg;

/// Everything that can be read from a world.
typedef struct regnorm_lander_reading {
  regnorm_lander_body hull;
  /// The leg that stands at the right of the hull's centre (leg 0), and the other.
  regnorm_lander_leg leg0, leg1;
  /// Whether the hull has ever touched the ground.
  bool hull_touched_ground;
  /// Whether the hull moves, or moved a moment ago.
  bool awake;
} regnorm_lander_reading;

/// The parts of the craft.
typedef enum __attribute__((enum_extensibility(closed))) regnorm_lander_part {
  regnorm_lander_part_hull,
  regnorm_lander_part_leg0,
  regnorm_lander_part_leg1,
} regnorm_lander_part;

/// A new world: ground through the `count` points (x, y) and a flat edge from (0, 0) to (width, 0); the craft at
/// (width / 2, height), at rest.
regnorm_lander_world *regnorm_lander_world_create(const float *x, const float *y, int count, float width, float height,
                                                  float gravity);

/// Frees the world.
void regnorm_lander_world_destroy(regnorm_lander_world *world);

/// A force on the hull's centre during the next step.
void regnorm_lander_world_apply_force(regnorm_lander_world *world, float x, float y);

/// A torque on the hull during the next step.
void regnorm_lander_world_apply_torque(regnorm_lander_world *world, float torque);

/// An impulse on the hull at a point of the world, at once.
void regnorm_lander_world_apply_impulse(regnorm_lander_world *world, float x, float y, float point_x, float point_y);

/// Advances the world by `seconds` in one step of the solver.
void regnorm_lander_world_advance(regnorm_lander_world *world, float seconds, int velocity_iterations,
                                  int position_iterations);

/// The present state of the world.
regnorm_lander_reading regnorm_lander_world_read(const regnorm_lander_world *world);

/// Writes the corners of a part as x, y, x, y, … to `corners`, which has room for 16 numbers. Returns the number of
/// numbers.
int regnorm_lander_world_outline(const regnorm_lander_world *world, regnorm_lander_part part, float *corners);

#ifdef __cplusplus
}
#endif
