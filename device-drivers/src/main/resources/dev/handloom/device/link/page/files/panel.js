// A board in the immersive session with the take, the picture and the three buttons.
const WIDTH = 1024, HEIGHT = 768, METRES = 0.9, AWAY = 1.1, LOWER = 0.25;
const BUTTONS = [
  { what: 'start', words: 'Start', x: 32 }, { what: 'stop', words: 'Stop', x: 362 }, { what: 'redo', words: 'Redo', x: 692 },
].map((button) => ({ ...button, y: 628, width: 300, height: 112 }));
const CORNERS = new Float32Array([-1, -1, 0, 1, 1, -1, 1, 1, -1, 1, 0, 0, 1, 1, 1, 0]);

const VERTEX = `attribute vec2 at; attribute vec2 part; uniform mat4 view, place; uniform vec2 size; varying vec2 to;
void main() { to = part; gl_Position = view * place * vec4(at * size, 0.0, 1.0); }`;
const FRAGMENT = `precision mediump float; uniform sampler2D board; uniform float dot; varying vec2 to;
void main() { gl_FragColor = dot > 0.5 ? vec4(1.0, 0.75, 0.2, step(length(to - 0.5), 0.5)) : texture2D(board, to);
  if (gl_FragColor.a < 0.1) discard; }`;

function times(a, b) {
  const out = new Float32Array(16);
  for (let c = 0; c < 4; c++) {
    for (let r = 0; r < 4; r++) {
      out[4 * c + r] = a[r] * b[4 * c] + a[4 + r] * b[4 * c + 1] + a[8 + r] * b[4 * c + 2] + a[12 + r] * b[4 * c + 3];
    }
  }
  return out;
}

export class Panel {
  // act('start' | 'stop' | 'redo')
  constructor(act) {
    this.act = act;
    this.canvas = document.createElement('canvas');
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    this.picture = document.createElement('canvas');
    this.picture.width = 640;
    this.picture.height = 360;
    this.hasPicture = false;
    this.said = {};
    this.fresh = true;
  }

  state(said) {
    this.said = said;
    this.fresh = true;
  }

  show(bitmap) {
    this.picture.width = bitmap.width;
    this.picture.height = bitmap.height;
    this.picture.getContext('2d').drawImage(bitmap, 0, 0);
    this.hasPicture = true;
    this.fresh = true;
  }

  async begin(session, mode) {
    const gl = document.createElement('canvas').getContext('webgl', { xrCompatible: true, alpha: true });
    await gl.makeXRCompatible();
    session.updateRenderState({ baseLayer: new XRWebGLLayer(session, gl) });
    const program = gl.createProgram();
    for (const [kind, source] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, CORNERS, gl.STATIC_DRAW);
    ['at', 'part'].forEach((name, i) => {
      const where = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(where);
      gl.vertexAttribPointer(where, 2, gl.FLOAT, false, 16, 8 * i);
    });
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    this.gl = gl;
    this.uniform = Object.fromEntries(['view', 'place', 'size', 'dot'].map((n) => [n, gl.getUniformLocation(program, n)]));
    this.seeThrough = mode === 'immersive-ar';
    this.place = null;
    this.hits = [];
    this.fresh = true;
  }

  end() {
    this.gl = null;
  }

  // In front of where the wearer looks first, a little below the eyes, upright.
  put(viewer) {
    const m = viewer.transform.matrix;
    const length = Math.hypot(m[8], m[10]) || 1;
    const [bx, bz] = [m[8] / length, m[10] / length];
    this.place = new Float32Array([bz, 0, -bx, 0, 0, 1, 0, 0, bx, 0, bz, 0,
      m[12] - AWAY * bx, m[13] - LOWER, m[14] - AWAY * bz, 1]);
  }

  // Where a ray meets the board, in its pixels; null if it does not.
  meet(transform) {
    const p = this.place;
    if (!p || !transform) {
      return null;
    }
    const m = transform.matrix;
    const from = [m[12] - p[12], m[13] - p[13], m[14] - p[14]];
    const along = [-m[8], -m[9], -m[10]];
    const by = (v, c) => v[0] * p[4 * c] + v[1] * p[4 * c + 1] + v[2] * p[4 * c + 2];
    const slope = by(along, 2);
    const far = -by(from, 2) / slope;
    if (!(far > 0)) {
      return null;
    }
    const half = METRES / 2;
    const x = (by(from, 0) + far * by(along, 0)) / half;
    const y = (by(from, 1) + far * by(along, 1)) / (half * HEIGHT / WIDTH);
    return Math.abs(x) > 1 || Math.abs(y) > 1 ? null
      : { x: (x + 1) / 2 * WIDTH, y: (1 - y) / 2 * HEIGHT, metresX: x * half, metresY: y * half * HEIGHT / WIDTH };
  }

