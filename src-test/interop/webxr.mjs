// A headless browser with an emulated headset opens the studio's page. Usage: node webxr.mjs PORT TOKEN CHROMIUM IWER PICTURES
// Says what happened as JSON, a line each; does what comes on its input: stall, cut, controllers, hands, press MODE WHAT, end.
import { createServer, connect } from 'node:net';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

const [port, token, executablePath, iwer, pictures] = process.argv.slice(2);
const PATIENT = { timeout: 300000 };
const say = (step, more = {}) => console.log(JSON.stringify({ step, ...more }));

// Between browser and studio, so that the network can be stopped.
const open = new Set();
let stopped = false, refusing = false;
const proxy = createServer((near) => {
  if (refusing) {
    near.destroy();
    return;
  }
  const far = connect(Number(port), '127.0.0.1');
  const pair = [near, far];
  open.add(pair);
  near.pipe(far);
  far.pipe(near);
  if (stopped) {
    pair.forEach((each) => each.pause());
  }
  pair.forEach((each) => {
    each.setNoDelay(true);
    each.on('error', () => {});
    each.on('close', () => { open.delete(pair); pair.forEach((one) => one.destroy()); });
  });
});
await new Promise((done) => proxy.listen(0, '127.0.0.1', done));
const base = `https://localhost:${proxy.address().port}/`;

const browser = await chromium.launch({
  executablePath, headless: true, ...PATIENT,
  args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows'],
});

// Moves the emulated headset and hands along a known path, 25 ms ahead, as a browser that foretells does; writes down what
// it was asked for, which is what the studio must have.
function emulate() {
  const { XRDevice, metaQuest3 } = globalThis.IWER;
  const device = new XRDevice(metaQuest3);
  device.installRuntime({ forceInstall: true });
  device.stereoEnabled = true;
  device.primaryInputMode = 'hand';
  const truth = [];
  let moment = 0;
  const turn = (angle) => [0, Math.sin(angle / 2), 0, Math.cos(angle / 2)];
  const put = (it, [x, y, z], angle) => {
    it.position.set(x, y, z);
    it.quaternion.set(...turn(angle));
  };
  const move = () => {
    moment = performance.now() + 25;
    const t = moment / 1000;
    const w = 2 * Math.PI * 0.4 * t;
    put(device, [0.3 * Math.sin(w), 1.6 + 0.05 * Math.sin(2 * w), 0.2 * Math.cos(w)], 0.5 * Math.sin(w));
    for (const [side, sign] of [['left', -1], ['right', 1]]) {
      const at = [sign * 0.2 + 0.1 * Math.sin(1.3 * w), 1.2 + 0.1 * Math.cos(1.3 * w), -0.4 + 0.1 * Math.sin(0.7 * w)];
      put(device.hands[side], at, 0.6 * Math.sin(0.9 * w));
      put(device.controllers[side], at, 0.6 * Math.sin(0.9 * w));
    }
    const { aim } = globalThis.emulated;
    for (const it of aim ? [device.hands.right, device.controllers.right] : []) {
      it.position.set(...aim.from);
      it.quaternion.set(...aim.turn);
    }
    truth.push({ moment });
  };
  const wait = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (call) => wait((now) => { move(); call(now); });
  Object.defineProperty(XRFrame.prototype, 'predictedDisplayTime', { get: () => moment });
  const seven = ({ position: p, orientation: q }) => [p.x, p.y, p.z, q.x, q.y, q.z, q.w];
  const joint = XRFrame.prototype.getJointPose;
  XRFrame.prototype.getJointPose = function (space, base) {
    const pose = joint.call(this, space, base);
    if (pose && (space.jointName === 'wrist' || space.jointName === 'index-finger-tip')) {
      const hand = [...this.session.inputSources].find((source) => source.hand && source.hand.get(space.jointName) === space);
      truth.at(-1)[`${hand.handedness} ${space.jointName}`] = seven(pose.transform);
    }
    return pose;
  };
  const viewer = XRFrame.prototype.getViewerPose;
  XRFrame.prototype.getViewerPose = function (base) {
    const pose = viewer.call(this, base);
    truth.at(-1).head = seven(pose.transform);
    return pose;
  };
  const get = XRFrame.prototype.getPose;
  XRFrame.prototype.getPose = function (space, base) {
    const pose = get.call(this, space, base);
    const source = [...this.session.inputSources].find((each) => each.gripSpace === space && !each.hand);
    if (pose && source) {
      truth.at(-1)[`${source.handedness} grip`] = seven(pose.transform);
      // The emulation says of its controllers that it made their places up.
      return { transform: pose.transform, emulatedPosition: false };
    }
    return pose;
  };
  const fire = XRSession.prototype.dispatchEvent;
  XRSession.prototype.dispatchEvent = function (event) {
    globalThis.emulated.selects += event.type === 'select' ? 1 : 0;
    return fire.call(this, event);
  };
  globalThis.emulated = { device, truth, aim: null, selects: 0 };
}

