// Binary messages between page and studio; docs/devices/webxr.md lays them out.
export const VERSION = 1;
export const TRACKING = 0x01, PROBE = 0x10, PROBE_ANSWER = 0x11, PAGE_PROBE = 0x12, PAGE_PROBE_ANSWER = 0x13,
  PICTURE = 0x20, PICTURE_SHOWN = 0x21;

const LEFT_CONTROLLER = 1, RIGHT_CONTROLLER = 2, LEFT_HAND = 4, RIGHT_HAND = 8, MOMENT_UNKNOWN = 0x8000;
const HEAD_BYTES = 56, CONTROLLER_BYTES = 76, HAND_BYTES = 808;
const NOWHERE = { position: { x: 0, y: 0, z: 0 }, orientation: { x: 0, y: 0, z: 0, w: 1 } };

export const micros = (millis) => BigInt(Math.round(millis * 1000));

function begin(kind, bytes, number) {
  const view = new DataView(new ArrayBuffer(bytes));
  view.setUint8(0, kind);
  view.setUint8(1, VERSION);
  view.setUint32(4, number >>> 0, true);
  return view;
}

function place(view, at, transform) {
  const { position: p, orientation: q } = transform || NOWHERE;
  [p.x, p.y, p.z, q.x, q.y, q.z, q.w].forEach((value, i) => view.setFloat32(at + 4 * i, value, true));
  return at + 28;
}

// seen = { number, located, asked, momentKnown, head: {transform, flags}, controllers: {left, right}, hands: {left, right} }
export function tracking(seen) {
  const { controllers: c, hands: h } = seen;
  const flags = (c.left ? LEFT_CONTROLLER : 0) | (c.right ? RIGHT_CONTROLLER : 0)
    | (h.left ? LEFT_HAND : 0) | (h.right ? RIGHT_HAND : 0) | (seen.momentKnown ? 0 : MOMENT_UNKNOWN);
  const bytes = HEAD_BYTES + CONTROLLER_BYTES * ((c.left ? 1 : 0) + (c.right ? 1 : 0))
    + HAND_BYTES * ((h.left ? 1 : 0) + (h.right ? 1 : 0));
  const view = begin(TRACKING, bytes, seen.number);
  view.setUint16(2, flags, true);
  view.setBigInt64(8, micros(seen.located), true);
  view.setBigInt64(16, micros(seen.asked), true);
  let at = place(view, 24, seen.head.transform);
  view.setUint32(at, seen.head.flags, true);
  at += 4;
  for (const each of [c.left, c.right]) {
    if (each) {
      at = controller(view, at, each);
    }
  }
  for (const each of [h.left, h.right]) {
    if (each) {
      at = hand(view, at, each);
    }
  }
  return view.buffer;
}

function controller(view, at, it) {
  at = place(view, at, it.grip);
  at = place(view, at, it.aim);
  for (const value of [it.trigger, it.squeeze, it.stickX, it.stickY]) {
    view.setFloat32(at, value, true);
    at += 4;
  }
  view.setUint8(at, it.gripFlags);
  view.setUint8(at + 1, it.aimFlags);
  view.setUint8(at + 2, it.pressed.reduce((bits, down, i) => bits | (down ? 1 << i : 0), 0));
  view.setUint8(at + 3, 1);
  return at + 4;
}

function hand(view, at, joints) {
  let seen = 0;
  joints.forEach((joint, i) => {
    at = place(view, at, joint && joint.transform);
    view.setFloat32(at, joint ? Math.min(1, Math.max(0, joint.radius || 0)) : 0, true);
    at += 4;
    seen |= joint ? 1 << i : 0;
  });
  view.setUint32(at, seen, true);
  // A browser does not say whether it saw the hand or made it up from a controller.
  view.setUint32(at + 4, 0, true);
  return at + 8;
}

export function probeAnswer(probe, got) {
  const view = begin(PROBE_ANSWER, 32, probe.getUint32(4, true));
  view.setBigInt64(8, probe.getBigInt64(8, true), true);
  view.setBigInt64(16, micros(got), true);
  view.setBigInt64(24, micros(performance.now()), true);
  return view.buffer;
}

export function pageProbe(number, sent) {
  const view = begin(PAGE_PROBE, 16, number);
  view.setBigInt64(8, micros(sent), true);
  return view.buffer;
}

export function pictureShown(number) {
  return begin(PICTURE_SHOWN, 8, number).buffer;
}
