// Reads head, controllers and hands of an immersive session, and sends each when its moment has come.
import * as wire from './wire.js';

const VALID = 3, SEEN = 15;
const JOINTS = ['wrist',
  'thumb-metacarpal', 'thumb-phalanx-proximal', 'thumb-phalanx-distal', 'thumb-tip',
  ...['index', 'middle', 'ring', 'pinky'].flatMap((finger) => ['metacarpal', 'phalanx-proximal', 'phalanx-intermediate',
    'phalanx-distal', 'tip'].map((part) => `${finger}-finger-${part}`))];

export class Tracker {
  constructor(studio, changed) {
    this.studio = studio;
    this.changed = changed;
    this.number = 0;
    this.waiting = [];
    this.frames = 0;
  }

  // mode is immersive-vr or immersive-ar
  async begin(mode, panel) {
    const session = await navigator.xr.requestSession(mode, {
      requiredFeatures: ['local-floor'], optionalFeatures: ['hand-tracking'],
    });
    this.session = session;
    this.mode = mode;
    await panel.begin(session, mode);
    this.space = await session.requestReferenceSpace('local-floor');
    this.space.addEventListener('reset', () => this.studio.text({ kind: 'reset' }));
    session.addEventListener('visibilitychange', () => this.say());
    session.addEventListener('inputsourceschange', () => this.say());
    session.addEventListener('select', (event) => panel.select(event, this.space));
    session.addEventListener('end', () => {
      this.flush(Infinity);
      this.session = null;
      panel.end();
      this.say();
      this.changed();
    });
    this.say();
    this.changed();
    const frame = (time, now) => {
      if (this.session === session) {
        session.requestAnimationFrame(frame);
        this.frame(now, panel);
      }
    };
    session.requestAnimationFrame(frame);
  }

  say() {
    const session = this.session;
    const features = session && session.enabledFeatures;
    this.studio.text({
      kind: 'session',
      immersive: !!session,
      mode: session ? this.mode : '',
      visibility: session ? session.visibilityState : '',
      hands: !session || !features || [...features].includes('hand-tracking')
        || [...session.inputSources].some((source) => source.hand),
    });
  }

  end() {
    this.session && this.session.end();
  }

  frame(frame, panel) {
    const asked = performance.now();
    const foretold = frame.predictedDisplayTime;
    const momentKnown = Number.isFinite(foretold) && Math.abs(foretold - asked) < 5000;
    const located = momentKnown ? foretold : asked;
    const viewer = frame.getViewerPose(this.space);
    if (viewer) {
      const seen = {
        number: this.number++, located, asked, momentKnown,
        head: { transform: viewer.transform, flags: viewer.emulatedPosition ? SEEN - 8 : SEEN },
        controllers: {}, hands: {},
      };
      for (const source of frame.session.inputSources) {
        if (source.handedness === 'left' || source.handedness === 'right') {
          this.source(frame, source, seen);
        }
      }
      this.waiting.push({ located, bytes: wire.tracking(seen) });
      this.frames++;
      setTimeout(() => this.flush(performance.now()), Math.max(0, located - asked));
    }
    this.flush(performance.now());
    panel.draw(frame, this.space, viewer);
  }

  source(frame, source, seen) {
    if (source.hand) {
      const joints = JOINTS.map((name) => frame.getJointPose(source.hand.get(name), this.space) || null);
      if (joints.some((joint) => joint)) {
        seen.hands[source.handedness] = joints;
      }
      return;
    }
    if (!source.gripSpace) {
      return;
    }
    const grip = frame.getPose(source.gripSpace, this.space);
    const aim = frame.getPose(source.targetRaySpace, this.space);
    const { buttons = [], axes = [] } = source.gamepad || {};
    const value = (i) => Math.min(1, Math.max(0, buttons[i] ? buttons[i].value : 0));
    const down = (i) => !!buttons[i] && buttons[i].pressed;
    const axis = (i) => Math.min(1, Math.max(-1, axes.length > 3 ? axes[i + 2] : axes[i] || 0));
    const flags = (pose) => !pose ? 0 : pose.emulatedPosition ? VALID | 4 : SEEN;
    seen.controllers[source.handedness] = {
      grip: grip && grip.transform, aim: aim && aim.transform, gripFlags: flags(grip), aimFlags: flags(aim),
      // A stick pushed away is less than zero to a browser, and more to OpenXR, whose sense holds in the studio.
      trigger: value(0), squeeze: value(1), stickX: axis(0), stickY: -axis(1) || 0,
      pressed: [down(4), down(5), down(6), down(3)],
    };
  }

  // The place of a moment is known before the moment: it is sent when it has come, so that nothing is captured after it
  // arrived.
  flush(now) {
    while (this.waiting.length && this.waiting[0].located <= now) {
      this.studio.binary(this.waiting.shift().bytes);
    }
  }
}
