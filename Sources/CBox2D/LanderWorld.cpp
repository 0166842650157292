// Box2D behind plain functions. The bodies are those of Gymnasium's LunarLander, in the same order of creation, because
// the solver's rounding depends on the order.
#include "CBox2D.h"

#include <box2d/box2d.h>

namespace {

// The original's lengths are in pixels, 30 to a unit of the world.
constexpr double scale = 30;
constexpr double legAway = 20, legDown = 18, legHalfWidth = 2, legHalfHeight = 8;
constexpr float legSpringTorque = 40;
constexpr double hullCorners[][2] = {{-14, 17}, {-17, 0}, {-17, -10}, {17, -10}, {17, 0}, {14, 17}};

// The craft touches only the ground, not itself.
constexpr uint16 groundCategory = 0x0001, hullCategory = 0x0010, legCategory = 0x0020;

/// Records the contacts with the ground.
class GroundContacts : public b2ContactListener {
 public:
  const b2Body *hull = nullptr;
  const b2Body *legs[2] = {nullptr, nullptr};
  bool hullTouched = false;
  bool legTouches[2] = {false, false};

  void BeginContact(b2Contact *contact) override {
    if (involves(contact, hull)) hullTouched = true;
    note(contact, true);
  }

  // As in the original, a leg counts as off the ground when one of its contacts ends, even if another lasts.
  void EndContact(b2Contact *contact) override { note(contact, false); }

 private:
  static bool involves(b2Contact *contact, const b2Body *body) {
    return contact->GetFixtureA()->GetBody() == body || contact->GetFixtureB()->GetBody() == body;
  }

  void note(b2Contact *contact, bool touches) {
    for (int leg = 0; leg < 2; leg++) {
      if (involves(contact, legs[leg])) legTouches[leg] = touches;
    }
  }
};

regnorm_lander_body motion(const b2Body *body) {
  const b2Vec2 position = body->GetPosition(), velocity = body->GetLinearVelocity();
  return {position.x, position.y, velocity.x, velocity.y, body->GetAngle(), body->GetAngularVelocity()};
}

}  // namespace

struct regnorm_lander_world {
  // Declared before the world, so that the world, which calls the listener until its end, is destroyed first.
  GroundContacts contacts;
  b2World world;
  b2Body *hull = nullptr;
  b2Body *legs[2] = {nullptr, nullptr};
  b2RevoluteJoint *joints[2] = {nullptr, nullptr};

  explicit regnorm_lander_world(float gravity) : world(b2Vec2(0, gravity)) {}

  ~regnorm_lander_world() { world.SetContactListener(nullptr); }

  void makeGround(const float *x, const float *y, int count, float width) {
    b2BodyDef definition;
    b2Body *ground = world.CreateBody(&definition);
    b2EdgeShape edge;
    edge.SetTwoSided(b2Vec2(0, 0), b2Vec2(width, 0));
    // Box2D's default friction of 0.2.
    b2FixtureDef flat;
    flat.shape = &edge;
    ground->CreateFixture(&flat);
    for (int i = 0; i + 1 < count; i++) {
      edge.SetTwoSided(b2Vec2(x[i], y[i]), b2Vec2(x[i + 1], y[i + 1]));
      b2FixtureDef slope;
      slope.shape = &edge;
      slope.friction = 0.1f;
      ground->CreateFixture(&slope);
    }
  }

  void makeHull(double x, double y) {
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position.Set(float(x), float(y));
    hull = world.CreateBody(&definition);
    b2Vec2 corners[6];
    for (int i = 0; i < 6; i++) corners[i].Set(float(hullCorners[i][0] / scale), float(hullCorners[i][1] / scale));
    b2PolygonShape shape;
    shape.Set(corners, 6);
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 5;
    fixture.friction = 0.1f;
    fixture.restitution = 0;
    fixture.filter.categoryBits = hullCategory;
    fixture.filter.maskBits = groundCategory;
    hull->CreateFixture(&fixture);
    contacts.hull = hull;
  }