  static over(hit) {
    return hit && BUTTONS.find((b) => hit.x >= b.x && hit.x <= b.x + b.width && hit.y >= b.y && hit.y <= b.y + b.height);
  }

  // A trigger was pulled, or thumb and index finger met.
  select(event, space) {
    const pose = event.frame.getPose(event.inputSource.targetRaySpace, space);
    const button = Panel.over(this.meet(pose && pose.transform));
    if (button && this.said[button.what]) {
      this.act(button.what);
    }
  }

  paint() {
    const g = this.canvas.getContext('2d');
    const said = this.said;
    g.fillStyle = '#15181a';
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.textBaseline = 'middle';
    g.font = '600 54px system-ui, sans-serif';
    g.fillStyle = said.phase === 'recording' ? '#ff8a80' : '#eceeee';
    g.fillText(said.words || 'No contact with the studio', 32, 56, 700);
    g.textAlign = 'right';
    g.fillText(said.elapsed || '', WIDTH - 32, 56);
    g.textAlign = 'left';
    g.font = '32px system-ui, sans-serif';
    g.fillStyle = said.alarm ? '#ffd59a' : '#a4adb0';
    g.fillText(said.alarm || said.task || '', 32, 112, WIDTH - 64);
    if (this.hasPicture) {
      const scale = Math.min(960 / this.picture.width, 460 / this.picture.height);
      const [w, h] = [this.picture.width * scale, this.picture.height * scale];
      g.drawImage(this.picture, (WIDTH - w) / 2, 146, w, h);
    }
    g.font = '600 44px system-ui, sans-serif';
    g.textAlign = 'center';
    for (const button of BUTTONS) {
      const ready = said[button.what];
      g.fillStyle = !ready ? '#2a3032' : this.hover === button ? '#a7ded8' : '#7cc4bd';
      g.fillRect(button.x, button.y, button.width, button.height);
      g.fillStyle = ready ? '#0d1f1d' : '#7d878a';
      g.fillText(button.words, button.x + button.width / 2, button.y + button.height / 2);
    }
    g.textAlign = 'left';
  }

  draw(frame, space, viewer) {
    const gl = this.gl;
    const layer = frame.session.renderState.baseLayer;
    if (!gl || !layer) {
      return;
    }
    if (viewer && !this.place) {
      this.put(viewer);
    }
    const hits = [];
    for (const source of frame.session.inputSources) {
      const pose = source.targetRayMode === 'tracked-pointer' ? frame.getPose(source.targetRaySpace, space) : null;
      const hit = this.meet(pose && pose.transform);
      hit && hits.push(hit);
    }
    const hover = hits.map(Panel.over).find((button) => button);
    if (hover !== this.hover) {
      this.hover = hover;
      this.fresh = true;
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, layer.framebuffer);
    gl.clearColor(0.06, 0.07, 0.08, this.seeThrough ? 0 : 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    if (!viewer || !this.place) {
      return;
    }
    if (this.fresh) {
      this.fresh = false;
      this.paint();
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, this.canvas);
    }
    for (const view of viewer.views) {
      const port = layer.getViewport(view);
      if (!port) {
        continue;
      }
      gl.viewport(port.x, port.y, port.width, port.height);
      gl.uniformMatrix4fv(this.uniform.view, false, times(view.projectionMatrix, view.transform.inverse.matrix));
      this.quad(this.place, METRES / 2, METRES / 2 * HEIGHT / WIDTH, 0);
      for (const hit of hits) {
        const p = this.place;
        const dot = Float32Array.from(p);
        for (let i = 0; i < 3; i++) {
          dot[12 + i] += p[i] * hit.metresX + p[4 + i] * hit.metresY + p[8 + i] * 0.004;
        }
        this.quad(dot, 0.012, 0.012, 1);
      }
    }
  }

  quad(place, halfWidth, halfHeight, dot) {
    const gl = this.gl;
    gl.uniformMatrix4fv(this.uniform.place, false, place);
    gl.uniform2f(this.uniform.size, halfWidth, halfHeight);
    gl.uniform1f(this.uniform.dot, dot);
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }
}