async function visit(code, { headset = false, size = { width: 1280, height: 800 }, dark = false } = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport: size, colorScheme: dark ? 'dark' : 'light' });
  context.setDefaultTimeout(PATIENT.timeout);
  const page = await context.newPage();
  page.on('pageerror', (e) => say('error', { words: String(e) }));
  page.on('console', (m) => m.type() === 'error' && say('error', { words: m.text() }));
  if (headset) {
    await page.addInitScript({ content: readFileSync(iwer, 'utf8') });
    await page.addInitScript(emulate);
  }
  await page.goto(`${base}#${code}`);
  return page;
}
// Points at a place of the board, which hangs where the wearer looked first, and pulls the trigger or pinches.
async function press(page, mode, [x, y]) {
  await page.evaluate(([how, right, up]) => {
    const { device, truth } = globalThis.emulated;
    const [hx, hy, hz, qx, qy, qz, qw] = truth.find((one) => one.head).head;
    // Behind the head; the board is 1.1 m before it, 0.25 m lower and faces it.
    const back = [2 * (qx * qz + qw * qy), 1 - 2 * (qx * qx + qy * qy)];
    const long = Math.hypot(...back);
    const [bx, bz] = back.map((part) => part / long);
    const to = [hx - 1.1 * bx + right * bz, hy - 0.25 + up, hz - 1.1 * bz - right * bx];
    const from = [hx + 0.15 * bz, hy - 0.4, hz - 0.15 * bx];
    const along = to.map((part, i) => part - from[i]);
    const far = Math.hypot(...along);
    const [dx, dy, dz] = along.map((part) => part / far);
    // Turns the ray, which goes along -z, towards it.
    const turn = [dy, -dx, 0, 1 - dz];
    const length = Math.hypot(...turn);
    device.primaryInputMode = how;
    globalThis.emulated.aim = { from, turn: turn.map((part) => part / length) };
  }, [mode, x, y]);
  const frames = async (count) => {
    const now = await page.evaluate(() => globalThis.emulated.truth.length);
    await page.waitForFunction((least) => globalThis.emulated.truth.length > least, now + count);
  };
  const pull = (value) => page.evaluate(([how, v]) => {
    const { controllers, hands } = globalThis.emulated.device;
    how === 'hand' ? hands.right.updatePinchValue(v) : controllers.right.updateButtonValue('trigger', v);
  }, [mode, value]);
  const before = await page.evaluate(() => globalThis.emulated.selects);
  await frames(6);
  await pull(1);
  await frames(6);
  await pull(0);
  await page.waitForFunction((had) => globalThis.emulated.selects > had, before);
  await frames(2);
  await page.evaluate(() => { globalThis.emulated.aim = null; });
}
// Metres to the right of the board's middle and up.
const PLACES = { start: [-0.29, -0.264], stop: [0, -0.264], redo: [0.29, -0.264], picture: [0, 0.1] };
const picture = (page, name) => page.screenshot({ path: `${pictures}/${name}.png` });
const refusal = async (page) => {
  await page.waitForSelector('#refusal:not([hidden])');
  return page.textContent('#refusal');
};

const wrong = await visit('AAAAAA', { size: { width: 390, height: 844 } });
say('wrong', { words: await refusal(wrong), hash: await wrong.evaluate(() => location.hash) });
await picture(wrong, 'phone-wrong-token');
await wrong.context().close();

const worn = await visit(token, { headset: true });
await worn.waitForSelector('#vr:not([hidden])');
say('paired', { contact: await worn.textContent('#contact') });
await picture(worn, 'desk-worn');
// Drawn by the processor: few pixels leave it time.
await worn.setViewportSize({ width: 320, height: 240 });
await worn.click('#vr');
await worn.waitForFunction(() => globalThis.emulated.truth.length > 60);
say('tracking', { origin: await worn.evaluate(() => performance.timeOrigin), isolated: await worn.evaluate(() => crossOriginIsolated) });

const second = await visit(token, { headset: true, dark: true });
say('second', { words: await refusal(second) });
await picture(second, 'desk-taken-dark');
await second.context().close();

const phone = await visit(token, { size: { width: 390, height: 844 } });
await phone.waitForSelector('#start:not([disabled])');
await phone.waitForSelector('#picture:not([hidden])');
await picture(phone, 'phone-remote');
await phone.click('#start');
await phone.waitForSelector('#stop:not([disabled])');
await picture(phone, 'phone-recording');
const shown = await phone.evaluate(() => {
  const canvas = document.getElementById('picture');
  return [...canvas.getContext('2d').getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data];
});
say('remote', { shown, contact: await phone.textContent('#contact') });
await phone.context().close();

for await (const line of createInterface({ input: process.stdin })) {
  const contacts = [];
  const [order, ...how] = line.split(' ');
  switch (order) {
    case 'press':
      await press(worn, how[0], PLACES[how[1]]);
      say('pressed');
      break;
    case 'stall': {
      const begun = performance.now();
      stopped = true;
      open.forEach((pair) => pair.forEach((each) => { each.unpipe(); each.pause(); }));
      await worn.waitForFunction(() => document.getElementById('contact').className === 'bad', null, PATIENT);
      contacts.push(await worn.textContent('#contact'));
      await new Promise((done) => setTimeout(done, 300));
      stopped = false;
      open.forEach(([near, far]) => { near.pipe(far); far.pipe(near); });
      const seconds = (performance.now() - begun) / 1000;
      await worn.waitForFunction(() => /there and back/.test(document.getElementById('contact').textContent), null,
        PATIENT);
      contacts.push(await worn.textContent('#contact'));
      say('stalled', { contacts, seconds });
      break;
    }
    case 'cut':
      refusing = true;
      open.forEach((pair) => pair.forEach((each) => each.destroy()));
      await new Promise((done) => setTimeout(done, 5000));
      refusing = false;
      await worn.waitForFunction(() => /there and back/.test(document.getElementById('contact').textContent), null,
        PATIENT);
      say('back', { immersive: await worn.evaluate(() => !document.getElementById('endXr').hidden) });
      break;
    case 'controllers':
    case 'hands':
      await worn.evaluate((mode) => { globalThis.emulated.device.primaryInputMode = mode; },
        line === 'hands' ? 'hand' : 'controller');
      say(line);
      break;
    case 'end':
      say('truth', { truth: await worn.evaluate(() => globalThis.emulated.truth) });
      await browser.close();
      process.exit(0);
  }
}