  /// Leg 0 has side -1 and stands to the right.
  void makeLeg(int leg, int side, double x, double y) {
    b2BodyDef definition;
    definition.type = b2_dynamicBody;
    definition.position.Set(float(x - side * legAway / scale), float(y));
    definition.angle = float(side * 0.05);
    legs[leg] = world.CreateBody(&definition);
    b2PolygonShape shape;
    shape.SetAsBox(float(legHalfWidth / scale), float(legHalfHeight / scale));
    b2FixtureDef fixture;
    fixture.shape = &shape;
    fixture.density = 1;
    fixture.restitution = 0;
    fixture.filter.categoryBits = legCategory;
    fixture.filter.maskBits = groundCategory;
    legs[leg]->CreateFixture(&fixture);
    contacts.legs[leg] = legs[leg];

    b2RevoluteJointDef joint;
    joint.bodyA = hull;
    joint.bodyB = legs[leg];
    joint.localAnchorA.Set(0, 0);
    joint.localAnchorB.Set(float(side * legAway / scale), float(legDown / scale));
    // The original's Python bindings measure the joint's angle from its first pose; C++ assumes 0.
    joint.referenceAngle = legs[leg]->GetAngle() - hull->GetAngle();
    joint.enableMotor = true;
    joint.enableLimit = true;
    joint.maxMotorTorque = legSpringTorque;
    joint.motorSpeed = float(0.3 * side);
    joint.lowerAngle = float(side < 0 ? 0.9 - 0.5 : -0.9);
    joint.upperAngle = float(side < 0 ? 0.9 : -0.9 + 0.5);
    joints[leg] = static_cast<b2RevoluteJoint *>(world.CreateJoint(&joint));
  }

  regnorm_lander_leg read(int leg) const {
    return {motion(legs[leg]), joints[leg]->GetJointAngle(), contacts.legTouches[leg]};
  }
};

regnorm_lander_world *regnorm_lander_world_create(const float *x, const float *y, int count, float width, float height,
                                                  float gravity) {
  auto *world = new regnorm_lander_world(gravity);
  world->world.SetContactListener(&world->contacts);
  world->makeGround(x, y, count, width);
  world->makeHull(double(width) / 2, double(height));
  world->makeLeg(0, -1, double(width) / 2, double(height));
  world->makeLeg(1, +1, double(width) / 2, double(height));
  return world;
}

void regnorm_lander_world_destroy(regnorm_lander_world *world) { delete world; }

void regnorm_lander_world_apply_force(regnorm_lander_world *world, float x, float y) {
  world->hull->ApplyForceToCenter(b2Vec2(x, y), true);
}

void regnorm_lander_world_apply_torque(regnorm_lander_world *world, float torque) {
  world->hull->ApplyTorque(torque, true);
}

void regnorm_lander_world_apply_impulse(regnorm_lander_world *world, float x, float y, float point_x, float point_y) {
  world->hull->ApplyLinearImpulse(b2Vec2(x, y), b2Vec2(point_x, point_y), true);
}

void regnorm_lander_world_advance(regnorm_lander_world *world, float seconds, int velocity_iterations,
                                  int position_iterations) {
  world->world.Step(seconds, velocity_iterations, position_iterations);
}

regnorm_lander_reading regnorm_lander_world_read(const regnorm_lander_world *world) {
  return {motion(world->hull), world->read(0), world->read(1), world->contacts.hullTouched, world->hull->IsAwake()};
}

int regnorm_lander_world_outline(const regnorm_lander_world *world, regnorm_lander_part part, float *corners) {
  const b2Body *body = part == regnorm_lander_part_hull ? world->hull : world->legs[part - regnorm_lander_part_leg0];
  const auto *shape = static_cast<const b2PolygonShape *>(body->GetFixtureList()->GetShape());
  for (int i = 0; i < shape->m_count; i++) {
    const b2Vec2 corner = body->GetWorldPoint(shape->m_vertices[i]);
    corners[2 * i] = corner.x;
    corners[2 * i + 1] = corner.y;
  }
  return 2 * shape->m_count;
}
