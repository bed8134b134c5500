"""Draws marks and boards with OpenCV in pictures with known corners, and compares who finds what.

draw DIR SEED COUNT   pictures, what is on them (truth.json) and the list for our program (list.txt)
judge DIR OURS        OpenCV on the same pictures, ours from its output; a table, and 1 if a goal is missed
paper DIR             our printed sheets, drawn by PDFium: sizes in mm, and whether OpenCV finds what is on them
"""
import json
import os
import sys

import cv2
import numpy as np

W, H, UP = 1280, 720, 3
ARUCO = cv2.aruco
CONDITIONS = ["plain", "tilted", "small", "soft", "shaken", "noisy", "dim", "uneven light", "glare", "covered", "bent lens", "all of it"]
FAMILIES = ["4X4_50", "4X4_100", "4X4_250", "5X5_100", "6X6_250", "7X7_50", "ARUCO_ORIGINAL", "APRILTAG_36H11"]


def dictionary(name):
    return ARUCO.getPredefinedDictionary(getattr(ARUCO, "DICT_" + name))


def clutter(rng, w, h):
    picture = cv2.resize(rng.uniform(30, 200, (h // 60, w // 60)).astype(np.float32), (w, h), interpolation=cv2.INTER_CUBIC)
    for _ in range(60):
        x, y = rng.integers(0, w), rng.integers(0, h)
        a, b = rng.integers(10, 260, 2)
        shade = float(rng.uniform(0, 255))
        if rng.random() < 0.5:
            cv2.rectangle(picture, (int(x), int(y)), (int(x + a), int(y + b)), shade, -1)
        else:
            cv2.ellipse(picture, (int(x), int(y)), (int(a) // 2, int(b) // 2), float(rng.uniform(0, 180)), 0, 360, shade, -1)
    return np.clip(picture, 0, 255)


def bend(points, k):
    """Where a straight lens's points are seen through a bent one: u = d (1 + k |d|^2), solved for d."""
    d = points.copy()
    for _ in range(30):
        d = points / (1 + k * (d ** 2).sum(1, keepdims=True))
    return d


def picture(rng, condition, sheet, across, bound):
    """A sheet (texture, 1 unit = 1 texel, edges at whole numbers) seen by a camera; returns picture and mapping."""
    th, tw = sheet.shape
    tilt = {"tilted": 0.9, "all of it": 0.4}.get(condition, 0.15)
    size = across * {"small": 0.35, "all of it": 0.75}.get(condition, 1.0)
    scale = size / max(tw, th * W / H)
    angle = rng.uniform(0, 2 * np.pi) if bound is None else rng.uniform(-0.5, 0.5)
    ax, ay = rng.uniform(-tilt, tilt, 2)
    if condition == "tilted":
        ax = rng.choice([-1, 1]) * rng.uniform(0.6, tilt)
    f = 900.0
    rx, _ = cv2.Rodrigues(np.array([ax, ay, 0.0]))
    rz, _ = cv2.Rodrigues(np.array([0, 0, angle]))
    rot = rx @ rz
    t = np.array([rng.uniform(-40, 40), rng.uniform(-25, 25), f])
    centre = np.array([[1, 0, -tw / 2], [0, 1, -th / 2], [0, 0, 1]])
    plane = np.column_stack([rot[:, 0] * scale, rot[:, 1] * scale, t])
    hom = np.array([[f, 0, W / 2], [0, f, H / 2], [0, 0, 1]]) @ plane @ centre
    k = {"bent lens": rng.uniform(0.15, 0.35), "all of it": rng.uniform(0, 0.2)}.get(condition, 0.0)

    def project(points):
        p = np.c_[np.asarray(points, float), np.ones(len(points))] @ hom.T
        p = p[:, :2] / p[:, 2:]
        p = bend((p - [W / 2, H / 2]) / (W / 2), k) * (W / 2) + [W / 2, H / 2]
        return p - 0.5

    xs, ys = np.meshgrid((np.arange(W * UP) + 0.5) / UP, (np.arange(H * UP) + 0.5) / UP)
    dx, dy = (xs - W / 2) / (W / 2), (ys - H / 2) / (W / 2)
    bent = 1 + k * (dx * dx + dy * dy)
    ux, uy = dx * bent * W / 2 + W / 2, dy * bent * W / 2 + H / 2
    inv = np.linalg.inv(hom)
    q = inv[2, 0] * ux + inv[2, 1] * uy + inv[2, 2]
    tx = ((inv[0, 0] * ux + inv[0, 1] * uy + inv[0, 2]) / q - 0.5).astype(np.float32)
    ty = ((inv[1, 0] * ux + inv[1, 1] * uy + inv[1, 2]) / q - 0.5).astype(np.float32)
    ground = cv2.resize(clutter(rng, W, H).astype(np.float32), (W * UP, H * UP))
    seen = cv2.remap(sheet.astype(np.float32), tx, ty, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=-1000)
    image = np.where(seen >= 0, 35 + seen * (190.0 / 255), ground)
    image = cv2.resize(image.astype(np.float32), (W, H), interpolation=cv2.INTER_AREA)

    if condition == "covered":
        for _ in range(3):
            c = project(rng.uniform([0, 0], [tw, th], (1, 2)))[0]
            cv2.ellipse(image, (int(c[0]), int(c[1])), (int(size * 0.13), int(size * 0.04)), float(rng.uniform(0, 180)), 0, 360, 120, -1)
    if condition in ("uneven light", "all of it"):
        direction = rng.uniform(0, 2 * np.pi)
        gx, gy = np.meshgrid(np.linspace(-1, 1, W), np.linspace(-1, 1, H))
        image *= np.clip(0.75 + 0.45 * (gx * np.cos(direction) + gy * np.sin(direction)), 0.12, 1.5)
    if condition in ("glare", "all of it"):
        gx, gy = np.meshgrid(np.arange(W), np.arange(H))
        for _ in range(2):
            c = project(rng.uniform([0, 0], [tw, th], (1, 2)))[0]
            r = size * rng.uniform(0.05, 0.12)
            image += 320 * np.exp(-((gx - c[0]) ** 2 + (gy - c[1]) ** 2) / (2 * r * r))
    if condition == "soft":
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(1.5, 3.0))
    elif condition == "all of it":
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.8, 1.6))
    else:
        image = cv2.GaussianBlur(image, (0, 0), 0.6)
    if condition in ("shaken", "all of it"):
        length = int(rng.integers(5, 12)) if condition == "shaken" else int(rng.integers(3, 6))
        kernel = np.zeros((length * 2 + 1, length * 2 + 1), np.float32)
        a = rng.uniform(0, np.pi)
        dx, dy = np.cos(a) * length / 2, np.sin(a) * length / 2
        for s in np.linspace(-1, 1, 8 * length):
            x, y = length + dx * s, length + dy * s
            ix, iy = int(x), int(y)
            for ox in (0, 1):
                for oy in (0, 1):
                    kernel[iy + oy, ix + ox] += (1 - abs(x - ix - ox)) * (1 - abs(y - iy - oy))
        image = cv2.filter2D(image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
    if condition == "dim":
        image = image * 0.16 + 6
    sigma = {"noisy": rng.uniform(12, 25), "all of it": 6}.get(condition, 1.5)
    image += rng.normal(0, sigma, image.shape)
    return np.clip(np.round(image), 0, 255).astype(np.uint8), project


def scattered(rng, family):
    """Marks of different sizes on white paper."""
    d = dictionary(family)
    cell = d.markerSize + 2
    sheet = np.full((1100, 1900), 255, np.uint8)
    corners = {}
    ids = rng.choice(d.bytesList.shape[0], 15, replace=False)
    for n, i in enumerate(ids):
        side = int(rng.integers(140, 300)) // cell * cell
        x = 40 + n % 5 * 375 + int(rng.integers(0, 340 - side))
        y = 25 + n // 5 * 360 + int(rng.integers(0, 335 - side))
        sheet[y:y + side, x:x + side] = ARUCO.generateImageMarker(d, int(i), side, borderBits=1)
        corners[int(i)] = [[x, y], [x + side, y], [x + side, y + side], [x, y + side]]
    return sheet, corners


def chess(rng, family, columns, rows, legacy):
    square = 168
    mark = int(square * 0.72) // (dictionary(family).markerSize + 2) * (dictionary(family).markerSize + 2)
    board = ARUCO.CharucoBoard((columns, rows), float(square), float(mark), dictionary(family))
    board.setLegacyPattern(legacy)
    margin = 60
    sheet = board.generateImage((columns * square + 2 * margin, rows * square + 2 * margin), marginSize=margin, borderBits=1)
    inner = board.getChessboardCorners()[:, :2]
    return sheet, (inner + margin).tolist(), square, mark


def draw(folder, seed, count):
    rng = np.random.default_rng(seed)
    truth, lines = [], []
    for condition in CONDITIONS:
        for n in range(count):
            file = os.path.join(folder, f"{len(truth):04d}.pgm")
            if n % 2 == 0:
                family = FAMILIES[(n // 2 + CONDITIONS.index(condition)) % len(FAMILIES)]
                sheet, corners = scattered(rng, family)
                image, project = picture(rng, condition, sheet, 1050, None)
                truth.append({"kind": "marks", "condition": condition, "family": family, "file": file,
                              "marks": {i: project(c).tolist() for i, c in corners.items()}})
                lines.append(f"marks {family} {file}")
            else:
                family = ["4X4_100", "5X5_100", "6X6_250", "4X4_50"][n // 2 % 4]
                columns, rows = [(8, 5), (9, 6), (11, 8), (7, 5)][n // 2 % 4]
                legacy = n // 2 % 4 == 1
                sheet, corners, square, mark = chess(rng, family, columns, rows, legacy)
                image, project = picture(rng, condition, sheet, 950, True)
                truth.append({"kind": "board", "condition": condition, "family": family, "file": file, "board": [columns, rows, square, mark, legacy],
                              "corners": project(corners).tolist()})
                lines.append(f"board {family} 0 {columns} {rows} {square} {mark} {str(legacy).lower()} {file}")
            cv2.imwrite(file, image)
    json.dump(truth, open(os.path.join(folder, "truth.json"), "w"))
    open(os.path.join(folder, "list.txt"), "w").write("\n".join(lines) + "\n")


def theirs(entry, image):
    p = ARUCO.DetectorParameters()
    p.cornerRefinementMethod = ARUCO.CORNER_REFINE_SUBPIX
    d = dictionary(entry["family"])
    if entry["kind"] == "marks":
        start = cv2.getTickCount()
        corners, ids, _ = ARUCO.ArucoDetector(d, p).detectMarkers(image)
        took = (cv2.getTickCount() - start) / cv2.getTickFrequency() * 1e3
        return [(int(i), c.reshape(4, 2)) for i, c in zip([] if ids is None else ids.ravel(), corners)], took
    columns, rows, square, mark, legacy = entry["board"]
    board = ARUCO.CharucoBoard((columns, rows), float(square), float(mark), d)
    board.setLegacyPattern(legacy)
    finder = ARUCO.CharucoDetector(board)
    finder.setDetectorParameters(p)
    start = cv2.getTickCount()
    corners, ids, _, _ = finder.detectBoard(image)
    took = (cv2.getTickCount() - start) / cv2.getTickFrequency() * 1e3
    return [(int(i), c.reshape(1, 2)) for i, c in zip([] if ids is None else ids.ravel(), [] if corners is None else corners.reshape(-1, 2))], took


def ours(file):
    found, took, name = {}, {}, None
    for line in open(file):
        w = line.rstrip("\n").split("\t")
        if w[0] == "picture":
            name = w[1]
            found[name], took[name] = {"mark": [], "corner": []}, float(w[2])
        elif w[0] in ("mark", "corner"):
            found[name][w[0]].append((int(w[1]), np.array(w[2:], float).reshape(-1, 2)))
    return found, took


class Score:
    def __init__(self):
        self.there = self.found = self.false = 0
        self.errors, self.took = [], []

    def add(self, truth, everything, found, took):
        """What lies half outside the picture may be found, and need not."""
        self.there += len(truth)
        self.took.append(took)
        seen = set()
        for i, points in found:
            near = i in truth and np.abs(points - truth[i]).max() < 6
            if near and i not in seen:
                seen.add(i)
                self.found += 1
                self.errors += list(np.hypot(*(points - truth[i]).T))
            elif not (i in everything and i not in truth and np.abs(points - everything[i]).max() < 6):
                self.false += 1


def judge(folder, output):
    cv2.setNumThreads(1)
    truth = json.load(open(os.path.join(folder, "truth.json")))
    mine, took = ours(output)
    scores, between = {}, []
    for entry in truth:
        image = cv2.imread(entry["file"], cv2.IMREAD_GRAYSCALE)
        if entry["kind"] == "marks":
            real = {int(i): np.array(c) for i, c in entry["marks"].items()}
        else:
            real = {i: np.array([c]) for i, c in enumerate(entry["corners"])}
        inside = {i: c for i, c in real.items() if (c > 4).all() and (c[:, 0] < W - 5).all() and (c[:, 1] < H - 5).all()}
        other, other_took = theirs(entry, image)
        name = "mark" if entry["kind"] == "marks" else "corner"
        my = mine[entry["file"]][name]
        key = (entry["kind"], entry["condition"])
        a, b = scores.setdefault(key, (Score(), Score()))
        a.add(inside, real, my, took[entry["file"]])
        b.add(inside, real, other, other_took)
        if entry["condition"] == "plain":
            theirs_by = dict(other)
            between += [e for i, p in my if i in theirs_by for e in np.hypot(*(p - theirs_by[i]).T)]
    print(f"{'':28}{'found of':>9}{'ours':>7}{'OpenCV':>8}{'false':>7}{'OpenCV':>8}{'p95 px':>8}{'OpenCV':>8}{'ms':>7}{'OpenCV':>8}")
    total = {}
    for (kind, condition), (a, b) in sorted(scores.items(), key=lambda kv: (kv[0][0], CONDITIONS.index(kv[0][1]))):
        p = [np.percentile(s.errors, 95) if s.errors else float("nan") for s in (a, b)]
        print(f"{kind + ', ' + condition:28}{a.there:9}{a.found / a.there:7.1%}{b.found / a.there:8.1%}{a.false:7}{b.false:8}{p[0]:8.3f}{p[1]:8.3f}{np.median(a.took):7.1f}{np.median(b.took):8.1f}")
        t = total.setdefault(kind, [0, 0, 0, 0])
        for i, s in enumerate((a.there, a.found, b.found, a.false)):
            t[i] += s
    missed = []
    for kind, (there, a, b, false) in total.items():
        print(f"{kind}: of {there} we find {a / there:.1%}, OpenCV {b / there:.1%}")
        if a < b:
            missed.append(f"{kind}: fewer are found than by OpenCV")
        if false > 0.005 * there:
            missed.append(f"{kind}: {false} were found that are not there")
    apart = np.percentile(between, 95)
    print(f"plain pictures: our corners and OpenCV's are {apart:.3f} px apart (p95 of {len(between)})")
    if not apart < 0.35:
        missed.append("corners do not agree")
    for line in missed:
        print("MISSED", line)
    return 1 if missed else 0


def paper(folder):
    import pypdfium2

    dpi = 600
    mm = 25.4 / dpi
    missed, worst = [], 0.0
    for name in sorted(os.listdir(folder)):
        page = pypdfium2.PdfDocument(os.path.join(folder, name))[0]
        drawn = page.render(scale=dpi / 72, grayscale=True)
        image = np.ascontiguousarray(drawn.to_numpy().reshape(drawn.height, drawn.width))
        words = name.removesuffix(".pdf").split("_")
        wide, high = {"A4": (210, 297), "Letter": (215.9, 279.4)}[words[-1]]
        got = sorted((page.get_width() / 72 * 25.4, page.get_height() / 72 * 25.4))
        worst = max(worst, abs(got[0] - wide), abs(got[1] - high))
        # The ruler is the longest dark line in the lowest fifth; its last ticks are 0.12 mm wide.
        low = image[image.shape[0] * 4 // 5:] < 128
        runs = np.diff(np.flatnonzero(np.diff(np.pad(low, ((0, 0), (1, 1))).ravel().astype(int))))[::2]
        ruler = runs.max() * mm
        parts = [f"ruler {ruler:.2f} mm"]
        if abs(ruler - 0.12 - 100) > 0.1:
            missed.append(f"{name}: the ruler is {ruler:.2f} mm long")
        p = ARUCO.DetectorParameters()
        p.cornerRefinementMethod = ARUCO.CORNER_REFINE_SUBPIX
        if words[0] == "board":
            first, columns, rows, square = (int(w) for w in words[3:7])
            board = ARUCO.CharucoBoard((columns, rows), float(square), 0.6 * square, dictionary("4X4_100"), np.arange(first, first + columns * rows // 2))
            board.setLegacyPattern(words[7] == "true")
            finder = ARUCO.CharucoDetector(board)
            finder.setDetectorParameters(p)
            corners, ids, _, marks = finder.detectBoard(image)
            count = 0 if ids is None else len(ids)
            if count != (columns - 1) * (rows - 1) or len(marks) != columns * rows // 2:
                missed.append(f"{name}: OpenCV finds {count} corners and {0 if marks is None else len(marks)} marks")
                continue
            at = corners.reshape(-1, 2) * mm
            want = board.getChessboardCorners()[ids.ravel(), :2]
            off = np.abs((at - at.mean(0)) - (want - want.mean(0))).max()
            parts.append(f"{count} corners within {off:.3f} mm")
        else:
            family = "_".join(words[1:-2])
            size = float(words[-2])
            corners, ids, _ = ARUCO.ArucoDetector(dictionary(family), p).detectMarkers(image)
            wanted = {0, 1} if words[0] == "tags" else {0, 1, 2, 300, 586}
            if ids is None or set(ids.ravel().tolist()) != wanted:
                missed.append(f"{name}: OpenCV finds {ids}")
                continue
            sides = [np.hypot(*(c[0][k] - c[0][(k + 1) % 4])) * mm for c in corners for k in range(4)]
            off = max(abs(s - size) for s in sides)
            parts.append(f"{len(ids)} marks, sides within {off:.3f} mm of {size:g}")
        worst = max(worst, off)
        print(f"{name:44} {', '.join(parts)}")
    if worst > 0.1:
        missed.append(f"sizes are off by {worst:.3f} mm")
    print(f"sizes are right within {worst:.3f} mm")
    for line in missed:
        print("MISSED", line)
    return 1 if missed else 0


if __name__ == "__main__":
    if sys.argv[1] == "draw":
        draw(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    elif sys.argv[1] == "paper":
        sys.exit(paper(sys.argv[2]))
    else:
        sys.exit(judge(sys.argv[2], sys.argv[3]))
