// Puts the page together.
import { Studio } from './studio.js';
import { Tracker } from './tracking.js';
import { Panel } from './panel.js';

const at = (id) => document.getElementById(id);
const show = (id, on) => { at(id).hidden = !on; };
const say = (id, words) => { if (at(id).textContent !== words) { at(id).textContent = words; } };

// The token stands behind the # of the QR code's address; it must not stay in the address bar.
function token() {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given) {
    history.replaceState(null, '', location.pathname);
    sessionStorage.setItem('handloom.token', given);
  }
  return sessionStorage.getItem('handloom.token') || '';
}

async function offers(mode) {
  try {
    return !!navigator.xr && await navigator.xr.isSessionSupported(mode);
  } catch {
    return false;
  }
}

const [vr, ar] = await Promise.all([offers('immersive-vr'), offers('immersive-ar')]);
let seated = false;
let toldAt = 0;

const panel = new Panel((what) => studio.text({ kind: 'do', what }));
const studio = new Studio({
  welcome(seat) {
    seated = seat === 'headset';
    show('pair', false);
    ['take', 'see', 'track'].forEach((id) => show(id, true));
    tracker.say();
    xr();
  },
  refused(why, words) {
    tracker.end();
    if (why === 'token') {
      sessionStorage.removeItem('handloom.token');
    }
    ask(words);
  },
  state(said) {
    show('alarm', !!said.alarm);
    say('alarm', said.alarm);
    say('phase', said.words);
    say('elapsed', said.elapsed);
    say('task', said.task);
    at('banner').dataset.phase = said.phase;
    ['start', 'stop', 'redo'].forEach((what) => { at(what).disabled = !said[what]; });
    if (performance.now() - toldAt > 6000) {
      say('told', '');
    }
    listened = said.listened;
    xr();
    panel.state(said);
  },
  told(words) {
    toldAt = performance.now();
    say('told', words);
  },
  picture(bitmap) {
    const canvas = at('picture');
    if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
    }
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    show('picture', true);
    show('noPicture', false);
    panel.show(bitmap);
  },
  contact(words, bad) {
    say('contact', words);
    at('contact').classList.toggle('bad', bad);
    if (bad) {
      ['start', 'stop', 'redo'].forEach((what) => { at(what).disabled = true; });
      panel.state({ words: 'No contact with the studio' });
    }
  },
}, vr || ar);
const tracker = new Tracker(studio, xr);
let listened = true;

function xr() {
  const running = !!tracker.session;
  show('vr', seated && vr && !running);
  show('ar', seated && ar && !running);
  show('endXr', running);
  show('leave', seated);
  say('tracking', running ? (listened ? 'Head, controllers and hands go to the studio.'
    : 'The studio does not listen: connect the headset there, under Devices.')
    : seated ? 'Put the headset on, then begin. Takes are started here, on the board in front of you, or with a button of a '
        + 'controller that the studio knows.'
      : 'This device tracks nothing: it shows the take and its buttons.');
}

function ask(words) {
  ['take', 'see', 'track'].forEach((id) => show(id, false));
  show('pair', true);
  show('refusal', !!words);
  say('refusal', words || '');
  at('token').value = sessionStorage.getItem('handloom.token') || '';
  at('token').focus();
}

at('pair').addEventListener('submit', (event) => {
  event.preventDefault();
  const typed = at('token').value.trim().toUpperCase();
  if (typed) {
    sessionStorage.setItem('handloom.token', typed);
    studio.pair(typed);
  }
});
['start', 'stop', 'redo'].forEach((what) =>
  at(what).addEventListener('click', () => studio.text({ kind: 'do', what })));
[['vr', 'immersive-vr'], ['ar', 'immersive-ar']].forEach(([id, mode]) =>
  at(id).addEventListener('click', () => tracker.begin(mode, panel).catch((e) => {
    tracker.end();
    toldAt = performance.now();
    say('told', `Tracking could not begin: ${e.message}`);
  })));
at('endXr').addEventListener('click', () => tracker.end());
at('leave').addEventListener('click', () => {
  tracker.end();
  studio.leave();
  ask('');
});
show('picture', false);
// A screen that goes dark ends a session.
navigator.wakeLock?.request('screen').catch(() => {});

const known = token();
known ? studio.pair(known) : ask('');
