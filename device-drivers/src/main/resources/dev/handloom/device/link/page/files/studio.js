// The connection to the studio: comes back by itself, answers probes, shows one picture at a time.
import * as wire from './wire.js';

const PROBE_EVERY = 1000, QUIET = 3000, DEAD = 8000, AGAIN = 1000;
const MOST_UNSENT = 1 << 18;

// Kept for as long as the tab lives, so that the seat is found again.
function secret() {
  let mine = sessionStorage.getItem('handloom.me');
  if (!/^[0-9a-f]{32}$/.test(mine || '')) {
    mine = [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
    sessionStorage.setItem('handloom.me', mine);
  }
  return mine;
}

function browser() {
  const agent = navigator.userAgent;
  const known = [['OculusBrowser', 'Quest browser'], ['Pico', 'Pico browser'], ['Wolvic', 'Wolvic'], ['Vision', 'Vision Pro'],
    ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android browser'], ['Firefox', 'Firefox'], ['Chrome', 'Chrome'],
    ['Safari', 'Safari']];
  return (known.find(([word]) => agent.includes(word)) || ['', 'Browser'])[1];
}

export class Studio {
  // hears = { welcome(role), refused(why, words), state(said), told(words), picture(bitmap), contact(words, bad) }
  constructor(hears, tracks) {
    this.hears = hears;
    this.tracks = tracks;
    this.wanted = false;
    this.welcomed = false;
    this.left = 0;
    this.number = 0;
    this.roundTrip = NaN;
    setInterval(() => this.beat(), PROBE_EVERY);
  }

  pair(token) {
    this.token = token;
    this.wanted = true;
    this.open();
  }

  open() {
    const socket = new WebSocket(`wss://${location.host}/studio`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    this.welcomed = false;
    this.heardAt = performance.now();
    this.hears.contact('Connecting…', false);
    socket.onopen = () => this.text({
      kind: 'hello', version: wire.VERSION, token: this.token, me: secret(), name: browser(), tracks: this.tracks,
    });
    socket.onmessage = (event) => {
      const got = performance.now();
      if (socket === this.socket) {
        this.heardAt = got;
        typeof event.data === 'string' ? this.words(JSON.parse(event.data)) : this.bytes(event.data, got);
      }
    };
    socket.onclose = () => {
      if (socket === this.socket) {
        this.welcomed = false;
        if (this.wanted) {
          this.hears.contact('No contact with the studio. Trying again…', true);
          setTimeout(() => this.wanted && socket === this.socket && this.open(), AGAIN);
        } else {
          this.hears.contact('Not connected', false);
        }
      }
    };
  }

  text(message) {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(message));
    }
  }

  // What cannot be sent now is left out: a place that comes late is worth nothing, and the numbers show the gap.
  binary(buffer) {
    const open = this.welcomed && this.socket.readyState === WebSocket.OPEN;
    if (open && this.socket.bufferedAmount < MOST_UNSENT) {
      this.socket.send(buffer);
      return true;
    }
    this.left++;
    return false;
  }

  words(said) {
    switch (said.kind) {
      case 'welcome':
        this.welcomed = true;
        this.hears.contact('Connected', false);
        this.hears.welcome(said.seat);
        break;
      case 'refused':
        // An address that is taken may be free again; a wrong token stays wrong.
        this.wanted = false;
        this.hears.refused(said.why, said.words);
        break;
      case 'state': this.hears.state(said); break;
      case 'told': this.hears.told(said.words); break;
      default:
    }
  }

  bytes(buffer, got) {
    const view = new DataView(buffer);
    if (buffer.byteLength < 8 || view.getUint8(1) !== wire.VERSION) {
      return;
    }
    switch (view.getUint8(0)) {
      case wire.PROBE:
        this.binary(wire.probeAnswer(view, got));
        break;
      case wire.PAGE_PROBE_ANSWER: {
        const held = Number(view.getBigInt64(24, true) - view.getBigInt64(16, true)) / 1e6;
        this.roundTrip = got - Number(view.getBigInt64(8, true)) / 1000 - held;
        this.hears.contact(`Connected, ${this.roundTrip.toFixed(1)} ms there and back`, false);
        break;
      }
      case wire.PICTURE:
        this.picture(view.getUint32(4, true), new Blob([new Uint8Array(buffer, 8)], { type: 'image/jpeg' }));
        break;
      default:
    }
  }

  async picture(number, blob) {
    try {
      const bitmap = await createImageBitmap(blob);
      this.hears.picture(bitmap);
      bitmap.close();
    } catch {
      // A damaged picture is left out.
    }
    this.binary(wire.pictureShown(number));
  }

  beat() {
    const now = performance.now();
    if (!this.wanted || !this.socket) {
      return;
    }
    if (this.welcomed) {
      this.binary(wire.pageProbe(++this.number, now));
    }
    if (now - this.heardAt > DEAD) {
      this.socket.close();
      // A dead connection may take minutes to say so itself.
      if (this.socket.onclose) {
        const dead = this.socket;
        const closed = dead.onclose;
        dead.onclose = null;
        closed();
      }
    } else if (now - this.heardAt > QUIET) {
      this.hears.contact('No contact with the studio', true);
    }
  }

  leave() {
    this.wanted = false;
    this.text({ kind: 'leave' });
    this.socket && this.socket.close();
  }
}
